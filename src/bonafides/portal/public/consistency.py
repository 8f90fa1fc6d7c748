"""The page of the public figure: does what ended here end with those who were given it?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bonafides.consumers.queries import consistency_figure
from bonafides.portal.api.consumers import YEAR
from bonafides.portal.audience import public


@public
@require_safe
@cache_control(no_store=True)
def consistency(request: HttpRequest) -> HttpResponse:
    """The figure over the last year. It names no consumer and no business."""
    today = timezone.localdate()
    figure = consistency_figure(today - YEAR, today)
    return render(request, "portal/consistency.html", {"figure": figure, "here": request.path})
