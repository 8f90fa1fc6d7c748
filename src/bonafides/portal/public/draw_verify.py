"""*Verify this draw*: the browser recomputes a draw from its bundle, by a script that anybody can read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bonafides.inspections.errors import RefusedError
from bonafides.inspections.overview import state_of
from bonafides.inspections.queries import draw_of
from bonafides.portal.audience import public
from bonafides.portal.public.draw_words import steps, words


@public
@require_safe
@cache_control(no_store=True)
def verify_draw(request: HttpRequest, draw: str) -> HttpResponse:
    """The checks of one draw. Nothing is worked out here: the server only says where the bundle is."""
    try:
        found = draw_of(draw)
    except RefusedError:
        told = _("There is no such draw in this register.")
        return render(request, "portal/refused.html", {"told": told}, status=404)
    bundle = reverse("api-v1:get_bundle", args=[found.draw])
    context = {
        "draw": found.draw, "held": state_of(found) == "held", "steps": steps(), "words": words(), "bundle": bundle,
        "address": request.build_absolute_uri(bundle), "here": request.path,
    }  # fmt: skip
    return render(request, "portal/draw_verify.html", context)
