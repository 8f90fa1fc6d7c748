"""`bonafides inspection assign DRAW CODE OFFICERS`: officers by hand, where the draw has none or one may not go."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.inspection.common import (
    Agency,
    Basis,
    Day,
    DrawId,
    Officer,
    acting_for,
    basis_of,
    in_ledger,
    pack_of_draw,
    tell_act,
    the_day,
)
from bonafides.cli.output import Json, out, print_json


def assign(
    draw: DrawId,
    code: Annotated[str, typer.Argument(metavar="CODE", help="the drawn business")],
    officers: Annotated[list[str], typer.Argument(metavar="OFFICER...", help="their numbers, the one who leads first")],
    *,
    officer: Officer,
    agency: Agency,
    reason: Annotated[str, typer.Option(help="why officers are named by hand")],
    basis: Basis = None,
    on: Day = None,
    json: Json = False,
) -> None:
    """Name the officers for a drawn business: where the draw has none for it, or one of them may not go after all.

    Field, region and recusal are asked as the draw asks them; what the draw itself said stays on record beside it.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.inspections.acts.assign_officers import assign_officers
    from bonafides.inspections.queries import draw_of, item_of

    found, day = draw_of(draw), the_day(on)
    pack = pack_of_draw(found)
    cited = basis or basis_of([item_of(pack, found.item, found.as_of)])
    acting = acting_for(pack.name, agency, officer, cited, reason)
    done = assign_officers(acting, found, code, tuple(officers), day)
    if json:
        print_json(in_ledger(acting.id) | {"assignment": done.pk, "code": code, "officers": list(done.officers)})
        return
    out.print(f"{code}: {', '.join(done.officers)}", markup=False)
    tell_act(acting.id)
