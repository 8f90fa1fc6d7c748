"""Speaking for a business: claim it by the code of a letter, choose for which one speaks now, end it."""

from __future__ import annotations

from typing import cast

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.agencies.accounts.adapter import CHOSEN
from bonafides.agencies.accounts.queries import represented
from bonafides.agencies.acts.claim_by_code import claim_by_code
from bonafides.agencies.acts.end_representation import end_representation
from bonafides.agencies.models import Account, Representation
from bonafides.portal.second_factor import second_factor_first
from bonafides.portal.signed_in import signed_in

BASIS = "operation of this installation"


def _account(request: HttpRequest) -> Account:
    return cast("Account", request.user)


def _acting(account: Account, reason: str) -> Acting:
    """The register acts, for a person who is no officer."""
    return Acting(f"account {account.pk}", "operator", BASIS, reason)


@signed_in()
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest) -> HttpResponseBase:
    """Type the code that came by post to the registered address."""
    told, status = "", 200
    if request.method == "POST":
        if not ratelimit.consume(request, action="claim", user=request.user):  # ACCOUNT_RATE_LIMITS
            told, status = _("Too many attempts. Try again in an hour."), 429
        else:
            try:
                made = claim_by_code(
                    _acting(_account(request), "code of a letter"), _account(request), request.POST.get("code", "")
                )
            except ActRefusedError:
                told, status = (
                    _("No letter carries this code, or it was used, or is too old. The agency serves a new one."),
                    409,
                )
            else:
                request.session[CHOSEN] = made.entity_id
                return redirect("account")
    return render(request, "portal/claim.html", {"told": told, "here": request.path}, status=status)


@signed_in()
@require_POST
def choose(request: HttpRequest) -> HttpResponseBase:
    """From now on this session speaks for that business; for none, where the account does not."""
    given = request.POST.get("entity", "")
    mine = {str(one.entity): one.entity for one in represented(_account(request).pk)}
    request.session[CHOSEN] = mine.get(given)
    return redirect(_next(request))


@signed_in()
@require_POST
def end(request: HttpRequest, number: int) -> HttpResponseBase:
    """The business ends what an account may: the own one, or another that speaks for it too."""
    account = _account(request)
    mine = {one.entity for one in represented(account.pk)}
    found = Representation.objects.filter(pk=number, entity__in=mine).first()
    if found is None:
        return render(request, "portal/refused.html", {"told": _("There is nothing at this address.")}, status=404)
    if settings.BUSINESS_SECOND_FACTOR != "never" and (first := second_factor_first(request)) is not None:
        return first
    end_representation(_acting(account, "the business ends it"), found)
    return redirect(_next(request))


def _next(request: HttpRequest) -> str:
    """The page of ours that one came from; else the own account."""
    given = request.POST.get("next", "")
    return given if given and url_has_allowed_host_and_scheme(given, allowed_hosts=None) else reverse("account")
