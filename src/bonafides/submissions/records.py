"""Records by the hundred: JSON Lines under a mapping, each row with its own outcome, at most once under a key."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from bonafides.acts.wall import inside
from bonafides.records.ingest.batch import BusyError
from bonafides.records.ingest.faults import FileRefusedError
from bonafides.records.ingest.few import MOST, Outcome, take_few
from bonafides.records.locked.cells import opened
from bonafides.records.models import Batch, Quarantined
from bonafides.submissions.client import Client, SubmissionRefusedError
from bonafides.submissions.idempotency import checked_key, earlier, put_down
from bonafides.submissions.mappings import mapping_for

LARGEST = 2_000_000
"""Bytes of one request."""
_LETTERS = {"added": "a", "unchanged": "u", "quarantined": "q", "blank": "-"}
_WORDS = {letter: word for word, letter in _LETTERS.items()}


@dataclass(frozen=True)
class Submitted:
    """What became of a request. `repeated`: it was answered before, and this is the same answer."""

    id: int
    batch: int
    outcomes: tuple[Outcome, ...]
    repeated: bool


def submit_records(client: Client, mapping: str, key: str, body: bytes) -> Submitted:
    """Take the lines of a body in. Raises SubmissionRefusedError; nothing was changed then."""
    checked_key(key)
    if body.count(b"\n") > MOST:
        raise SubmissionRefusedError(
            413, f"expected at most {MOST} lines, came more; send a file: POST /api/v1/batches"
        )
    under = mapping_for(client, mapping)
    digest = hashlib.sha256(mapping.encode() + b"\0" + body).hexdigest()
    try:
        with inside():
            before = earlier(client, key, digest)
            if before is not None and before.batch is not None:
                return Submitted(before.pk, before.batch.pk, tuple(_told(before.batch, before.outcomes)), repeated=True)
            taken = take_few(body, f"records of {client.name}", under.pack, under.version, under.mapping)
            made = put_down(client, key, digest, mapping, taken.batch, _letters(taken.outcomes))
    except FileRefusedError as error:
        raise SubmissionRefusedError(400, str(error)) from error
    except BusyError as error:
        raise SubmissionRefusedError(409, str(error)) from error
    return Submitted(made.pk, taken.batch.pk, taken.outcomes, repeated=False)


def _letters(outcomes: tuple[Outcome, ...]) -> str:
    letters = ["-"] * max((one.row for one in outcomes), default=0)
    for one in outcomes:
        letters[one.row - 1] = _LETTERS[one.outcome]
    return "".join(letters)


def _told(batch: Batch, letters: str) -> Iterator[Outcome]:
    """The answer again; why a row is in quarantine stands there."""
    stored = {one.row_no: one for one in opened(Quarantined.objects.filter(batch=batch))}
    for row, letter in enumerate(letters, 1):
        fault = stored.get(row)
        match _WORDS[letter]:
            case "quarantined" if fault is not None:
                yield Outcome(row, "quarantined", fault.reason, fault.column, fault.details)
            case "quarantined":  # a repeat that is folded into the entry of another row
                yield Outcome(row, "quarantined")
            case "added":
                yield Outcome(row, "added")
            case "unchanged":
                yield Outcome(row, "unchanged")
