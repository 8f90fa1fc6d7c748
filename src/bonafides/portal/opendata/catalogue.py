"""The catalogue of open data for programs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bonafides.portal.api.problems import problem
from bonafides.portal.audience import public
from bonafides.sharing.opendata.dcat import catalogue as as_dcat
from bonafides.sharing.opendata.snapshot import served


@public
@require_safe
@cache_control(no_store=True)
def catalogue(request: HttpRequest) -> HttpResponse:
    """DCAT in JSON-LD; 404 where no files of today were made."""
    found = served(timezone.localdate())
    if found is None:
        return problem(
            404, "expected files of today, came none: bonafides opendata publish makes them, and the worker each hour"
        )
    folder = reverse("open-data-file", args=["x"])[:-1]
    value = as_dcat(found[0], request.build_absolute_uri(folder))
    return JsonResponse(
        value, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
