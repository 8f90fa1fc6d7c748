"""Look over what was written, and send it: once, however often the button is pressed."""

from __future__ import annotations

import io
import uuid
from collections.abc import Mapping, Sequence

from allauth.core import ratelimit
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bonafides.acts.act import ActRefusedError
from bonafides.acts.files import Kept, keep_bytes
from bonafides.acts.spoken import spoken
from bonafides.acts.wall import inside
from bonafides.agencies.accounts import drafts
from bonafides.agencies.accounts.drafts import UnknownDraftError
from bonafides.agencies.models import Draft
from bonafides.portal.business.draft_page import over
from bonafides.portal.business.flows.begin import flow_of
from bonafides.portal.business.flows.flow import Flow
from bonafides.portal.business.here import Here, for_business, not_here
from bonafides.portal.business.matters import matter_of


@for_business
@require_safe
def check(request: HttpRequest, here: Here, token: uuid.UUID) -> HttpResponseBase:
    """Everything at a glance. What is missing is asked first."""
    return _shown(request, here, token)


@for_business
@require_POST
def send(request: HttpRequest, here: Here, token: uuid.UUID) -> HttpResponseBase:
    """By an act. Whoever sends it again, from another window or by going back, is shown the receipt of the first time."""
    if not ratelimit.consume(request, action="send", user=request.user):  # ACCOUNT_RATE_LIMITS
        return _shown(request, here, token, _("Too many at once. Try again in an hour; your draft is kept."), 429)
    try:
        with inside():
            act = _sent(here, token, vowed="vow" in request.POST)
    except UnknownDraftError:
        return not_here(request)
    except ActRefusedError as error:
        return _shown(request, here, token, spoken(error), 409)
    if act is None:
        return _shown(request, here, token, _("Tick the box below: without it nothing is sent."), 400, box=True)
    return redirect("business-receipt", act) if act else over(request)


@for_business
@require_POST
def drop(request: HttpRequest, here: Here, token: uuid.UUID) -> HttpResponseBase:
    """Throw a draft away."""
    try:
        draft = drafts.draft_of(here.account, here.entity.pk, token)
    except UnknownDraftError:
        return not_here(request)
    if draft.sent is None:
        drafts.dropped(draft)
    return redirect("business")


def _sent(here: Here, token: uuid.UUID, *, vowed: bool) -> int | None:
    """The act; 0 where it cannot be sent any more, none where something is missing. The draft is held until it is done."""
    draft = drafts.draft_of(here.account, here.entity.pk, token, lock=True)
    if draft.sent is not None:
        return int(draft.sent)
    flow, content = flow_of(here, matter_of(draft.matter)), drafts.read(draft)
    if flow is None:
        return 0
    if not vowed or flow.missing(content, drafts.files_of(draft)) is not None:
        return None
    acting = flow.send(content, _kept(draft))
    drafts.sent(draft, acting.id)
    return acting.id


def _kept(draft: Draft) -> Mapping[str, Sequence[Kept]]:
    found: dict[str, list[Kept]] = {}
    for one, content in drafts.contents_of(draft):
        found.setdefault(one.page, []).append(keep_bytes(one.name, io.BytesIO(content)))
    return found


def _shown(
    request: HttpRequest, here: Here, token: uuid.UUID, refused: str = "", status: int = 200, *, box: bool = False
) -> HttpResponseBase:
    try:
        draft = drafts.draft_of(here.account, here.entity.pk, token)
        content = drafts.read(draft)
    except UnknownDraftError:
        return not_here(request)
    if draft.sent is not None:
        return redirect("business-receipt", draft.sent)
    flow: Flow | None = flow_of(here, matter_of(draft.matter))
    if flow is None:
        return over(request)
    files = drafts.files_of(draft)
    page = flow.missing(content, files)
    if page is not None:
        return redirect("business-draft", token, page.name)
    context = {
        "here": request.path if request.method != "POST" else "", "flow": flow, "lines": flow.lines(content, files),
        "token": token, "refused": refused, "by_act": bool(refused) and status == 409, "box": box, "name": here.name,
        "code": here.entity.code,
        "until": draft.expires_at,
    }  # fmt: skip
    return render(request, "portal/business/draft_check.html", context, status=status)
