"""The first plain pages: find a business, read its record. They work without JavaScript."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bonafides.kernel.identifiers import Check
from bonafides.kernel.identifiers.natural_person import find_in
from bonafides.kernel.identifiers.texts import reason_text
from bonafides.packs.labels import language
from bonafides.portal.audience import public
from bonafides.portal.moments import MomentRefusedError, day_of, moment_of
from bonafides.portal.public.borne import borne
from bonafides.portal.public.licences import licences
from bonafides.portal.public.record import record_context
from bonafides.portal.searches import wait_to_search
from bonafides.sharing.lookup import look_up
from bonafides.sharing.public_record import public_record
from bonafides.sharing.search import LONGEST, SearchRefusedError, search_by_name

SHOWN = 50


@public
@require_safe
@cache_control(no_store=True)
def home(request: HttpRequest) -> HttpResponse:
    """One search box: a code goes straight to its business, anything else is looked for among the names."""
    query = request.GET.get("name", "").strip()
    if not query:
        return _home(request)
    looked = look_up(query)
    if len(looked.found) == 1:
        return redirect("entity", *looked.found[0])
    if looked.refusal:
        # A person's number is shown to nobody, not even to whoever typed it.
        shown = "" if _names_a_person(looked.refusal) else query
        return _home(request, shown, 400, refused=_why(looked.refusal), suggestion=looked.refusal.suggestion)
    if looked.found:
        told = _("This former code was given to more than one business. Search by name.")
        return _home(request, query, 404, refused=told)
    if looked.unknown:
        return _home(request, query, 404, refused=_("No business of this register bears this code."))
    if wait := wait_to_search(request):
        told = _("Too many searches from where you are. Try again in %(wait)s seconds.") % {"wait": wait}
        answer = _home(request, query, 429, refused=told)
        answer.headers["Retry-After"] = str(wait)
        return answer
    try:
        found = search_by_name(query, limit=SHOWN + 1)
    except SearchRefusedError:
        told = _("Type at least two characters of the name, and at most %(longest)s.") % {"longest": LONGEST}
        return _home(request, query, 400, refused=told)
    return _home(request, query, found=found[:SHOWN], more=len(found) > SHOWN, searched=True,
                 similar=bool(found) and found[0].match == "similar")  # fmt: skip


@public
@require_safe
@cache_control(no_store=True)
def entity(request: HttpRequest, scheme: str, code: str) -> HttpResponse:
    """The public record of one business, as it stood on a day and as it was known at a moment."""
    as_of, known_at = (request.GET.get(name, "").strip() for name in ("as_of", "known_at"))
    try:
        day, moment = day_of(as_of) if as_of else None, moment_of(known_at) if known_at else None
    except MomentRefusedError as error:
        return _refused(request, 400, _moment_told(error))
    text = None if "\0" in scheme + code else public_record(scheme, code, as_of=day, known_at=moment)
    if text is None:
        return _not_here(request, scheme, code)
    found, today = json.loads(text), timezone.localdate()
    context = record_context(found, day or today, moment) | {"licences": licences(found, day or today)}
    if context["is_today"] and moment is None:  # what counts, counts today: no other day has measures in force
        context["borne"] = borne(found, today)
    return render(request, "portal/entity.html", {"here": request.get_full_path(), **context})


def _home(request: HttpRequest, query: str = "", status: int = 200, **context: Any) -> HttpResponse:
    if find_in(query):
        query = ""
    context |= {"query": query, "here": request.get_full_path() if query else request.path, "longest": LONGEST}
    return render(request, "portal/home.html", context | {"shown": SHOWN}, status=status)


def _not_here(request: HttpRequest, scheme: str, code: str) -> HttpResponse:
    """A code in another form, or a former one, leads to its business; of any other it is said why there is none."""
    looked = look_up(code)
    if len(looked.found) == 1 and looked.found[0] != (scheme, code):
        return redirect("entity", *looked.found[0])
    told = _("There is no such business in this register.")
    if looked.refusal and (scheme == "uscc" or _names_a_person(looked.refusal)):
        return _refused(request, 404, told, why=_why(looked.refusal), suggestion=looked.refusal.suggestion)
    return _refused(request, 404, told)


def _refused(request: HttpRequest, status: int, told: str, **context: Any) -> HttpResponse:
    # Whoever now changes the language begins anew: this address may hold a person's number and is not repeated.
    return render(request, "portal/refused.html", {"told": told, **context}, status=status)


def _names_a_person(check: Check) -> bool:
    return check.reason == "natural-person-id"


def _why(check: Check) -> str:
    reason = reason_text(check, "zh" if language() == "zh" else "en")
    return reason if _names_a_person(check) else _("This is no valid code. %(reason)s") % {"reason": reason}


def _moment_told(error: MomentRefusedError) -> str:
    return {
        "day": _("That is not a date. Write it as 2026-11-22."),
        "moment": _("That is not a date and time. Write them as 2026-11-22T13:30."),
        "future": _("That moment has not passed yet: what will be known then is not known now."),
    }[error.fault]
