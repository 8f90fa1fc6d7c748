"""Say beside a record that it is disputed, or what the business says of it: a remedy that is pending is seen by all who read."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.acts.authority import BUSINESS, OPERATOR
from bonafides.kernel.sentence import Joined, Sentence
from bonafides.records.models import Annotation, Record
from bonafides.records.texts import check_text

_KINDS = Annotation.Kind


@official_act(
    "records.annotate",
    by=(Role.ENTRY_CLERK, Role.CASE_OFFICER, Role.REVIEWER, Role.DECIDER, Role.OPERATOR, Role.REPRESENTATIVE),
)
def annotate(
    acting: Acting, record: Record, kind: str, cause: str = "", *, text: str = "", since: date | None = None
) -> Annotation:
    """Until `end_annotation` it stands beside the record, and beside its corrections, for whoever may read the record.

    `cause` is what it lasts as long as, such as `case 12`; a reply may leave it out. `text` is public.
    """
    if kind not in _KINDS.values:
        raise ActRefusedError(
            "expected a kind of annotation (%(values)s), came %(kind)r", values=Joined(_KINDS.values), kind=kind
        )
    _must_be_own(acting, kind)
    _must_stand(acting, record)
    text = text.strip()
    check_text(text, Sentence("the text of an annotation"))
    if kind == _KINDS.REPLY and not text:
        raise ActRefusedError(
            "a reply: expected what the business says of the record, came nothing; nothing was changed"
        )
    today = timezone.localdate()
    since = since or today
    if since > today:
        raise ActRefusedError("expected a day that has come, came %(since)s; nothing was changed", since=since)
    cause = cause or f"{kind} {acting.id}"
    if Annotation.objects.filter(record=record, kind=kind, cause=cause).exists():
        raise ActRefusedError(
            "record %(record)s was annotated so for %(cause)s already; nothing was changed", record=record, cause=cause
        )
    acting.subject = record.entity_id
    acting.details = {"record": str(record.source_ref), "kind": kind, "cause": cause, "since": since.isoformat()}
    acting.tell(record=record.pk, annotation=kind)
    return acting.write(
        Annotation, record=record, entity_id=record.entity_id, kind=kind, cause=cause, text=text, since=since
    )


def _must_be_own(acting: Acting, kind: str) -> None:
    """A business says its own word, and that it objects; that another body decides is for an officer to enter."""
    if acting.agency == BUSINESS and kind not in (_KINDS.REPLY, _KINDS.DISPUTED):
        raise ActRefusedError(
            "expected a reply or an objection from a business, came `%(kind)s`, which an officer enters on the "
            "notice of the body that decides; nothing was changed",
            kind=kind,
        )


def _must_stand(acting: Acting, record: Record) -> None:
    """Only the agency that gave a record says something beside it, as only it may correct it."""
    own = record.agency
    if acting.agency not in (OPERATOR, BUSINESS) and (acting.pack, acting.agency) != (own.pack, own.name):
        expected = Sentence(
            "expected an officer of %(pack)s/%(own)s, which gave record `%(ref)s`",
            pack=own.pack,
            own=own.name,
            ref=record.source_ref,
        )
        raise ActRefusedError(
            "%(expected)s, came one of %(pack)s/%(agency)s: pass it on to that agency",
            expected=expected,
            pack=acting.pack,
            agency=acting.agency,
        )
    if record.action > Record.Action.CORRECTION:
        raise ActRefusedError("record `%(ref)s` ends another one: annotate a record that stands", ref=record.source_ref)
    if (after := Record.objects.filter(supersedes=record.pk).first()) is not None:
        ended = after.action > Record.Action.CORRECTION
        told = (
            Sentence("has ended: nothing is shown beside it")
            if ended
            else Sentence("was corrected: annotate `%(ref)s`", ref=after.source_ref)
        )
        raise ActRefusedError("record `%(ref)s` %(told)s; nothing was changed", ref=record.source_ref, told=told)
