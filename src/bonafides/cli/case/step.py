"""`bonafides case step CASE STEP`: the next step of a case."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.case.common import (
    Agency,
    Basis,
    CaseNumber,
    Day,
    EvidenceOption,
    FieldOption,
    FileOption,
    FindingOption,
    Officer,
    Reason,
    acting_for,
    fields_of,
    findings_of,
    in_ledger,
    kept,
    tell_act,
)
from bonafides.cli.output import Json, print_json, speak


def step(
    case: CaseNumber,
    name: Annotated[
        str, typer.Argument(metavar="STEP", help="the step: bonafides case show CASE names those that are open")
    ],
    *,
    officer: Officer,
    agency: Agency,
    field: FieldOption = None,
    finding: FindingOption = None,
    file: FileOption = None,
    evidence: EvidenceOption = None,
    on: Day = None,
    seen: Annotated[int | None, typer.Option(help="refuse if the case has another number of steps by now")] = None,
    basis: Basis = None,
    reason: Reason = None,
    json: Json = False,
) -> None:
    """Take a step: the procedure says who may, when, and with what."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.cli.inspection.common import the_day
    from bonafides.procedures.acts.take_step import take_step
    from bonafides.procedures.cases import held
    from bonafides.procedures.queries import case_of

    one = held(case_of(case))
    acting = acting_for(one.pack, agency, officer, one.step(name), basis, reason, evidence or (), the_day(on))
    done = take_step(
        acting, case, name, on=the_day(on) if on else None, fields=fields_of(one.procedure, field or ()),
        findings=findings_of(finding or ()), files=kept(file or ()), seen=seen,
    )  # fmt: skip
    if json:
        told = {"case": case, "step": name, "number": done.number, "state": done.state, "documents": done.documents}
        print_json(in_ledger(acting.id) | told)
        return
    speak(
        "case %(case)s: step %(number)s, `%(name)s`; the case is %(state)s",
        case=case,
        number=done.number,
        name=name,
        state=done.state,
    )
    for code in done.documents:
        speak("served: document %(code)s (bonafides document show %(code)s)", code=code)
    tell_act(acting.id)
