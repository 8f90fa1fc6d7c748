"""A complete file, taken in by the ingest as from the command line; then nothing of it is left but its records."""

from __future__ import annotations

from django.utils import timezone

from bonafides.packs.queries import pack_of_mapping
from bonafides.records.ingest.faults import FileRefusedError
from bonafides.records.ingest.run import ingest
from bonafides.records.models import Batch
from bonafides.submissions import parts
from bonafides.submissions.models import Settled, Upload


def settle(upload: Upload) -> Settled:
    """What came of it. Killed over it, the same call goes on where it stopped. Raises BusyError, InterruptedIngestError."""
    before = Settled.objects.filter(upload=upload).first()
    if before is None:
        before = _settled(upload)
    parts.remove(upload.pk)
    return before


def _settled(upload: Upload) -> Settled:
    submission = upload.submission
    pack, version = pack_of_mapping(submission.mapping, submission.agency.pack)
    path = parts.whole(upload.pk, upload.size, upload.format)
    try:
        summary = ingest(path, pack, version, pack.mappings[submission.mapping], name=upload.file_name)
    except FileRefusedError as error:
        told = str(error).replace(str(path), upload.file_name)
        return Settled.objects.create(upload=upload, at=timezone.now(), refused=told)
    return Settled.objects.create(upload=upload, at=timezone.now(), batch=Batch.objects.get(pk=summary.batch or 0))
