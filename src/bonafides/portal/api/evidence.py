"""Evidence between agencies at the API, with the headers of X-Road for REST; and the contest of a value that was read."""

from __future__ import annotations

import base64
import io
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import Router

from bonafides.acts.act import ActRefusedError
from bonafides.acts.files import Kept, keep_bytes
from bonafides.acts.roles import Role
from bonafides.agencies.scopes import Scope
from bonafides.consumers.evidence import wait_for
from bonafides.entities.queries import UnknownEntityError
from bonafides.kernel.identifiers.natural_person import mask
from bonafides.ledger.index import index_of_act
from bonafides.portal.api.draw_schemas import Done
from bonafides.portal.api.draws import Answer, identity
from bonafides.portal.api.once_schemas import ContestIn, EvidenceIn, EvidenceOut
from bonafides.portal.api.problems import problem
from bonafides.portal.api.schemas import FOR_OFFICERS
from bonafides.portal.api.visit_schemas import FileIn
from bonafides.portal.audience import either, machines, officers
from bonafides.sharing.once.contest import contest
from bonafides.sharing.once.evidence import AskedOtherwiseError, answered
from bonafides.sharing.once.question import HEADERS, Question, QuestionRefusedError, road_of
from bonafides.sharing.purpose import Request

router = Router(tags=["once"])
_ASKERS = either(
    officers(Role.CASE_OFFICER, Role.REVIEWER, Role.DECIDER, Role.INSPECTOR), machines(Scope.EVIDENCE_REQUEST)
)
_ROAD = {
    "X-Road-Client": ("INSTANCE/CLASS/MEMBER/SUBSYSTEM; MEMBER is the agency", True),
    "X-Road-Id": ("the number of the message: a new one for each question, such as a UUID", True),
    "X-Road-Issue": ("the case for which it is asked; or `case` in the body", False),
    "X-Road-UserId": ("who asks, at the agency", False),
    "X-Road-Service": ("the service that is asked; it ends in `/evidence`", False),
}
_PARAMETERS = [
    {
        "in": "header",
        "name": name,
        "required": needed,
        "description": told,
        "schema": {"type": "string", "maxLength": 240},
    }
    for name, (told, needed) in _ROAD.items()
]


@router.post(
    "/evidence", auth=_ASKERS, response={200: EvidenceOut, 202: EvidenceOut, **FOR_OFFICERS}, operation_id="ask_evidence",
    summary="Ask for evidence that other agencies hold", openapi_extra={"parameters": _PARAMETERS},
)  # fmt: skip
def post_evidence(request: HttpRequest, given: EvidenceIn) -> HttpResponse:
    """At once: a value, known to be empty, or not to be had (with why). 202: the `consumer` is told by webhook once it is to
    be had, and asks again. The headers of X-Road come back."""
    who = identity(request).who
    try:
        road = road_of({name: request.headers.get(name, "") for name in HEADERS}, who, given.case or None)
        question = Question.of(given.model_dump())
        asked = Request(who, question.purpose, road.issue, timezone.localdate())
        answer = answered(asked, question, road)
    except QuestionRefusedError as error:
        return problem(400, mask(str(error)))
    except UnknownEntityError as error:
        return problem(404, str(error))
    except AskedOtherwiseError as error:
        return problem(409, str(error))
    waiting = bool(given.consumer) and not answer.complete
    if waiting:
        wait_for(asked, question, road, given.consumer)
    told = {**answer.as_json(), "waiting": waiting}
    return JsonResponse(
        told, status=202 if waiting else 200, headers=road.headers(), json_dumps_params={"ensure_ascii": False}
    )


@router.post(
    "/once/contests", auth=officers(Role.ENTRY_CLERK, Role.CASE_OFFICER), response={200: Done, **FOR_OFFICERS},
    operation_id="contest_value", summary="Take in that a business contests a value",
)  # fmt: skip
def post_contest(request: HttpRequest, given: ContestIn) -> Answer:
    """By the agency that gave the value: it opens the objection of the pack against its record, which is marked at once."""
    who = identity(request)
    if given.agency != who.agency:
        return problem(
            409, f"agency: expected {who.agency}, whose officer this is; the agency that gave a value hears of it"
        )
    acting = who.acting(given.basis or "", given.reason or "a value that was read for a form is contested")
    files = [_kept(one) for one in given.files]
    case = contest(acting, given.record, given.statement, ground=given.ground, files=files)
    told: dict[str, Any] = {"case": case.pk, "procedure": case.procedure}
    return {"act": acting.id, "ledger_index": index_of_act(acting.id), "told": told}


def _kept(one: FileIn) -> Kept:
    try:
        return keep_bytes(one.name, io.BytesIO(base64.b64decode(one.content, validate=True)))
    except ValueError:  # binascii.Error, and what is not ASCII
        raise ActRefusedError("%(one)s: expected its content in base64; nothing was changed", one=one.name) from None
