"""Where a submission stands, and its rows in quarantine: for the agency whose it is, and nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from bonafides.acts.wall import inside
from bonafides.records.locked.cells import opened
from bonafides.records.models import Batch, Quarantined
from bonafides.records.quarantine import open_rows
from bonafides.submissions import parts
from bonafides.submissions.client import Client, SubmissionRefusedError
from bonafides.submissions.models import Submission
from bonafides.submissions.uploads import expired

State = Literal["open", "expired", "queued", "running", "done", "refused"]
LONGEST_MISSING = 1_000


def submission_of(client: Client, number: int) -> Submission:
    """A submission of the client's own agency. Raises SubmissionRefusedError, with the same words where it is another's."""
    found = (
        Submission.objects.select_related("agency", "batch", "upload__completed", "upload__settled__batch")
        .filter(pk=number, agency__pack=client.pack, agency__name=client.agency)
        .first()
    )
    if found is None:
        raise SubmissionRefusedError(404, "expected the number of a submission of the client's agency, came another")
    return found


@dataclass(frozen=True)
class Standing:
    """Where a submission stands; `batch` once there is one."""

    state: State
    batch: Batch | None
    refused: str = ""


def standing(found: Submission) -> Standing:
    """Derived from what came, and from the figures of the batch."""
    if found.batch is not None:
        return Standing("done", found.batch)
    upload = found.upload
    if hasattr(upload, "settled"):
        return Standing("refused" if upload.settled.refused else "done", upload.settled.batch, upload.settled.refused)
    if not hasattr(upload, "completed"):
        return Standing("expired" if expired(upload) else "open", None)
    batch = Batch.objects.filter(file_digest=upload.sha256, mapping=found.mapping).order_by("-pk").first()
    return Standing("running" if batch is not None else "queued", batch)


def told(found: Submission) -> dict[str, Any]:
    """The same as JSON."""
    now = standing(found)
    batch = now.batch
    answer: dict[str, Any] = {
        "id": found.pk, "mapping": found.mapping, "at": found.at, "state": now.state, "batch": batch and batch.pk,
        "added": batch.added if batch else 0, "unchanged": batch.unchanged if batch else 0,
        "quarantined": batch.quarantined if batch else 0, "refused": now.refused or None,
    }  # fmt: skip
    if hasattr(found, "upload"):
        upload = found.upload
        every = range(1, parts.count(upload.size) + 1)
        came = set(parts.there(upload.pk)) if now.state == "open" else set(every)
        answer |= {
            "file_name": upload.file_name, "part_size": parts.PART, "parts": len(every),
            "missing": [one for one in every if one not in came][:LONGEST_MISSING],
        }  # fmt: skip
    return answer


@inside()
def quarantine(found: Submission, after: int, limit: int) -> list[Quarantined]:
    """The rows that are open, in the order of the file, behind row `after`."""
    batch = standing(found).batch
    return [] if batch is None else opened(open_rows(batch.pk).filter(row_no__gt=after)[:limit])
