"""End what is said beside a record: the remedy is decided, or the business takes its reply back."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.acts.authority import BUSINESS, OPERATOR
from bonafides.kernel.sentence import Sentence
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
            "expected a reply or an objection of the business's own, came `%(kind)s`; nothing was changed",
            kind=annotation.kind,
        )
    if acting.agency not in (OPERATOR, BUSINESS) and (acting.pack, acting.agency) != (own.pack, own.name):
        expected = Sentence("expected an officer of %(pack)s/%(own)s, whose record it is", pack=own.pack, own=own.name)
        raise ActRefusedError(
            "%(expected)s, came one of %(pack)s/%(agency)s; nothing was changed",
            expected=expected,
            pack=acting.pack,
            agency=acting.agency,
        )
    on = on or today
    if not annotation.since <= on <= today:
        raise ActRefusedError(
            "expected a day between %(since)s and %(today)s, came %(on)s; nothing was changed",
            since=annotation.since,
            today=today,
            on=on,
        )
    if (ended := AnnotationEnd.objects.filter(annotation=annotation).first()) is not None:
        raise ActRefusedError(
            "annotation %(annotation)s was ended on %(on)s already; nothing was changed",
            annotation=annotation.pk,
            on=ended.on,
        )
    acting.subject = annotation.entity_id
    acting.details = {
        "record": str(annotation.record.source_ref), "kind": annotation.kind, "cause": annotation.cause,
        "on": on.isoformat(),
    }  # fmt: skip
    acting.tell(record=annotation.record_id, annotation=annotation.kind)
    return acting.write(AnnotationEnd, annotation=annotation, on=on)
