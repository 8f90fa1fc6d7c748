"""What changed since a checkpoint: for whoever keeps a copy of open data."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bonafides.portal.api.problems import problem
from bonafides.portal.audience import public
from bonafides.sharing.feed.checkpoint import Checkpoint, CheckpointError
from bonafides.sharing.opendata.pages import changes

MOST = 1_000
NDJSON = "application/x-ndjson"


@public
@require_safe
@cache_control(no_store=True)
def changed(request: HttpRequest) -> HttpResponse:
    """A line a change, in their order: `record` as it stands now, or `ended`. `Feed-Checkpoint` is where to go on.

    400 without a checkpoint of the catalogue; 410 once the law of publicity changed: take the files anew, drop what you have.
    """
    try:
        after = Checkpoint.read(request.GET.get("after", ""))
    except CheckpointError as error:
        return problem(410 if error.outdated else 400, f"{error}; the files of /data/ say from where changes go on")
    if after.snapshot:
        return problem(400, "after: expected the checkpoint of the files of /data/, came one of a snapshot of the feed")
    lines, then, more = changes(timezone.localdate(), after, MOST)
    told = "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in lines)
    headers = {"Feed-Checkpoint": str(then), "Feed-More": "true" if more else "false"}
    return HttpResponse(told, content_type=NDJSON, headers=headers)
