"""`bonafides inspection abandon DRAW`: give a draw up in public, so that its batch can be drawn by another."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.inspection.common import (
    Agency,
    Basis,
    DrawId,
    Officer,
    acting_for,
    basis_of,
    in_ledger,
    pack_of_draw,
    tell_act,
)
from bonafides.cli.output import Json, print_json, speak


def abandon(
    draw: DrawId,
    *,
    officer: Officer,
    agency: Agency,
    reason: Annotated[
        str, typer.Option(help="why, for everybody to read: the seed never came, a party did not reveal")
    ],
    basis: Basis = None,
    json: Json = False,
) -> None:
    """Give up a draw that was committed to and cannot be held. It stays on record, with the reason, for everybody to see."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.inspections.acts.abandon_draw import abandon_draw
    from bonafides.inspections.queries import draw_of, item_of, next_draw

    found = draw_of(draw)
    pack = pack_of_draw(found)
    cited = basis or basis_of([item_of(pack, found.item, found.as_of)])
    acting = acting_for(pack.name, agency, officer, cited, reason)
    abandon_draw(acting, found)
    following = next_draw(found.plan, found.item, found.batch).draw
    if json:
        print_json(in_ledger(acting.id) | {"draw": draw, "next": following})
        return
    speak("draw %(draw)s is given up; the next draw of its batch is %(following)s", draw=draw, following=following)
    tell_act(acting.id)
