"""The mark of this site where browsers look for one unasked: beside a file, which cannot name it as a page does."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from bonafides.portal.audience import public


@public
@require_safe
def mark(request: HttpRequest) -> HttpResponse:
    """On to the mark that the pages name."""
    return redirect(static("portal/mark.svg"))
