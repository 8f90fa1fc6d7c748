"""What the commands of signals share: the pack, who acts, and one signal as lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from bonafides.cli.packs import pack_having
from bonafides.kernel.sentence import Sentence

if TYPE_CHECKING:
    from bonafides.packs.models import PackVersion
    from bonafides.packs.pack import Pack
    from bonafides.watch.signals.queries import Shown

PackName = Annotated[str | None, typer.Option("--pack", help="the pack, where several in force have signals")]
AgencyName = Annotated[str, typer.Option("--agency", help="the agency, by its id in the pack")]
Officer = Annotated[str, typer.Option(help="who acts: the officer's number in the agency")]
Reason = Annotated[str, typer.Option(help="why, in the officer's words")]
Number = Annotated[int, typer.Argument(metavar="SIGNAL", help="its number: bonafides signal list")]
BASIS = "early warning: the card of the signal"


def watching_pack(name: str | None) -> tuple[Pack, PackVersion]:
    """The pack in force that has signals (of this name, where it is given)."""
    return pack_having(Sentence("signals"), lambda pack: pack.signals, name)


def lines(one: Shown, pack: Pack) -> Iterator[str]:
    """One signal, in the language that is active."""
    from django.utils.translation import gettext as _

    from bonafides.packs.labels import say
    from bonafides.watch.signals.words import effect_text, state_text, step_text

    card = pack.signals.get(one.signal.card)
    title = say(card.title) if card else one.signal.card
    yield f"{one.signal.pk}  {title}  ({effect_text(one.signal.effect)}, {state_text(one.state)})"
    yield f"    {one.name}  {one.signal.entity.code}"
    yield f"    {say(one.signal.reason)}"
    if card:
        yield "    " + _("When it is wrong: %(limits)s") % {"limits": say(card.limits)}
    yield "    " + _("as of %(day)s, until %(end)s") % {"day": one.signal.as_of, "end": one.signal.expires_on}
    for step in one.signal.steps.all():
        yield f"    {step.on}  {step_text(step.what, step.found)}: {step.words}"
