"""The acts of cases at the API, by officers, each by a token of its own. Who may take a step is said by the procedure."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Evidence
from bonafides.acts.files import Kept, keep_bytes
from bonafides.acts.wall import inside
from bonafides.entities.queries import UnknownEntityError, entity_by_code
from bonafides.ledger.index import index_of_act
from bonafides.packs.grounds import law_on
from bonafides.packs.queries import installed_pack
from bonafides.portal.api import case_schemas as asked
from bonafides.portal.api.cases import CaseId, of_agency, router
from bonafides.portal.api.draw_schemas import Done
from bonafides.portal.api.draws import Answer, identity
from bonafides.portal.api.problems import problem
from bonafides.portal.api.schemas import FOR_OFFICERS
from bonafides.portal.api.visit_schemas import FileIn
from bonafides.portal.audience import every_officer
from bonafides.procedures.acts.open_case import open_case
from bonafides.procedures.acts.take_step import take_step
from bonafides.procedures.cases import held
from bonafides.procedures.opening import procedure_on
from bonafides.procedures.queries import case_of, shown
from bonafides.records.models import Record

__all__ = ["router"]

_ANSWERS = {200: Done, **FOR_OFFICERS}


@router.post("", auth=every_officer(), response=_ANSWERS, operation_id="open_case", summary="Open a case")
def post_case(request: HttpRequest, given: asked.OpenIn) -> Answer:
    """Open a case under a procedure of the pack. Refused with the rule that does not let it be opened."""
    who = identity(request)
    try:
        entity = entity_by_code(given.scheme, given.code)
    except UnknownEntityError as error:
        return problem(404, str(error))
    pack, day = installed_pack(who.pack)[0], given.on or timezone.localdate()
    opens = procedure_on(pack, given.procedure, day).opens
    acting = _acting(request, given, law_on(pack, opens.basis, day), f"{given.procedure} of {given.code}")
    case = open_case(
        acting, given.procedure, entity=entity, record=_record(who.pack, given.record), fields=given.fields,
        findings=_findings(given.findings), on=given.on, files=_kept(given),
    )  # fmt: skip
    return _done(acting, case.pk)


@router.post(
    "/{case}/steps", auth=every_officer(), response=_ANSWERS, operation_id="take_step", summary="Take a step of a case"
)
def post_step(request: HttpRequest, case: CaseId, given: asked.TakeIn) -> Answer:
    """Take the next step. Refused, with the rule, where the procedure does not let it be taken now, by this officer."""
    found = of_agency(request, case)
    if found is None:
        return problem(404, "expected the number of a case of the officer's agency; there is none such")
    one = held(found)
    rests = law_on(one.pack, one.step(given.step).basis, given.on or timezone.localdate())
    acting = _acting(request, given, rests, f"case {case}, {given.step}")
    take_step(
        acting, case, given.step, on=given.on, fields=given.fields, findings=_findings(given.findings), files=_kept(given),
        seen=given.seen,
    )  # fmt: skip
    return _done(acting, case)


def _acting(request: HttpRequest, given: asked.OpenIn | asked.TakeIn, rests: str, why: str) -> Acting:
    evidence = tuple(Evidence(one.kind, one.ref, one.sha256) for one in given.evidence)
    return identity(request).acting(given.basis or rests, given.reason or why, evidence)


def _kept(given: asked.OpenIn | asked.TakeIn) -> tuple[Kept, ...]:
    return tuple(_keep(one) for one in given.files)


def _keep(one: FileIn) -> Kept:
    try:
        return keep_bytes(one.name, io.BytesIO(base64.b64decode(one.content, validate=True)))
    except ValueError:  # binascii.Error, and what is not ASCII
        raise ActRefusedError("%(one)s: expected its content in base64; nothing was changed", one=one.name) from None


def _findings(given: Mapping[str, asked.FindingIn]) -> dict[str, Any]:
    return {name: one.dict() for name, one in given.items()}


@inside()
def _record(pack: str, ref: str | None) -> Record | None:
    if ref is None:
        return None
    agency, _, own = ref.partition("/")
    found = Record.objects.filter(agency__pack=pack, agency__name=agency, source_ref=own).first()
    if found is None:
        raise ActRefusedError(
            "expected a record of this register as AGENCY/REF; there is none such, nothing was changed"
        )
    return found


def _done(acting: Acting, case: int) -> dict[str, Any]:
    told = shown(case_of(case), timezone.localdate())
    return {"act": acting.id, "ledger_index": index_of_act(acting.id), "told": told}
