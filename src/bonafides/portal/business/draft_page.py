"""One page of a guided form: one thing is asked, and what was answered is saved before the next page comes."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bonafides.agencies.accounts import drafts
from bonafides.agencies.accounts.drafts import UnknownDraftError
from bonafides.agencies.models import Draft
from bonafides.portal.business.flows.begin import flow_of
from bonafides.portal.business.flows.flow import Flow, PageOf
from bonafides.portal.business.flows.values import as_json
from bonafides.portal.business.here import Here, for_business, not_here
from bonafides.portal.business.matters import matter_of
from bonafides.portal.business.uploads import ACCEPT, FileRefusedError, taken


@for_business
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, here: Here, token: uuid.UUID, name: str) -> HttpResponseBase:
    """Asked for anew, it shows what was saved. From the last page, or where one came from the check, it leads to the check."""
    try:
        draft = drafts.draft_of(here.account, here.entity.pk, token)
        content = drafts.read(draft)
    except UnknownDraftError:
        return not_here(request)
    if draft.sent is not None:
        return redirect("business-receipt", draft.sent)
    flow = flow_of(here, matter_of(draft.matter))
    if flow is None:
        return over(request)
    pages = list(flow.pages(content))
    place = next((at for at, one in enumerate(pages) if one.name == name), None)
    if place is None:
        return redirect("business-check", token)
    one = pages[place]
    back = request.GET.get("from") == "check"
    form: Any = one.form(_posted(request), initial=flow.initial(one, content)) if one.form else None
    wrong, status = "", 200
    if request.method == "POST":
        wrong = _files(request, draft, one)
        if not wrong and "remove" not in request.POST and (form is None or form.is_valid()):
            if "more" in request.POST:
                return redirect(request.get_full_path())
            if _enough(draft, one):
                content[one.name] = as_json(form.cleaned_data) if form is not None else {}
                drafts.saved(draft, content)
                return _on(flow, content, place, token, back=back)
            wrong = _("Add at least one file before you go on.")
        if "remove" in request.POST and not wrong:
            return redirect(request.get_full_path())
        status = 400
    context = {
        "here": request.get_full_path(), "flow": flow, "page": one, "form": form, "token": token, "wrong": wrong,
        "place": place + 1, "of": len(pages) + 1, "accept": ACCEPT, "until": draft.expires_at, "name": here.name,
        "before": pages[place - 1].name if place else "", "back": back, "pack": flow.matter.pack,
        "files": [each for each in drafts.files_of(draft) if each.page == one.name],
    }  # fmt: skip
    return render(request, one.template or "portal/business/draft_page.html", context, status=status)


def over(request: HttpRequest) -> HttpResponseBase:
    """What a draft was about cannot be done any more."""
    told = _("This cannot be sent any more.")
    why = _("The matter was decided, or went on another way, or the record was corrected. Look at your notices.")
    return render(request, "portal/refused.html", {"told": told, "why": why, "here": request.path}, status=409)


def _posted(request: HttpRequest) -> Any:
    """What was sent, also where every answer was left empty."""
    return request.POST if request.method == "POST" and "remove" not in request.POST else None


def _files(request: HttpRequest, draft: Draft, one: PageOf) -> str:
    """Take files in, or one away; why one was not taken."""
    removed = request.POST.get("remove", "")
    if removed.isascii() and removed.isdecimal() and len(removed) < 19:
        drafts.drop_file(draft, int(removed))
        return ""
    given = request.FILES.getlist("file") if one.files else []
    there = sum(each.page == one.name for each in drafts.files_of(draft))
    if there + len(given) > one.files and given:
        return _("Not more than %(most)s files here. Remove one first.") % {"most": one.files}
    try:
        for name, content in [taken(each) for each in given]:
            drafts.add_file(draft, one.name, name, content)
    except FileRefusedError as error:
        return str(error)
    return ""


def _enough(draft: Draft, one: PageOf) -> bool:
    return sum(each.page == one.name for each in drafts.files_of(draft)) >= one.least


def _on(flow: Flow, content: dict[str, Any], place: int, token: uuid.UUID, *, back: bool) -> HttpResponseBase:
    """The next page; from the check back to it. What a changed answer brings anew is asked first."""
    pages = list(flow.pages(content))
    if back or place + 1 >= len(pages):
        return redirect("business-check", token)
    return redirect("business-draft", token, pages[place + 1].name)
