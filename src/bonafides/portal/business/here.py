"""Whoever comes to these pages speaks for one business, chosen in the session, and is asked for it anew with each page.

@for_business
def page(request: HttpRequest, here: Here, …) -> HttpResponse:
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Concatenate, ParamSpec, cast

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from bonafides.acts.act import Acting, Evidence
from bonafides.agencies.accounts.queries import represented
from bonafides.agencies.accounts.speaking import speaking
from bonafides.agencies.models import Account
from bonafides.agencies.who import Kind, Who
from bonafides.documents.named import name_of
from bonafides.entities.models import Entity
from bonafides.entities.queries import one_with
from bonafides.packs.pack import Pack
from bonafides.packs.queries import packs_in_force
from bonafides.portal.second_factor import second_factor_first
from bonafides.portal.signed_in import signed_in, who_of

P = ParamSpec("P")


@dataclass(frozen=True)
class Here:
    """Who speaks for which business."""

    account: int
    entity: Entity
    who: Who

    @cached_property
    def ones(self) -> frozenset[int]:
        """The numbers of all that are one business with it by decision."""
        return frozenset(one_with(self.entity))

    @cached_property
    def name(self) -> str:
        """Its registered name; its code where it has none."""
        return name_of(self.entity, timezone.localdate()) or self.entity.code

    @cached_property
    def packs(self) -> list[Pack]:
        """The packs in force here that know businesses by such codes."""
        return [
            one for one, _version in packs_in_force()
            if any(use.scheme == self.entity.scheme and use.role == "identity" for use in one.info.schemes)
        ]  # fmt: skip

    def pack(self, name: str) -> Pack | None:
        """One of them by its name."""
        return next((one for one in self.packs if one.name == name), None)

    def acting(self, pack: str, basis: str, reason: str, evidence: tuple[Evidence, ...] = ()) -> Acting:
        """The business, acting by this account."""
        return speaking(self.account, self.entity.pk, pack, basis, reason, evidence)


def for_business(
    view: Callable[Concatenate[HttpRequest, Here, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """A page for whoever speaks for a business just now. Whoever speaks for several, or for none, is told how to go on.

    What is sent by it needs a second factor, unless the installation says otherwise.
    """

    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        who, account = who_of(request), cast("Account", request.user)
        if who.kind is not Kind.BUSINESS or who.entity is None:
            return _choose(request, account)
        if _needs_two(request) and (first := second_factor_first(request)) is not None:
            return first
        entity = Entity.objects.get(pk=who.entity)
        return view(request, Here(account.pk, entity, who), *args, **kwargs)

    answer.__name__, answer.__doc__ = view.__name__, view.__doc__
    return signed_in()(answer)


def _needs_two(request: HttpRequest) -> bool:
    match settings.BUSINESS_SECOND_FACTOR:
        case "never":
            return False
        case "always":
            return True
        case _:
            return request.method not in ("GET", "HEAD")


def not_here(request: HttpRequest) -> HttpResponseBase:
    """What is said of everything that is another's, or is not there at all: the same."""
    told = _("There is nothing at this address.")
    return render(request, "portal/refused.html", {"told": told, "here": request.path}, status=404)


def _choose(request: HttpRequest, account: Account) -> HttpResponseBase:
    day = timezone.localdate()
    businesses = [
        {"entity": one.entity, "code": one.code, "name": name_of(Entity(pk=one.entity), day) or one.code}
        for one in represented(account.pk)
    ]
    context: dict[str, Any] = {"businesses": businesses, "here": request.path}
    return render(request, "portal/business/choose.html", context, status=403)
