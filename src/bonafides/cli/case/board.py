"""`bonafides case board`: the deadlines of agencies and businesses, what is overdue first."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from bonafides.cli.case.common import PackName, pack_with_procedures
from bonafides.cli.inspection.common import Day
from bonafides.cli.output import InLanguage, Json, chosen, out, print_json


def board(
    *,
    agency: Annotated[str | None, typer.Option(help="only this agency's, by its id in the pack")] = None,
    code: Annotated[str | None, typer.Option(help="only those of this business")] = None,
    of: Annotated[str | None, typer.Option(help="only cases of this subject, such as listing or repair")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="only what is overdue")] = False,
    limit: Annotated[int, typer.Option(min=1, help="at most so many lines")] = 50,
    pack: PackName = None,
    scheme: Annotated[str, typer.Option(help="the scheme of the code")] = "uscc",
    on: Day = None,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """Every deadline of an open case: what was escalated first, then what is overdue, then by the last day."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.agencies.queries import agency as agency_of
    from bonafides.cli.inspection.common import the_day
    from bonafides.entities.queries import entity_by_code
    from bonafides.procedures.board import board as waiting
    from bonafides.procedures.queries import title_in

    pack = pack_with_procedures(pack)
    if agency is not None:
        agency_of(pack, agency)  # a slip of the pen must not look as if nothing waited
    entity = entity_by_code(scheme, code).pk if code else None
    tasks = [
        one for one in waiting(pack, agency, entity=entity, of=of, today=the_day(on)) if one.overdue or not overdue
    ]
    if json:
        print_json({"pack": pack, "waiting": len(tasks), "tasks": [one.as_json() for one in tasks[:limit]]})
        return
    spoken = chosen(language).value
    for one in tasks[:limit]:
        mark = "ESCALATED" if one.escalated else "OVERDUE" if one.overdue else ""
        when = f"by {one.due}" if one.due else one.unknown or "no deadline"
        steps = f" ({', '.join(one.steps)})" if one.steps else ""
        line = f"case {one.case:>6}  {one.code}  {one.whose:<8}  {title_in(one.what, spoken)}{steps}  {when}"
        out.print(Text(f"{mark:<10}{line}", style="red" if one.overdue else ""))
    more = len(tasks) - limit
    out.print(f"{len(tasks)} wait" + (f", {more} more than shown: --limit" if more > 0 else ""), markup=False)
