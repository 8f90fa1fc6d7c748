"""What is taken out of the register as files, and what auditors are told of look-ups."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import BaseModel, BeforeValidator, Field

from bonafides.acts.roles import Role
from bonafides.portal.api.problems import problem
from bonafides.portal.api.schemas import FOR_OFFICERS, Problem
from bonafides.portal.audience import Identity, officers
from bonafides.portal.moments import day_of
from bonafides.sharing.access.watch import alert_json, alerts
from bonafides.sharing.acts.export import Wanted, export
from bonafides.sharing.exports.choose import UnknownCodesError, of_codes
from bonafides.sharing.exports.files import Form

router = Router()
MONTH = timedelta(days=30)
MEDIA = {Form.CSV: "text/csv; charset=utf-8", Form.PARQUET: "application/vnd.apache.parquet"}
_FILE = {
    "responses": {
        200: {
            "description": "the file; `X-Bonafides-Act` is the number of the act",
            "content": {
                media: {"schema": {"type": "string", "format": "binary"}} for media in ("text/csv", MEDIA[Form.PARQUET])
            },
        }
    }
}


class AlertOut(Schema):
    """A question for an auditor: what was counted on a day, and from which number on the pack has an auditor told."""

    number: int
    on: date
    rule: Literal["without-case", "volume", "off-hours", "export"]
    pack: str
    agency: str
    kind: Literal["officer", "machine"]
    name: str = Field(description="the officer's number, or the program's id")
    count: int
    threshold: int


class Alerts(Schema):
    """The newest first."""

    alerts: list[AlertOut]


def _text(most: int) -> Any:
    """Text without what the database keeps in no column."""
    return Field(min_length=1, max_length=most, pattern=r"^[^\x00]+$")


class ExportIn(BaseModel):
    """What is taken out, for which purpose and in which case."""

    kind: Annotated[str, _text(125)] = Field(examples=["cn/registration"])
    fields: Annotated[list[Annotated[str, _text(60)]], Field(min_length=1, max_length=200)]
    codes: Annotated[list[Annotated[str, _text(240)]], Field(min_length=1, max_length=10_000)]
    purpose: Annotated[str, _text(60)]
    case: Annotated[str | None, Field(max_length=120, pattern=r"^[^\x00]*$")] = None
    form: Form = Form.CSV
    basis: Annotated[str, _text(2_000)]
    reason: Annotated[str, _text(2_000)]


Since = Annotated[
    date | None, BeforeValidator(day_of), Query(None, description="from this day on; default a month ago")
]
Limit = Annotated[int, Query(ge=1, le=1_000, description="at most so many, the newest first")]


@router.get(
    "/alerts", auth=officers(Role.AUDITOR), response={200: Alerts, **dict.fromkeys((400, 401, 403, 405, 500, 503), Problem)},
    operation_id="list_access_alerts", summary="What was unusual in look-ups of the agency",
)  # fmt: skip
def list_access_alerts(request: HttpRequest, since: Since = None, limit: Limit = 200) -> dict[str, Any]:
    """For auditors, of their own agency: many look-ups without a case, far more than usual, out of hours, exports close to their
    limit. An alert is a question, no finding."""
    own: Identity = request.auth  # type: ignore[attr-defined]  # set by the route's `auth`
    day = since or timezone.localdate() - MONTH
    return {"alerts": [alert_json(one) for one in alerts(pack=own.pack, agency=own.agency, since=day, limit=limit)]}


@router.post(
    "/exports", auth=officers(*(role for role in export.by)),  # type: ignore[attr-defined]  # set by the decorator
    response=FOR_OFFICERS, operation_id="export_records", summary="Take records out as a file", openapi_extra=_FILE,
)  # fmt: skip
def export_records(request: HttpRequest, given: ExportIn) -> HttpResponse:
    """The file, with the recipient's mark: a few values say `…`, look them up. Each business can read that it was looked at.

    `X-Bonafides-Act` is the number of the act.
    """
    own: Identity = request.auth  # type: ignore[attr-defined]  # set by the route's `auth`
    try:
        entities = of_codes(given.codes)
    except UnknownCodesError as error:
        return problem(400, str(error))
    acting = own.acting(given.basis, given.reason)
    made = export(acting, Wanted(given.kind, given.fields, entities, given.purpose, given.case or None, given.form))
    answer = HttpResponse(made.content, content_type=MEDIA[given.form])
    answer["Content-Disposition"] = f'attachment; filename="export-{made.export.pk}.{given.form}"'
    answer["X-Bonafides-Act"] = str(acting.id)
    return answer
