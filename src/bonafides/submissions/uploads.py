"""A file in parts: announced, sent part by part in any order and as often as it takes, complete when its SHA-256 is right."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from bonafides.submissions import parts
from bonafides.submissions.announced import Announced
from bonafides.submissions.client import Client, SubmissionRefusedError
from bonafides.submissions.idempotency import checked_key, earlier, put_down
from bonafides.submissions.mappings import mapping_for
from bonafides.submissions.models import Completed, Upload

MOST_OPEN = 20
"""Files that one client may have under way."""
KEPT = timedelta(days=7)
"""How long parts wait for the rest."""
_LOCK = "SELECT pg_advisory_xact_lock(x'6275706c'::int, %s)"


def open_upload(client: Client, mapping: str, key: str, file: Announced) -> Upload:
    """The upload, which waits for its parts; the same one under the same key. Raises SubmissionRefusedError."""
    checked_key(key)
    file.check()
    mapping_for(client, mapping)
    told = "\0".join((mapping, file.file_name, file.format, str(file.size), file.sha256))
    digest = hashlib.sha256(told.encode()).hexdigest()
    with transaction.atomic():
        before = earlier(client, key, digest)
        if before is not None:
            return Upload.objects.select_related("submission").get(submission=before)
        if waiting(client).count() >= MOST_OPEN:
            raise SubmissionRefusedError(
                409, f"expected at most {MOST_OPEN} files under way, came one more; send the rest of those first"
            )
        made = put_down(client, key, digest, mapping, None, "")
        return Upload.objects.create(
            submission=made, file_name=file.file_name, format=file.format, size=file.size, sha256=file.sha256
        )


def waiting(client: Client) -> QuerySet[Upload]:
    """The client's uploads that wait for parts."""
    return Upload.objects.filter(
        submission__client=client.name, submission__agency__pack=client.pack, submission__agency__name=client.agency,
        submission__at__gt=timezone.now() - KEPT, completed=None,
    )  # fmt: skip


def take_part(upload: Upload, number: int, content: bytes) -> None:
    """Keep a part; with the last one that was missing the file is complete and waits for the worker.

    Raises SubmissionRefusedError: also where the whole is not what was announced, and then every part is to be sent again.
    """
    if not 1 <= number <= parts.count(upload.size):
        raise SubmissionRefusedError(
            404, f"expected a part from 1 to {parts.count(upload.size):,}, came another number"
        )
    if len(content) != parts.length(number, upload.size):
        raise SubmissionRefusedError(
            422, f"part {number:,}: expected {parts.length(number, upload.size):,} bytes, came {len(content):,}"
        )
    if expired(upload):
        raise SubmissionRefusedError(409, f"expected the parts within {KEPT.days} days; announce the file anew")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_LOCK, [upload.pk % 2**31])
        if Completed.objects.filter(upload=upload).exists():
            return  # it came again
        parts.keep(upload.pk, number, content)
        if len(parts.there(upload.pk)) == parts.count(upload.size):
            _complete(upload)


def _complete(upload: Upload) -> None:
    from bonafides.submissions.jobs import take_file_in

    if parts.digest(upload.pk, upload.size) != upload.sha256:
        parts.remove(upload.pk)
        raise SubmissionRefusedError(
            422, "the parts together: expected the SHA-256 that was announced, came another; send every part again"
        )
    Completed.objects.create(upload=upload, at=timezone.now())
    take_file_in.defer(upload=upload.pk)


def expired(upload: Upload) -> bool:
    """Whether the rest did not come in time; what came is not kept."""
    return upload.submission.at <= timezone.now() - KEPT and not Completed.objects.filter(upload=upload).exists()
