"""The board of a business at the API, for whoever holds the code of a document that it was served."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from bonafides.documents.queries import UnknownDocumentError
from bonafides.portal.api.documents import Code
from bonafides.portal.api.problems import problem
from bonafides.portal.api.schemas import Problem
from bonafides.portal.audience import PUBLIC
from bonafides.remedies.business_board import business_board

router = Router()


class BoardTask(Schema):
    """What one side has to do. Texts by language."""

    case: int
    procedure: str
    of: str
    title: dict[str, str] = Field(description="of the procedure")
    agency: str
    whose: str = Field(description="`agency` or `business`")
    clock: str = Field(description="the period; empty where none runs")
    what: dict[str, str] | None
    basis: list[str]
    started: date
    due: date | None = Field(description="the last day")
    day_unknown: bool = Field(description="the calendar of the register ends before the period does")
    overdue: bool
    escalated: bool = Field(description="the alarm is in the ledger and before whoever supervises")


class BoardRemedy(Schema):
    """What the business may still do against a document of the matter."""

    number: str
    text: dict[str, str]
    until: date


class BoardDocument(Schema):
    """The document whose code was given."""

    form: str
    number: str
    title: dict[str, str]


class BusinessBoardOut(Schema):
    """What was escalated first, then what is overdue, then by the last day."""

    document: BoardDocument
    scheme: str
    code: str
    agency: str
    as_of: date
    open: bool = Field(description="whether a case of the matter has not ended")
    tasks: list[BoardTask]
    remedies: list[BoardRemedy]


@router.get(
    "/boards/{code}", auth=PUBLIC, response={200: BusinessBoardOut, **dict.fromkeys((400, 404, 405, 500, 503), Problem)},
    operation_id="get_business_board", summary="The deadlines of a matter, by the code of a document",
)  # fmt: skip
def get_business_board(request: HttpRequest, code: Code) -> HttpResponse | dict[str, Any]:
    """What the business and the authority have to do until when, in the matter of a document that the business was served.

    Of other matters of the business nothing is told: each has a document, and so a code, of its own.
    """
    try:
        return business_board(code).as_json()
    except UnknownDocumentError as error:
        return problem(404, str(error))
