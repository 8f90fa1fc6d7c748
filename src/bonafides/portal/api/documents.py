"""Documents in the API: for whoever has the code, the document with all that is needed to check it offline."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema
from pydantic import Field

from bonafides.documents.queries import UnknownDocumentError, document_of
from bonafides.documents.verify import bundle_of, verify
from bonafides.ledger.errors import LedgerError
from bonafides.portal.api.problems import problem
from bonafides.portal.api.schemas import Problem
from bonafides.portal.audience import PUBLIC

router = Router()
Code = Annotated[
    str, Path(description="the code as printed; hyphens and small letters make no difference", max_length=60)
]


class DocumentOut(Schema):
    """A document as it was issued."""

    code: str
    form: str
    number: str
    state: str = Field(description="`stands`; `waits` for its place in the ledger; `changed`: do not rely on it")
    changed: list[str] = Field(description="what no longer fits: content, row, act, leaf, log")
    ledger_index: int | None
    replaced_by: str | None = Field(description="the number of the document that corrects or ends it")
    content: dict[str, Any] = Field(description="docs/reference/documents.md")
    bundle: dict[str, Any] | None = Field(description="for `bonafides verify document`, once it stands in the ledger")


@router.get(
    "/documents/{code}", auth=PUBLIC, response={200: DocumentOut, **dict.fromkeys((400, 404, 405, 500, 503), Problem)},
    operation_id="get_document", summary="A document by its code",
)  # fmt: skip
def get_document(request: HttpRequest, code: Code) -> HttpResponse | dict[str, Any]:
    """What was issued, by whom, and whether it stands. Who has the code may read the document; there is no list of codes."""
    try:
        found = document_of(code)
    except UnknownDocumentError as error:
        return problem(404, str(error))
    verdict = verify(found)
    try:
        bundle = bundle_of(found).to_json() if verdict.state == "stands" else None
    except LedgerError:
        bundle = None
    after = getattr(found, "replaced_by", None)
    return {
        "code": found.code, "form": found.form, "number": found.number, "state": verdict.state,
        "changed": list(verdict.changed), "ledger_index": verdict.index, "replaced_by": after.number if after else None,
        "content": found.content, "bundle": bundle,
    }  # fmt: skip
