"""End what is said beside a record: the remedy is decided, or the business takes its reply back."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.acts.authority import BUSINESS, OPERATOR
from bonafides.records.models import Annotation, AnnotationEnd


@official_act(
    "records.end_annotation",
    by=(Role.ENTRY_CLERK, Role.CASE_OFFICER, Role.REVIEWER, Role.DECIDER, Role.OPERATOR, Role.REPRESENTATIVE),
)
def end_annotation(acting: Acting, annotation: Annotation, *, on: date | None = None) -> AnnotationEnd:
    """From the day on it is not shown beside the record any more; as it stood before, it is."""
    own, today = annotation.record.agency, timezone.localdate()
    if acting.agency == BUSINESS and annotation.kind not in (Annotation.Kind.REPLY, Annotation.Kind.DISPUTED):
        raise ActRefusedError(
            f"expected a reply or an objection of the business's own, came `{annotation.kind}`; nothing was changed"
        )
    if acting.agency not in (OPERATOR, BUSINESS) and (acting.pack, acting.agency) != (own.pack, own.name):
        expected = f"expected an officer of {own.pack}/{own.name}, whose record it is"
        raise ActRefusedError(f"{expected}, came one of {acting.pack}/{acting.agency}; nothing was changed")
    on = on or today
    if not annotation.since <= on <= today:
        raise ActRefusedError(f"expected a day between {annotation.since} and {today}, came {on}; nothing was changed")
    if (ended := AnnotationEnd.objects.filter(annotation=annotation).first()) is not None:
        raise ActRefusedError(f"annotation {annotation.pk} was ended on {ended.on} already; nothing was changed")
    acting.subject = annotation.entity_id
    acting.details = {
        "record": str(annotation.record.source_ref), "kind": annotation.kind, "cause": annotation.cause,
        "on": on.isoformat(),
    }  # fmt: skip
    acting.tell(record=annotation.record_id, annotation=annotation.kind)
    return acting.write(AnnotationEnd, annotation=annotation, on=on)
