"""`bonafides signal cards`: the cards of a pack."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import InLanguage, Json, out, print_json, speaking
from bonafides.cli.signal.common import PackName, watching_pack


def cards(
    table: Annotated[
        str | None, typer.Option("--table", metavar="CARD", help="the table of one card that counts, as DMN, alone")
    ] = None,
    pack: PackName = None,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """What is looked for, why, and when it is wrong: each signal of the pack in force."""
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from bonafides.cli.output import fail
    from bonafides.packs.labels import say
    from bonafides.watch.signals.compiled import in_force
    from bonafides.watch.signals.counting import table_text
    from bonafides.watch.signals.words import effect_text

    found, _version = watching_pack(pack)
    today = timezone.localdate()
    if table is not None:
        card = found.signals.get(table)
        if card is None or card.counting is None:
            fail(f"pack {found.name} has no signal `{table}` that counts; signals that count: "
                 f"{', '.join(name for name, one in found.signals.items() if one.counting) or 'none'}")  # fmt: skip
        out.print(table_text(found, card, today), markup=False)
        return
    if json:
        print_json([one.model_dump(mode="json", by_alias=True, exclude_none=True) for one in in_force(found, today)])
        return
    with speaking(language):
        for one in in_force(found, today):
            out.print(f"{one.signal}  {say(one.title)}  ({effect_text(one.effect)})", markup=False)
            out.print(f"    {say(one.why)}", markup=False)
            out.print("    " + _("When it is wrong: %(limits)s") % {"limits": say(one.limits)}, markup=False)
            stated = _("%(share)s of those looked into, at least (%(source)s)")
            told = stated % {"share": one.stated.hits, "source": say(one.stated.source)}
            out.print("    " + _("Stated hits: %(told)s") % {"told": told}, markup=False)
