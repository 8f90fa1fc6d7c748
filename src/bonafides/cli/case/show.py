"""`bonafides case show CASE`: where a case stands, what was done, and why the other steps wait."""

from __future__ import annotations

from bonafides.cli.case.common import CaseNumber
from bonafides.cli.inspection.common import Day
from bonafides.cli.output import InLanguage, Json, chosen, out, print_json


def show(case: CaseNumber, *, on: Day = None, language: InLanguage = None, json: Json = False) -> None:
    """Show the steps taken, the clocks, the steps that are open, and for each other why not."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.cli.inspection.common import the_day
    from bonafides.procedures.queries import case_of, shown, title_in

    told = shown(case_of(case), the_day(on))
    if json:
        print_json(told)
        return
    spoken = chosen(language).value
    about = f", about {told['record']}" if told["record"] else ""
    out.print(f"case {case}: {title_in(told['title'], spoken)}, {told['code']}{about}", markup=False)
    out.print(f"on {told['as_of']} it is {told['state']}: {title_in(told['state_title'], spoken)}", markup=False)
    for one in told["steps"]:
        who = f"{one['agency']}, officer {one['officer']}, act {one['act']}"
        out.print(
            f"  {one['number']:>2}  {one['on']}  {one['step']}: {title_in(one['title'], spoken)} ({who})", markup=False
        )
    for clock in told["clocks"]:
        ends = clock["last_day"] or clock["unknown"]
        now = "stopped " + clock["stopped"] if clock["stopped"] else "over" if clock["over"] else "running"
        out.print(f"  clock {clock['clock']}: up to {ends}, of the {clock['of']}, {now}", markup=False)
    for one in told["open"]:
        out.print(f"  open: {one['step']}, for {' or '.join(one['by']) or 'the machine'}", markup=False)
    for why in told["why_not"].values():
        out.print(f"  not now: {why}", markup=False)
