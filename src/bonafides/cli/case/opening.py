"""`bonafides case open PROCEDURE CODE`: a case about a business."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.case.common import (
    Agency,
    Basis,
    Day,
    EvidenceOption,
    FieldOption,
    FileOption,
    FindingOption,
    Officer,
    PackName,
    Reason,
    acting_for,
    fields_of,
    findings_of,
    in_ledger,
    kept,
    pack_with_procedures,
    tell_act,
)
from bonafides.cli.output import Json, fail, print_json, speak


def open_(
    procedure: Annotated[str, typer.Argument(metavar="PROCEDURE", help="its name, or that of all its versions")],
    code: Annotated[str, typer.Argument(metavar="CODE", help="the business")],
    *,
    officer: Officer,
    agency: Agency,
    record: Annotated[str | None, typer.Option(metavar="AGENCY/REF", help="the record that it is about")] = None,
    field: FieldOption = None,
    finding: FindingOption = None,
    file: FileOption = None,
    evidence: EvidenceOption = None,
    on: Day = None,
    pack: PackName = None,
    scheme: Annotated[str, typer.Option(help="the scheme of the code")] = "uscc",
    basis: Basis = None,
    reason: Reason = None,
    json: Json = False,
) -> None:
    """Open a case, under the version of the procedure that is in force on the day."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.cli.inspection.common import the_day
    from bonafides.entities.queries import entity_by_code
    from bonafides.packs.grounds import law_on
    from bonafides.packs.queries import installed_pack
    from bonafides.procedures.acts.open_case import open_case
    from bonafides.procedures.opening import procedure_on
    from bonafides.records.models import Record

    day, pack = the_day(on), pack_with_procedures(pack)
    under = procedure_on(installed_pack(pack)[0], procedure, day)
    about = None
    if record is not None:
        source, _, ref = record.partition("/")
        about = (
            Record.objects.select_related("kind").filter(agency__pack=pack, agency__name=source, source_ref=ref).first()
        )
        if about is None:
            fail(
                "there is no record %(record)s; bonafides record %(code)s shows those of the business",
                record=record,
                code=code,
            )
    law = installed_pack(pack)[0]
    rests = basis or law_on(law, under.basis, day)
    acting = acting_for(law, agency, officer, under.opens, rests, reason, evidence or (), day)
    case = open_case(
        acting, procedure, entity=entity_by_code(scheme, code), record=about, fields=fields_of(under, field or ()),
        findings=findings_of(finding or ()), on=day if on else None, files=kept(file or ()),
    )  # fmt: skip
    if json:
        print_json(in_ledger(acting.id) | {"case": case.pk, "procedure": case.procedure, "state": under.opens.to})
        return
    speak(
        "case %(case)s of `%(procedure)s` is open: %(to)s; bonafides case show %(case)s",
        case=case.pk,
        procedure=case.procedure,
        to=under.opens.to,
    )
    tell_act(acting.id)
