"""`bonafides remedy check AGENCY/REF`: whether a record may be repaired, and what would still be asked of the business."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.case.common import PackName
from bonafides.cli.inspection.common import the_day
from bonafides.cli.output import InLanguage, Json, chosen, out, print_json
from bonafides.cli.remedy.common import RecordName, the_record


def check(
    record: RecordName,
    *,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="as the law is on this day; default: today")
    ] = None,
    committed: Annotated[
        bool, typer.Option(help="whether the business commits itself to the truth of its material")
    ] = True,
    pack: PackName = None,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """The decision of the pack, the day from which a repair may be applied for, and what no agency's record shows."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.procedures.queries import title_in
    from bonafides.remedies.queries import checked

    found = checked(the_record(record, pack), the_day(on), committed=committed)
    if json:
        print_json(found.as_json())
        return
    spoken = chosen(language).value
    out.print(f"{found.asked.decision}: {found.asked.value} ({found.asked.basis})", markup=False)
    if found.earliest is not None:
        days = ", ".join(f"{name} {day or '?'}" for name, day in found.earliest.by_clock.items())
        when = f"from {found.earliest.day}" if found.earliest.day else "never early"
        doubt = (
            "; from which day it counts is an open question, the earlier one is taken"
            if found.earliest.open_question
            else ""
        )
        out.print(f"may be applied for {when} ({days}{doubt}; {found.earliest.asked.basis})", markup=False)
    for one in found.duties:
        by = ", ".join(f"{each.agency}/{each.ref}" for each in one.shown_by)
        how = f"shown by {by}" if one.by_records else f"asked of the business: {title_in(one.duty.paper, spoken)}"
        out.print(f"  {title_in(one.duty.title, spoken)}: {how}", markup=False)
    for name, records in found.because.items():
        for each in records:
            out.print(f"  {name}: {each.agency}/{each.ref} of {each.event_date}", markup=False)
