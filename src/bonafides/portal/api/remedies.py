"""Remedies at the API: whether a record may be repaired, applications, documents and findings about them, objections, replies.

The steps of a case are those of cases. Whoever acts does so for the agency that made the record.
"""

from __future__ import annotations

import base64
import io
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.acts.files import Kept, keep_bytes
from bonafides.acts.wall import inside
from bonafides.ledger.index import index_of_act
from bonafides.packs.queries import installed_pack
from bonafides.portal.api.draw_schemas import ActIn, Done
from bonafides.portal.api.draws import Answer, identity
from bonafides.portal.api.schemas import FOR_OFFICERS
from bonafides.portal.api.visit_schemas import FileIn
from bonafides.portal.audience import Officers, every_officer, officers
from bonafides.procedures.acts.open_case import open_case
from bonafides.procedures.cases import held
from bonafides.procedures.opening import procedure_on
from bonafides.records.acts.annotate import annotate
from bonafides.records.models import Annotation, Record
from bonafides.remedies.acts.apply import apply
from bonafides.remedies.acts.judge_proof import judge_proof
from bonafides.remedies.applying import apply_for_repair
from bonafides.remedies.models import Proof
from bonafides.remedies.proofs import Given
from bonafides.remedies.queries import checked, record_of, suspicious

router = Router()
_ANSWERS = {200: Done, **FOR_OFFICERS}
_CLERKS = officers(*apply.by)  # type: ignore[attr-defined]  # set by the decorator


class ProofIn(FileIn):
    """A document of the business for a duty, with what it states: an amount in fen, a day, the number of a receipt."""

    duty: str
    amount: int | None = None
    on: date | None = None
    number: str = Field("", max_length=100)


class ApplyIn(ActIn):
    """An application for the repair of a record of the officer's agency, by its reference."""

    record: str
    committed: bool
    proofs: list[ProofIn] = Field(default_factory=list)
    files: list[FileIn] = Field(default_factory=list)
    fee: int = Field(0, ge=0, description="what was asked for it, in fen; above 0 it is refused and an alarm raised")
    agent: str = ""


class ObjectIn(ActIn):
    """An objection to a record of the officer's agency."""

    record: str
    ground: str
    statement: str
    files: list[FileIn] = Field(default_factory=list)


class ReplyIn(ActIn):
    """What the business says of a record of the officer's agency; it is public."""

    record: str
    text: str


class JudgeIn(ActIn):
    """What the officer found of a document, and why."""

    genuine: bool
    text: str


@router.get(
    "/remedies/eligibility",
    auth=every_officer(),
    response={200: dict[str, Any], **FOR_OFFICERS},
    operation_id="repair_eligibility",
    summary="Whether a record may be repaired",
)
def get_eligibility(
    request: HttpRequest,
    record: Annotated[str, Query(..., description="the reference of a record of the officer's agency")],
    day: Annotated[date | None, Query(None, description="as the law is on this day; default today")] = None,
) -> dict[str, Any]:
    """The decision of the pack on a day, with what no agency's record shows and so may be asked of the business."""
    return checked(_own(request, record), day or timezone.localdate(), committed=True).as_json()


@router.post(
    "/remedies/applications",
    auth=_CLERKS,
    response=_ANSWERS,
    operation_id="apply_for_repair",
    summary="Take in an application for repair",
)
def post_application(request: HttpRequest, given: ApplyIn) -> Answer:
    """Take in an application: free of charge, once while it is open."""
    record = _own(request, given.record)
    acting = _acting(request, record, given, "application for repair", None)
    proofs = [Given(one.duty, _kept(one), one.amount, one.on, one.number) for one in given.proofs]
    case = apply_for_repair(
        acting, record, committed=given.committed, proofs=proofs, fee=given.fee, agent=given.agent,
        files=[_kept(one) for one in given.files],
    )  # fmt: skip
    doubtful = [one.pk for one in Proof.objects.filter(case=case) if one.suspicions]
    return _done(acting, case=case.pk, procedure=case.procedure, suspicious=doubtful)


@router.get(
    "/remedies/proofs",
    auth=every_officer(),
    response={200: list[dict[str, Any]], **FOR_OFFICERS},
    operation_id="suspicious_proofs",
    summary="Documents that an officer must look at",
)
def get_proofs(request: HttpRequest) -> list[dict[str, Any]]:
    """Those of the officer's agency, the oldest first."""
    who = identity(request)
    return [
        {"proof": one.pk, "case": one.case_id, "duty": one.duty, "sha256": one.sha256, "suspicions": one.suspicions}
        for one in suspicious()
        if (one.case.agency.pack, one.case.agency.name) == (who.pack, who.agency)
    ]


@router.post(
    "/remedies/proofs/{proof}/judgement",
    auth=Officers(*judge_proof.by),  # type: ignore[attr-defined]  # set by the decorator
    response=_ANSWERS,
    operation_id="judge_proof",
    summary="Find whether a document is genuine",
)
def post_judgement(
    request: HttpRequest, proof: Annotated[int, Path(description="the number of the document")], given: JudgeIn
) -> Answer:
    """By another officer than the one who took it in."""
    with inside():
        found = Proof.objects.select_related("case__record__kind", "case__record__agency").filter(pk=proof).first()
    if found is None or found.case.record is None:
        raise ActRefusedError("there is no proof %(proof)s; GET /remedies/proofs shows those that wait", proof=proof)
    acting = _acting(request, found.case.record, given, f"proof {proof} of case {found.case_id}", None)
    judge_proof(acting, proof, genuine=given.genuine, text=given.text)
    return _done(acting, proof=proof, genuine=given.genuine)


@router.post(
    "/remedies/objections",
    auth=_CLERKS,
    response=_ANSWERS,
    operation_id="object_to_record",
    summary="Take in an objection",
)
def post_objection(request: HttpRequest, given: ObjectIn) -> Answer:
    """Take in an objection: the record is marked as disputed at once."""
    record = _own(request, given.record)
    acting = _acting(request, record, given, "objection", "objection")
    fields = {"ground": given.ground, "statement": given.statement}
    files = [_kept(one) for one in given.files]
    case = open_case(acting, "objection", entity=record.entity, record=record, fields=fields, files=files)
    due = held(case).standing(timezone.localdate()).clocks["decision-due"].last_day
    return _done(acting, case=case.pk, due=due.isoformat() if due else None)


@router.post(
    "/remedies/replies",
    auth=_CLERKS,
    response=_ANSWERS,
    operation_id="reply_to_record",
    summary="Put the business's reply beside a record",
)
def post_reply(request: HttpRequest, given: ReplyIn) -> Answer:
    """Put the business's own words beside a record, for all who read it."""
    record = _own(request, given.record)
    acting = _acting(request, record, given, "reply of the business", "objection")
    made = annotate(acting, record, Annotation.Kind.REPLY, text=given.text)
    return _done(acting, reply=made.pk)


def _own(request: HttpRequest, ref: str) -> Record:
    who = identity(request)
    return record_of(who.agency, ref, who.pack)


def _acting(request: HttpRequest, record: Record, given: ActIn, what: str, procedure: str | None) -> Acting:
    """The officer, by default on the basis of the procedure, by the law of today."""
    pack, _ = installed_pack(record.agency.pack)
    name = procedure or next(
        (
            one.procedure
            for one in pack.repairs.values()
            if one.kind == record.kind.name and record.agency.name in one.agencies
        ),
        "objection",
    )
    rests = given.basis or "; ".join(procedure_on(pack, name, timezone.localdate()).basis)
    return identity(request).acting(rests, given.reason or f"{what} about record {record.source_ref}")


def _kept(one: FileIn) -> Kept:
    try:
        return keep_bytes(one.name, io.BytesIO(base64.b64decode(one.content, validate=True)))
    except ValueError:  # binascii.Error, and what is not ASCII
        raise ActRefusedError("%(one)s: expected its content in base64; nothing was changed", one=one.name) from None


def _done(acting: Acting, **told: Any) -> dict[str, Any]:
    return {"act": acting.id, "ledger_index": index_of_act(acting.id), "told": told}
