"""Files that agencies' programs submit, part by part; where each stands, and its rows in quarantine."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Status

from bonafides.portal.api.schemas import Problem
from bonafides.portal.api.signed import SUBMITTERS, body_of, check_signature, client_of
from bonafides.portal.api.submission_schemas import FileAnnounced, QuarantineOut, SubmissionOut
from bonafides.portal.api.submissions import PROBLEMS, Key
from bonafides.submissions import parts
from bonafides.submissions.announced import Announced
from bonafides.submissions.client import SubmissionRefusedError
from bonafides.submissions.status import quarantine, submission_of, told
from bonafides.submissions.uploads import open_upload, take_part

router = Router()
FOR_READERS = dict.fromkeys((400, 401, 403, 404, 405, 500, 503), Problem)
LARGEST_ANNOUNCEMENT = 10_000
_BYTES: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "the bytes of the part: `part_size` of them, of the last one what is left",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
Number = Annotated[int, Path(description="the number of the submission", ge=1, lt=2**63)]
PartNumber = Annotated[int, Path(description="the number of the part, from 1", ge=1, lt=2**31)]


@router.post(
    "/batches", auth=SUBMITTERS, response={201: SubmissionOut, **PROBLEMS},
    operation_id="announce_file", summary="Announce a file",
)  # fmt: skip
def announce(request: HttpRequest, key: Key, file: FileAnnounced) -> Status[dict[str, Any]]:
    """The answer says how it is cut into parts. Signed as records are; the same again under the same idempotency key."""
    client = client_of(request)
    check_signature(request, client, request.body, "idempotency-key")
    upload = open_upload(client, file.mapping, key, Announced(file.file_name, file.format, file.size, file.sha256))
    return Status(201, told(submission_of(client, upload.pk)))


@router.put(
    "/batches/{number}/parts/{part}", auth=SUBMITTERS, response={200: SubmissionOut, **PROBLEMS},
    operation_id="send_part", summary="Send a part of a file", openapi_extra=_BYTES,
)  # fmt: skip
def send_part(request: HttpRequest, number: Number, part: PartNumber) -> dict[str, Any]:
    """In any order, and again where it did not arrive. With the last one that was missing the file waits to be taken in.

    Signed over @method, @authority, @path, @query, content-type and content-digest.
    """
    client = client_of(request)
    found = submission_of(client, number)
    content = body_of(request, parts.PART, "application/octet-stream")
    check_signature(request, client, content)
    if not hasattr(found, "upload") or found.client != client.name:
        raise SubmissionRefusedError(404, "expected the number of a file that this client announced, came another")
    take_part(found.upload, part, content)
    return told(submission_of(client, number))


@router.get(
    "/batches/{number}", auth=SUBMITTERS, response={200: SubmissionOut, **FOR_READERS},
    operation_id="get_submission", summary="Where a submission stands",
)  # fmt: skip
def get_submission(request: HttpRequest, number: Number) -> dict[str, Any]:
    """Of the client's own agency: a file, or records that came by the hundred."""
    return told(submission_of(client_of(request), number))


@router.get(
    "/batches/{number}/quarantine", auth=SUBMITTERS, response={200: QuarantineOut, **FOR_READERS},
    operation_id="get_quarantine", summary="The rows of a submission that could not come in",
)  # fmt: skip
def get_quarantine(
    request: HttpRequest,
    number: Number,
    after: Annotated[int, Query(description="rows behind this one", ge=0, lt=2**31)] = 0,
    limit: Annotated[int, Query(description="at most so many", ge=1, le=1000)] = 100,
) -> dict[str, Any]:
    """Those that no mended row has answered yet. What each reason means: docs/reference/quarantine.md."""
    found = quarantine(submission_of(client_of(request), number), after, limit)
    rows = [
        {
            "row": one.row_no, "repeats": one.repeats, "column": one.column, "reason": one.reason, "details": one.details,
            "cells": one.cells,
        }
        for one in found
    ]  # fmt: skip
    return {"rows": rows, "next": found[-1].row_no if len(found) == limit else None}
