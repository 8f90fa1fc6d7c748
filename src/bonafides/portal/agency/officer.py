"""The officer at a page, and what that one may do: asked anew with every request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from bonafides.acts.act import Acting, Evidence, Role
from bonafides.agencies.accounts.queries import officer_of
from bonafides.agencies.queries import UnknownAgencyError, agency
from bonafides.agencies.who import ANYONE, Who
from bonafides.agencies.words import role_titles
from bonafides.packs.grounds import law_on
from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.portal.agency.nav import links
from bonafides.portal.signed_in import View, signed_in

EVERY = tuple(one for one in Role if one is not Role.OPERATOR)


def for_officers(*roles: Role) -> Callable[[View], View]:
    """A page for officers with one of these powers; with any, where none is named."""
    return signed_in(*(roles or EVERY))


def the_officer(request: HttpRequest) -> Who:
    """Who is at the page: `signed_in` has let nobody else come here. A business that one speaks for does not matter here."""
    return officer_of(int(request.user.pk or 0)) or ANYONE


def pack_of(who: Who) -> Pack:
    """The pack of the officer's agency, as it is in force."""
    return installed_pack(who.pack)[0]


def agency_title(who: Who) -> str:
    """What the officer's agency is called."""
    return title_of(pack_of(who), who.agency)


def title_of(pack: Pack, name: str) -> str:
    """What an agency of a pack is called."""
    known = pack.agencies.get(name)
    if known is not None:
        return say(known.title)
    try:
        return str(agency(pack.name, name).name)
    except UnknownAgencyError:
        return name


def acting(
    who: Who, basis: tuple[str, ...] | str, reason: str, day: date, evidence: tuple[Evidence, ...] = ()
) -> Acting:
    """The officer, acting on what is law on the day."""
    rests = basis if isinstance(basis, str) else law_on(pack_of(who), basis, day)
    return Acting(who.name, who.agency, rests, reason, pack=who.pack, evidence=evidence)


def page(request: HttpRequest, who: Who, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of the agency: with its own navigation, and who is at it."""
    told = {
        "here": request.path,
        "links": links(who.roles, request.path),
        "desk": _("%(agency)s, officer %(number)s, %(roles)s")
        % {"agency": agency_title(who), "number": who.name, "roles": role_titles(who.roles)},
    }
    return render(request, f"portal/agency/{template}.html", told | context, status=status)


def nothing(request: HttpRequest, who: Who, told: str = "") -> HttpResponse:
    """There is nothing here for this agency: the same words for what there is not and for what is another's."""
    words = told or _("There is nothing of your agency at this address.")
    return page(request, who, "nothing", {"told": words}, status=404)
