"""A client's own key for each submission: asked again under it, nothing is done twice and the answer is the same."""

from __future__ import annotations

import hashlib
import re

from django.db import connection
from django.utils import timezone

from bonafides.acts.statement import Statement, columns_of
from bonafides.records.models import Batch
from bonafides.submissions.client import Client, SubmissionRefusedError
from bonafides.submissions.models import Submission

_KEY = re.compile(r"[!-~]{1,100}")
_LOCK = Statement("SELECT pg_advisory_xact_lock(%(key)s::bigint)")
_COLUMNS = columns_of(Submission)
_EARLIER = Statement(f"""
SELECT {", ".join(f"s.{name}" for name in _COLUMNS)} FROM submissions_submission s JOIN agencies_agency a ON a.id = s.agency_id
WHERE a.pack = %(pack)s::text AND a.name = %(agency)s::text AND s.client = %(client)s::text AND s.key = %(key)s::text
""")


def checked_key(key: str) -> str:
    """The key as it came. Raises SubmissionRefusedError where it is none."""
    if not _KEY.fullmatch(key):
        raise SubmissionRefusedError(
            400, "Idempotency-Key: expected 1 to 100 visible ASCII characters, new for each submission; a UUID will do"
        )
    return key


def earlier(client: Client, key: str, digest: str) -> Submission | None:
    """What came under this key before, in the transaction of the caller, which alone now works under it.

    Raises SubmissionRefusedError where that was something else.
    """
    name = "\0".join((client.pack, client.agency, client.name, key))
    lock = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
    _LOCK.run({"key": lock})
    row = _EARLIER.first_row({"pack": client.pack, "agency": client.agency, "client": client.name, "key": key})
    found = None if row is None else Submission.from_db(connection.alias, _COLUMNS, row)
    if found is not None and found.digest != digest:
        raise SubmissionRefusedError(
            422, "Idempotency-Key: expected a new one for other content, came one that other content came under"
        )
    return found


def put_down(client: Client, key: str, digest: str, mapping: str, batch: Batch | None, outcomes: str) -> Submission:
    """The submission, written in the transaction of the caller."""
    agency = batch.agency_id if batch is not None else client.row.pk
    return Submission.objects.create(
        agency_id=agency, client=client.name, key=key, mapping=mapping, digest=digest, at=timezone.now(), batch=batch,
        outcomes=outcomes,
    )  # fmt: skip
