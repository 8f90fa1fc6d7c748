"""`bonafides remedy apply AGENCY/REF`: a business's application for repair."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bonafides.cli.case.common import PackName
from bonafides.cli.inspection.common import the_day
from bonafides.cli.output import Json
from bonafides.cli.remedy.common import (
    Agency,
    Basis,
    Day,
    Officer,
    ProofOption,
    Reason,
    RecordName,
    acting_on,
    proofs_of,
    tell,
    the_record,
)
from bonafides.kernel.sentence import Joined, Sentence


def apply(
    record: RecordName,
    *,
    officer: Officer,
    agency: Agency = None,
    committed: Annotated[
        bool, typer.Option(help="the business commits itself in public to the truth of its material")
    ] = False,
    proof: ProofOption = None,
    fee: Annotated[
        int, typer.Option(min=0, help="what was asked for it, in fen; above 0 it is refused and an alarm raised")
    ] = 0,
    agent: Annotated[str, typer.Option(help="the firm that applies for the business, if one does")] = "",
    file: Annotated[list[Path] | None, typer.Option(help="the application itself; repeatable")] = None,
    on: Day = None,
    pack: PackName = None,
    basis: Basis = None,
    reason: Reason = None,
    json: Json = False,
) -> None:
    """Take an application in, by the procedure of the record's own agency. Free of charge."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.files import keep
    from bonafides.remedies.applying import apply_for_repair
    from bonafides.remedies.models import Proof

    about = the_record(record, pack)
    acting = acting_on(about, agency, officer, basis, reason, "application for repair")
    case = apply_for_repair(
        acting, about, committed=committed, proofs=proofs_of(proof), fee=fee, agent=agent,
        files=[keep(one) for one in file or ()], on=the_day(on) if on else None,
    )  # fmt: skip
    waiting = [one.pk for one in Proof.objects.filter(case=case) if one.suspicions]
    doubt = (
        Sentence("; an officer must look at proofs %(proofs)s: bonafides remedy judge", proofs=Joined(waiting))
        if waiting
        else ""
    )
    told = Sentence(
        "case %(case)s of `%(procedure)s` is open%(doubt)s; bonafides remedy show %(case)s",
        case=case.pk,
        procedure=case.procedure,
        doubt=doubt,
    )
    tell(acting, told, {"case": case.pk, "procedure": case.procedure, "suspicious": waiting}, json=json)
