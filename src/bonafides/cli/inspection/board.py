"""`bonafides inspection board`: what waits, and by when it is due."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer
from rich.text import Text

from bonafides.cli.inspection.common import Day, PackName, inspecting_pack, the_day
from bonafides.cli.output import Json, out, print_json, speak


def board(
    *,
    agency: Annotated[str | None, typer.Option(help="only this agency's, by its id in the pack")] = None,
    step: Annotated[str | None, typer.Option(help="only this step, such as publish")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="only what is overdue")] = False,
    limit: Annotated[int, typer.Option(min=1, help="at most so many lines")] = 50,
    pack: PackName = None,
    on: Day = None,
    json: Json = False,
) -> None:
    """Every step of a visit that waits, by agency, the overdue first: approvals, notices, visits, results, publications."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.inspections.board import board as waiting

    found, _ = inspecting_pack(pack)
    tasks = [one for one in waiting(found.name, agency, the_day(on))
             if (one.overdue or not overdue) and step in (None, one.step)]  # fmt: skip
    counts = Counter((one.agency, one.step) for one in tasks)
    if json:
        told = [{"agency": of, "step": name, "waiting": count} for (of, name), count in sorted(counts.items())]
        print_json({"pack": found.name, "counts": told, "tasks": [one.as_json() for one in tasks[:limit]]})
        return
    for one in tasks[:limit]:
        when = f"by {one.due}" if one.due else one.unknown
        line = f"visit {one.assignment:>6}  {one.step:<11} {one.code}  {one.item} ({', '.join(one.officers)})  {when} {one.note}"
        out.print(
            Text(("OVERDUE  " if one.overdue else "         ") + line.rstrip(), style="red" if one.overdue else "")
        )
    for (of, name), count in sorted(counts.items()):
        out.print(f"{of}: {name} {count}", markup=False)
    if not tasks:
        speak("nothing waits")
