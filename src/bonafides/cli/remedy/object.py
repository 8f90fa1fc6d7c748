"""`bonafides remedy object AGENCY/REF GROUND TEXT`: an objection; the record is marked as disputed at once."""

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
    Reason,
    RecordName,
    acting_on,
    default_basis,
    tell,
    the_record,
)
from bonafides.kernel.sentence import Sentence


def object_(
    record: RecordName,
    ground: Annotated[str, typer.Argument(metavar="GROUND", help="error, omission, period-over, wrongly-listed, …")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="what the business says")],
    *,
    officer: Officer,
    agency: Agency = None,
    file: Annotated[list[Path] | None, typer.Option(help="a document of the business; repeatable")] = None,
    on: Day = None,
    pack: PackName = None,
    basis: Basis = None,
    reason: Reason = None,
    json: Json = False,
) -> None:
    """Take an objection in. How long the decision may take is by the rules of the region."""
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone

    from bonafides.acts.files import keep
    from bonafides.procedures.acts.open_case import open_case
    from bonafides.procedures.cases import held

    about = the_record(record, pack)
    acting = acting_on(about, agency, officer, basis or default_basis(about, "objection"), reason, "objection")
    case = open_case(
        acting, "objection", entity=about.entity, record=about, fields={"ground": ground, "statement": text},
        files=[keep(one) for one in file or ()], on=the_day(on) if on else None,
    )  # fmt: skip
    due = held(case).standing(timezone.localdate()).clocks["decision-due"].last_day
    told = Sentence(
        "case %(case)s: record %(record)s is marked as disputed; to be decided by %(due)s",
        case=case.pk,
        record=record,
        due=due,
    )
    tell(acting, told, {"case": case.pk, "due": due.isoformat() if due else None}, json=json)
