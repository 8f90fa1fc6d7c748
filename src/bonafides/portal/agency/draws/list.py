"""The plans of the agency and where each of their draws stands; a plan is filed here, from the file that the agency wrote."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bonafides.acts.act import ActRefusedError
from bonafides.acts.roles import Role
from bonafides.acts.spoken import spoken
from bonafides.agencies.who import Who
from bonafides.inspections.acts.file_plan import file_plan
from bonafides.inspections.overview import overview
from bonafides.inspections.plan_form import read_plan
from bonafides.inspections.queries import item_of
from bonafides.inspections.visits.record_facts import citations
from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.portal.agency.draws.words import TONES, state_title
from bonafides.portal.agency.officer import acting, for_officers, pack_of, page, the_officer
from bonafides.portal.design.forms import Form
from bonafides.portal.design.rows import Cell, Table

LARGEST = 1_000_000


class PlanForm(Form):
    """The plan as a file."""

    file = forms.FileField()

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.fields["file"].label = _("The plan, as a file")
        self.fields["file"].help_text = _(
            "Year, number, superior, items and batches, as the reference of plans has them."
        )


@for_officers()
@require_safe
def draws(request: HttpRequest) -> HttpResponse:
    """Plan by plan."""
    who = the_officer(request)
    pack = pack_of(who)
    plans = [
        {"title": _("Plan %(number)s of %(year)s") % {"number": one["plan"], "year": one["year"]},
         "replaced": one["replaced_by"], "table": _table(pack, one)}
        for one in reversed(overview(who.pack, who.agency))
    ]  # fmt: skip
    return page(request, who, "draws", {"plans": plans, "may_file": Role.DECIDER in who.roles})


@for_officers(Role.DECIDER)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """File a plan for a year; filed, back to the list."""
    who = the_officer(request)
    form = PlanForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid() and _filed(who, form):
        return redirect("agency-draws")
    context = {"trail": [(_("Draws"), reverse("agency-draws"))], "form": form}
    return page(request, who, "plan", context, status=422 if form.is_bound else 200)


def _filed(who: Who, form: PlanForm) -> bool:
    came = form.cleaned_data["file"]
    pack, version = installed_pack(who.pack)
    today = timezone.localdate()
    try:
        if came.size > LARGEST:
            raise ActRefusedError(
                "expected a plan of at most %(largest)s bytes, came a larger file", largest=f"{LARGEST:,}"
            )
        given = read_plan(came.name, came.read())
        basis = "; ".join(citations(item_of(pack, one.item, today).basis) for one in given.items)
        by = acting(who, basis, _("plan of random inspections for %(year)s") % {"year": given.year}, today)
        file_plan(by, pack, version, given, today)
    except ActRefusedError as error:
        form.add_error("file", _("Nothing was changed. The register says: %(text)s") % {"text": spoken(error)})
        return False
    return True


def _table(pack: Pack, one: dict[str, Any]) -> Table:
    return Table(
        one["plan"], (_("Item"), _("Batch"), _("To be held"), _("State")),
        tuple(
            (Cell(_item(pack, each["item"]), href=reverse("agency-draw", args=[each["draw"]])), str(each["batch"]),
             _("from %(first)s to %(last)s") % {"first": each["from"], "last": each["to"]},
             Cell(state_title(each["state"]), tag=TONES.get(each["state"], "quiet")))
            for each in one["draws"]
        ),
    )  # fmt: skip


def _item(pack: Pack, name: str) -> str:
    item = pack.inspection_items.get(name)
    return say(item.title) if item else name
