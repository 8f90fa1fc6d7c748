"""The site's addresses, and beside them one route that answers the question of an evidence request without asking who may."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils import timezone
from ninja import NinjaAPI

from benchmarks.sharing import FACT, bare
from bonafides.portal.api.once_schemas import EvidenceIn
from bonafides.site import urls

api = NinjaAPI(docs_url=None, openapi_url=None, urls_namespace="bare")


@api.post("/evidence")
def post_bare(request: HttpRequest, given: EvidenceIn) -> HttpResponse:
    """The same body, the same JSON, the select alone."""
    agency, ref, of, since, value = bare(given.code)
    item: dict[str, Any] = {
        "fact": "/".join(FACT), "outcome": "value", "value": value, "agency": agency, "record": ref, "of": of.isoformat(),
        "valid_from": since.isoformat(),
    }  # fmt: skip
    told = {
        "at": timezone.now().isoformat(),
        "scheme": given.scheme,
        "code": given.code,
        "items": [item],
        "waiting": False,
    }
    return JsonResponse(told)


urlpatterns = [path("bare/", api.urls), *urls.urlpatterns]
