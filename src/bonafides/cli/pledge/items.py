"""`bonafides pledge items`: what may be had by a pledge, and what is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bonafides.cli.output import InLanguage, Json, out, print_json, speak, speaking

if TYPE_CHECKING:
    from bonafides.pledges.catalogue import Offered


def items(
    *,
    item: Annotated[str | None, typer.Argument(metavar="[ITEM]", help="one item, told whole")] = None,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """The items that agencies opened to pledges; one of them with its conditions, papers, duties and consequences."""
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone

    from bonafides.pledges.catalogue import catalogue

    found = [one for one in catalogue(timezone.localdate()) if item in (None, one.item.item)]
    if json:
        print_json({"items": [one.as_json() for one in found]})
        return
    with speaking(language):
        for one in found:
            _tell(one, whole=item is not None)
    if not found:
        speak("no item is open to pledges; its agency opens one: bonafides pledge open ITEM")


def _tell(one: Offered, *, whole: bool) -> None:
    from django.utils.translation import gettext as _

    from bonafides.packs.labels import say
    from bonafides.pledges.catalogue import basis_words

    item = one.item
    agency = say(one.pack.agencies[item.agency].title)
    out.print(f"{item.item}  {say(item.title)}", style="bold", markup=False)
    since = _("open to pledges since %(day)s") % {"day": one.offer.since}
    out.print(f"  {agency}; {since}; {_('conditions')} {item.version}", markup=False)
    if not whole:
        return
    conditions = [
        f"{say(each.title)} – {say(each.verify)} ({'; '.join(basis_words(each.basis))})" for each in item.conditions
    ]
    may = {True: _("may be promised"), False: _("may not be promised")}
    papers = [f"{say(each.title)} ({may[each.promisable]})" for each in item.papers]
    duties = [say(each.text) for each in item.duties]
    consequences = [f"{say(each.text)} ({'; '.join(basis_words(each.basis))})" for each in item.consequences]
    for title, lines in (
        (_("Conditions, and how each is verified"), conditions), (_("Papers"), papers), (_("Your duties"), duties),
        (_("What follows if the pledge is broken or untrue"), consequences),
    ):  # fmt: skip
        out.print(f"  {title}", markup=False)
        for line in lines:
            out.print(f"    – {line}", markup=False)
