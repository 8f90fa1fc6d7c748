"""`bonafides remedy reply AGENCY/REF TEXT`: what the business says of a record, beside it for all who read."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.case.common import PackName
from bonafides.cli.output import Json, fail
from bonafides.cli.remedy.common import (
    Agency,
    Basis,
    Officer,
    Reason,
    RecordName,
    acting_on,
    default_basis,
    tell,
    the_record,
)
from bonafides.kernel.sentence import Sentence


def reply(
    record: RecordName,
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="in the words of the business; empty: take its reply back")
    ] = "",
    *,
    officer: Officer,
    agency: Agency = None,
    pack: PackName = None,
    basis: Basis = None,
    reason: Reason = None,
    json: Json = False,
) -> None:
    """Put the business's reply beside a record; one that was there before is taken back."""
    from bonafides.cli.database import ready

    ready()
    from django.db import transaction
    from django.utils import timezone

    from bonafides.records.acts.annotate import annotate
    from bonafides.records.acts.end_annotation import end_annotation
    from bonafides.records.annotations import lasting
    from bonafides.records.models import Annotation

    about = the_record(record, pack)
    acting = acting_on(
        about, agency, officer, basis or default_basis(about, "objection"), reason, "reply of the business"
    )
    kind = Annotation.Kind.REPLY
    earlier = list(lasting(timezone.localdate()).filter(record=about, kind=kind).select_related("record__agency"))
    if not text.strip() and not earlier:
        fail("there is no reply beside this record: say what the business says")
    with transaction.atomic():
        for one in earlier:
            end_annotation(acting, one)
        made = annotate(acting, about, kind, text=text) if text.strip() else None
    told = Sentence("the reply stands beside the record") if made else Sentence("the reply is taken back")
    tell(acting, f"{record}: {told}", {"record": record, "reply": made.pk if made else None}, json=json)
