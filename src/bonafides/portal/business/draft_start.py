"""Begin a guided form, or go on with the draft of the same matter."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from bonafides.agencies.accounts.drafts import begun, files_of, read
from bonafides.portal.business.flows.begin import flow_of
from bonafides.portal.business.here import Here, for_business, not_here
from bonafides.portal.business.matters import matter_asked


@for_business
@require_POST
def start(request: HttpRequest, here: Here) -> HttpResponseBase:
    """Only what the business can do now has a draft; of anything else there is nothing."""
    matter = matter_asked(request.POST)
    flow = flow_of(here, matter) if matter is not None else None
    if matter is None or flow is None:
        return not_here(request)
    draft = begun(here.account, here.entity.pk, matter.text())
    page = flow.missing(read(draft), files_of(draft))
    return redirect("business-draft", draft.token, page.name) if page else redirect("business-check", draft.token)
