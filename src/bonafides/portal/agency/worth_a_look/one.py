"""One signal: why, on what, how often such a one is right, and what may be done with it now."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.acts.spoken import spoken
from bonafides.agencies.who import Who
from bonafides.packs.labels import cited, say
from bonafides.packs.pack import Pack
from bonafides.portal.agency.officer import for_officers, nothing, pack_of, page, the_officer
from bonafides.portal.agency.worth_a_look.forms import Dismiss, Outcome, TakeUp
from bonafides.portal.agency.worth_a_look.listed import title
from bonafides.portal.agency.worth_a_look.shown import read
from bonafides.portal.design.forms import Form
from bonafides.portal.design.rows import Kind, Row, Tag
from bonafides.sharing.access.log import How
from bonafides.watch.signals.acts.dismiss import dismiss
from bonafides.watch.signals.acts.take_up import take_up
from bonafides.watch.signals.acts.tell_outcome import tell_outcome
from bonafides.watch.signals.handled import OFFICERS
from bonafides.watch.signals.queries import Shown, signals_of
from bonafides.watch.signals.standing import State
from bonafides.watch.signals.words import by_text, effect_text, state_text, step_text

KINDS: dict[State, Kind] = {State.OPEN: "info", State.TAKEN_UP: "warn", State.CLOSED: "good"}


@for_officers(*OFFICERS)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, number: int) -> HttpResponse:
    """A signal of the officer's agency; the answer to a form is a step, an act of the officer."""
    who, today = the_officer(request), timezone.localdate()
    shown = (
        read(who, today, How.PAGE, lambda: signals_of(who.pack, who.agency, number, today)) if number < 2**62 else []
    )
    if not shown:
        return nothing(request, who, _("There is no signal of your agency at this address."))
    pack, forms = pack_of(who), forms_of(shown[0], request)
    refused = ""
    done = request.POST.get("do", "")
    if request.method == "POST" and done in forms and forms[done].is_valid():
        try:
            carried_out(who, pack, shown[0], done, forms[done].cleaned_data)
            return redirect("worth-a-look-one", number)
        except ActRefusedError as error:
            refused = spoken(error)
    context = {
        "trail": [(_("Worth a look"), reverse("worth-a-look"))], "shown": shown[0], "title": title(pack, shown[0].signal.card),
        "rows": rows_of(pack, shown[0]), "card": card_rows(pack, shown[0]), "forms": forms, "refused": refused,
        "form": forms.get(done) if request.method == "POST" else None, "reason": say(shown[0].signal.reason),
    }  # fmt: skip
    return page(request, who, "worth_a_look_one", context)


def forms_of(shown: Shown, request: HttpRequest) -> dict[str, Form]:
    """The forms of what may be done in the state that it is in."""
    done = request.POST.get("do", "") if request.method == "POST" else ""
    data = {name: request.POST if done == name else None for name in ("dismiss", "take-up", "outcome")}
    if shown.state is State.OPEN:
        return {"take-up": TakeUp(shown.signal.effect, data["take-up"]), "dismiss": Dismiss(data["dismiss"])}
    return {"outcome": Outcome(data["outcome"])} if shown.state is State.TAKEN_UP else {}


def carried_out(who: Who, pack: Pack, shown: Shown, done: str, given: dict[str, Any]) -> None:
    """One step, as an act on the basis of the card. Raises ActRefusedError."""
    card = pack.signals.get(shown.signal.card)
    basis = "; ".join(cited(pack, each) for each in _citations(card.basis)) if card else shown.signal.card
    acting = Acting(who.name, who.agency, basis, given["words"], pack=who.pack)
    match done:
        case "dismiss":
            dismiss(acting, shown.signal.pk)
        case "take-up":
            take_up(acting, shown.signal.pk, given["by"], given.get("visit"))
        case "outcome":
            tell_outcome(acting, shown.signal.pk, given["found"])


def rows_of(pack: Pack, shown: Shown) -> list[Row]:
    """The signal itself."""
    signal = shown.signal
    record = reverse("entity", args=[signal.entity.scheme, signal.entity.code])
    rows = [
        Row(_("Business"), shown.name or signal.entity.code, href=record),
        Row(_("Code"), signal.entity.code, code=True),
        Row(_("State"), "", tag=Tag(state_text(shown.state), KINDS.get(shown.state, "quiet"))),
        Row(_("May lead to"), effect_text(signal.effect)),
        Row(_("As of"), signal.as_of.isoformat()),
        Row(_("Over on"), signal.expires_on.isoformat(), note=_("From that day on it counts no more, whatever was done.")),
        Row(_("Rests on"), _("%(count)d records") % {"count": len(signal.records)},
            note=", ".join(map(str, signal.records[:10])) + (" …" if len(signal.records) > 10 else "")),
    ]  # fmt: skip
    for step in signal.steps.all():
        told = step_text(step.what, step.found) + (f", {by_text(step.by)}" if step.by else "")
        rows.append(
            Row(step.on.isoformat(), f"{told}: {step.words}", note=_("act %(number)s") % {"number": step.act_id})
        )
    return rows


def card_rows(pack: Pack, shown: Shown) -> list[Row]:
    """What the card says of itself."""
    card = pack.signals.get(shown.signal.card)
    if card is None:
        return []
    stated = _("something is found in at least %(share)d %% of those looked into") % {
        "share": round(100 * float(card.stated.hits))
    }
    return [
        Row(_("Why such a thing is worth a look"), say(card.why)),
        Row(_("When it is wrong"), say(card.limits)),
        Row(_("Stated beforehand"), stated, note=say(card.stated.source)),
        Row(_("Basis"), "; ".join(cited(pack, each) for each in _citations(card.basis))),
    ]


def _citations(basis: Any) -> tuple[Any, ...]:
    return basis if isinstance(basis, tuple) else (basis,)
