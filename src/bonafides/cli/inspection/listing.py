"""`bonafides inspection list`: the plans, and where each of their draws stands."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.inspection.common import PackName
from bonafides.cli.output import Json, out, print_json


def list_plans(
    *,
    agency: Annotated[str | None, typer.Option(help="of this agency alone")] = None,
    pack: PackName = None,
    json: Json = False,
) -> None:
    """The plans that were filed, and where each of their draws stands: planned, committed, sealed, held, given up."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.inspections.overview import overview

    plans = overview(pack, agency)
    if json:
        print_json({"plans": plans})
        return
    for plan in plans:
        replaced = f", replaced by {plan['replaced_by']}" if plan["replaced_by"] else ""
        out.print(f"{plan['pack']}/{plan['agency']}  plan {plan['plan']} of {plan['year']}{replaced}", markup=False)
        for one in plan["draws"]:
            out.print(f"  {one['state']:<10} {one['draw']}  ({one['from']} to {one['to']})", markup=False)
    if not plans:
        out.print("no plan was filed yet: bonafides inspection plan FILE")
