"""`bonafides remedy check AGENCY/REF`: whether a record may be repaired, and what would still be asked of the business."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.case.common import PackName
from bonafides.cli.inspection.common import the_day
from bonafides.cli.output import InLanguage, Json, chosen, out, print_json, speak
from bonafides.cli.remedy.common import RecordName, the_record
from bonafides.kernel.sentence import Joined, Sentence


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
        when = Sentence("from %(day)s", day=found.earliest.day) if found.earliest.day else Sentence("never early")
        doubt = (
            Sentence("; from which day it counts is an open question, the earlier one is taken")
            if found.earliest.open_question
            else ""
        )
        speak(
            "may be applied for %(when)s (%(days)s%(doubt)s; %(basis)s)",
            when=when,
            days=days,
            doubt=doubt,
            basis=found.earliest.asked.basis,
        )
    for one in found.duties:
        by = Joined(f"{each.agency}/{each.ref}" for each in one.shown_by)
        asked = Sentence("asked of the business: %(paper)s", paper=title_in(one.duty.paper, spoken))
        how = Sentence("shown by %(records)s", records=by) if one.by_records else asked
        speak("  %(duty)s: %(how)s", duty=title_in(one.duty.title, spoken), how=how)
    for name, records in found.because.items():
        for each in records:
            speak(
                "  %(name)s: %(agency)s/%(ref)s of %(event_date)s",
                name=name,
                agency=each.agency,
                ref=each.ref,
                event_date=each.event_date,
            )
