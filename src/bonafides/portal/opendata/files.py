"""One file of open data. It is streamed, never read whole; of another day than today none is served."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bonafides.portal.audience import public
from bonafides.sharing.opendata.snapshot import served


@public
@require_safe
@cache_control(no_store=True)
def file(request: HttpRequest, name: str) -> HttpResponseBase:
    """The file of a name, if the snapshot of today has it."""
    found = served(timezone.localdate())
    if found is None or (one := found[0].file(name)) is None:
        return _none(request)
    try:
        opened = (found[1] / one.name).open("rb")
    except FileNotFoundError:  # another snapshot came in its place at this moment
        return _none(request)
    response = FileResponse(opened, as_attachment=True, filename=one.name, content_type=one.media_type)
    response.headers["ETag"] = f'"{one.sha256}"'
    response.headers["X-Checksum-SHA256"] = one.sha256
    return response


def _none(request: HttpRequest) -> HttpResponse:
    told = _("There is no such file of today. Those of earlier days are not kept: what ended would be in them still.")
    return render(request, "portal/refused.html", {"told": told}, status=404)
