"""Complete files go in one after the other, by `bonafides worker`; what waits too long for its rest is removed."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app


@app.task(name="submissions.take_file_in", queue="ingest", retry=RetryStrategy(max_attempts=20, linear_wait=60))
def take_file_in(upload: int) -> dict[str, object]:
    """Take a complete file in; interrupted, or busy, it goes on later where it stopped."""
    from bonafides.submissions.models import Upload
    from bonafides.submissions.settle import settle

    done = settle(Upload.objects.select_related("submission__agency").get(pk=upload))
    return {"upload": upload, "batch": done.batch_id, "refused": done.refused}


@app.periodic(cron="*/10 * * * *")
@app.task(name="submissions.sweep", queueing_lock="submissions.sweep")
def sweep(timestamp: int) -> dict[str, object]:
    """Forget the numbers of signatures that are too old, and the parts of files whose rest never came."""
    from django.utils import timezone

    from bonafides.submissions import parts
    from bonafides.submissions.models import Upload
    from bonafides.submissions.nonces import forget
    from bonafides.submissions.signatures import FRESH
    from bonafides.submissions.uploads import KEPT

    late = Upload.objects.filter(completed=None, submission__at__lte=timezone.now() - KEPT)
    gone = [one for one in late.values_list("pk", flat=True) if parts.folder(one).is_dir()]
    for one in gone:
        parts.remove(one)
    return {"nonces": forget(2 * FRESH), "uploads": gone}
