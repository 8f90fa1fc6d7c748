"""One draw, stage by stage: planned, committed to, sealed, held, officers sent. What comes next is the form on the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.acts.roles import Role
from bonafides.acts.spoken import spoken
from bonafides.acts.wall import inside
from bonafides.agencies.who import Who
from bonafides.inspections.acts.abandon_draw import abandon_draw
from bonafides.inspections.acts.assign_officers import assign_officers
from bonafides.inspections.acts.commit_draw import commit_draw
from bonafides.inspections.acts.hold_draw import hold_draw
from bonafides.inspections.acts.substitute import substitute
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Draw, Entry
from bonafides.inspections.overview import overview, state_of
from bonafides.inspections.queries import commitment_of, draw_of, item_of, plan_of, standing, unserved
from bonafides.inspections.visits.record_facts import citations
from bonafides.packs.labels import say
from bonafides.packs.queries import installed_pack, pack_of_version
from bonafides.portal.agency.draws.forms import AbandonForm, CommitForm, HoldForm, OfficersForm
from bonafides.portal.agency.draws.substitute_form import SubstituteForm
from bonafides.portal.agency.draws.words import TONES, state_title
from bonafides.portal.agency.officer import acting, for_officers, nothing, pack_of, page, the_officer
from bonafides.portal.agency.proof import ProofForm
from bonafides.portal.design.forms import Form
from bonafides.portal.design.rows import Row

MOST = 200
"""So many of the drawn are listed; the rest is on the public page of the draw."""


@for_officers()
@require_http_methods(["GET", "HEAD", "POST"])
def draw(request: HttpRequest, name: str) -> HttpResponse:
    """A draw that is planned, or was committed to; and its next stage, for those who decide."""
    who = the_officer(request)
    planned = _planned(who, name)
    if planned is None:
        return nothing(request, who)
    one = None if planned["state"] == "planned" else draw_of(name)
    stage = request.POST.get("stage", "")
    with inside():
        known = _forms(one, planned["state"], stage, request)
    form = known.get(stage)
    if request.method == "POST" and form is not None and form.is_valid() and _taken(who, one, planned, stage, form):
        return redirect("agency-draw", name)
    return page(request, who, "draw", _told(who, one, planned, known), status=422 if request.method == "POST" else 200)


def _planned(who: Who, name: str) -> dict[str, Any] | None:
    """What the plan says of a draw of the agency, and where it stands."""
    for plan in overview(who.pack, who.agency):
        for one in plan["draws"]:
            if one["draw"] == name:
                return dict(one, plan=plan["plan"])
    return None


def _forms(one: Draw | None, state: str, stage: str, request: HttpRequest) -> dict[str, Form]:
    """The forms of the stage that a draw is in; the one that was sent is filled in."""

    def given(name: str) -> tuple[Any, ...]:
        return (request.POST, request.FILES) if stage == name else ()

    if one is None:
        return {"commit": CommitForm(*given("commit"))}
    found: dict[str, Form] = {}
    if state == "sealed":
        found["hold"] = HoldForm(commitment_of(one), *given("hold"))
    if state in ("committed", "sealed"):
        found["abandon"] = AbandonForm(*given("abandon"))
    if state == "held" and (left := unserved(one)):
        found["officers"] = OfficersForm([each["code"] for each in left], *given("officers"))
    item = item_of(pack_of_version(one.pack_version), one.item, one.as_of)
    if state == "held" and item.substitutions:
        found["substitute"] = SubstituteForm(item, _to_visit(one), *given("substitute"))
    return found


def _to_visit(one: Draw) -> frozenset[str]:
    """The codes of those who are drawn and were not visited yet."""
    waiting = standing(one).exclude(pk__in=Entry.objects.filter(assignment__draw=one).values("assignment"))
    return frozenset((*waiting.values_list("entity__code", flat=True), *(each["code"] for each in unserved(one))))


def _taken(who: Who, one: Draw | None, planned: dict[str, Any], stage: str, form: Any) -> bool:
    """Whether the act was done; where it refused, the form says why."""
    item = pack_of(who).inspection_items[planned["item"]]
    why = form.cleaned_data.get("why") or _("draw %(draw)s, %(stage)s") % {"draw": planned["draw"], "stage": stage}
    today = timezone.localdate()
    try:
        by = acting(who, citations(item.basis), why, today, form.evidence() if isinstance(form, ProofForm) else ())
        _ACTS[stage](by, one, planned, form)
    except ActRefusedError as error:
        form.add_error(None, _("Nothing was changed. The register says: %(text)s") % {"text": spoken(error)})
        return False
    return True


def _commit(by: Acting, one: Draw | None, planned: dict[str, Any], form: Any) -> None:
    pack, version = installed_pack(by.pack)
    with inside():
        plan = plan_of(by.pack, by.agency, planned["plan"])
    commit_draw(by, pack, version, plan, planned["item"], planned["batch"], form.seed(), timezone.localdate())


def _hold(by: Acting, one: Draw | None, planned: dict[str, Any], form: Any) -> None:
    hold_draw(by, _there(one), form.evidence())


def _officers(by: Acting, one: Draw | None, planned: dict[str, Any], form: Any) -> None:
    assign_officers(by, _there(one), form.cleaned_data["code"], form.chosen(), timezone.localdate())


def _substitute(by: Acting, one: Draw | None, planned: dict[str, Any], form: Any) -> None:
    substitute(by, _there(one), form.cleaned_data["code"], form.cleaned_data["rule"])


def _abandon(by: Acting, one: Draw | None, planned: dict[str, Any], form: Any) -> None:
    abandon_draw(by, _there(one))


_ACTS: dict[str, Callable[[Acting, Draw | None, dict[str, Any], Any], None]] = {
    "commit": _commit, "hold": _hold, "officers": _officers, "substitute": _substitute,
    "abandon": _abandon,
}  # fmt: skip


def _there(one: Draw | None) -> Draw:
    if one is None:
        raise RefusedError("expected a draw that was committed to, came one that is planned; nothing was changed")
    return one


@inside()
def _told(who: Who, one: Draw | None, planned: dict[str, Any], known: dict[str, Form]) -> dict[str, Any]:
    item = pack_of(who).inspection_items.get(planned["item"])
    state = state_of(one) if one is not None else "planned"
    sent = list(standing(one)[: MOST + 1]) if one is not None else []
    days = _("from %(first)s to %(last)s") % {"first": planned["from"], "last": planned["to"]}
    facts = [
        Row(_("Plan"), planned["plan"]), Row(_("Item"), say(item.title) if item else planned["item"]),
        Row(_("Batch"), str(planned["batch"]), note=days),
    ]  # fmt: skip
    if one is not None:
        facts.append(Row(_("Commitment"), bytes(one.commitment_hash).hex(), code=True))
        facts.append(Row(_("Businesses in the list"), f"{one.commitment['subjects']['size']:,}"))
    return {
        "trail": [(_("Draws"), reverse("agency-draws"))], "draw": planned["draw"], "state": state_title(state),
        "tone": TONES.get(state, "quiet"), "facts": facts, "stages": _stages(state), "may": Role.DECIDER in who.roles,
        "forms": known, "committed": state == "committed", "public": one is not None, "more": max(0, len(sent) - MOST),
        "sent": [{"number": each.pk, "code": each.entity.code, "officers": _(", ").join(each.officers)} for each in sent[:MOST]],
        "left": unserved(one) if one is not None else [],
    }  # fmt: skip


def _stages(state: str) -> list[dict[str, Any]]:
    """The way of a draw, with how far this one is."""
    reached = {"planned": 1, "committed": 2, "sealed": 3, "held": 4, "given up": 0}[state]
    titles = (
        _("the plan is filed"),
        _("committed to: list, ratios, rules and officers are frozen"),
        _("sealed: the commitment stands in the ledger"),
        _("held: the seed is there, and all follows from it"),
    )
    return [{"title": title, "done": place <= reached} for place, title in enumerate(titles, 1)]
