"""Records that agencies' programs submit by the hundred, signed (RFC 9421)."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Header, Query, Router

from bonafides.portal.api.schemas import Problem
from bonafides.portal.api.signed import SUBMITTERS, body_of, check_signature, client_of
from bonafides.portal.api.submission_schemas import RecordsTaken
from bonafides.submissions.records import LARGEST, submit_records

router = Router()
JSON_LINES = ("application/x-ndjson", "application/jsonl")
PROBLEMS = dict.fromkeys((400, 401, 403, 404, 405, 409, 413, 415, 422, 500, 503), Problem)
_LINES: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "1 to 100 rows, each a JSON object on a line of its own, whose members are the columns of the mapping",
        "content": {JSON_LINES[0]: {"schema": {"type": "string", "minLength": 1}}},
    }
}  # fmt: skip
MappingName = Annotated[str, Query(..., description="the mapping by which the rows are read", max_length=60)]
Key = Annotated[
    str,
    Header(
        ...,
        alias="Idempotency-Key",
        description="new for each submission, the same when it is sent again",
        max_length=100,
    ),
]
Signed = Annotated[str, Header("", alias="Signature", description="RFC 9421")]


@router.post(
    "/records", auth=SUBMITTERS, response={200: RecordsTaken, **PROBLEMS},
    operation_id="submit_records", summary="Submit up to 100 records", openapi_extra=_LINES,
)  # fmt: skip
def submit(request: HttpRequest, mapping: MappingName, key: Key) -> dict[str, object]:
    """Each row comes in as it would from a file, or goes to quarantine with its reason; the answer says so of each.

    Signed by RFC 9421 under the tag `bonafides-submission`, over @method, @authority, @path, @query, content-type,
    content-digest and idempotency-key, with created, keyid and nonce.
    """
    client = client_of(request)
    body = body_of(request, LARGEST, *JSON_LINES)
    check_signature(request, client, body, "idempotency-key")
    done = submit_records(client, mapping, key, body)
    counts = Counter(one.outcome for one in done.outcomes)
    rows = [{name: value for name, value in vars(one).items() if value is not None} for one in done.outcomes]
    return {
        "submission": done.id, "batch": done.batch, "added": counts["added"], "unchanged": counts["unchanged"],
        "quarantined": counts["quarantined"], "repeated": done.repeated, "rows": rows,
    }  # fmt: skip
