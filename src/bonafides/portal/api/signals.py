"""Signals of early warning at the API: for officers of the agency that answers for them, and nobody else."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from pydantic import BaseModel, Field

from bonafides.acts.act import Acting
from bonafides.acts.wall import inside
from bonafides.agencies.queries import agency
from bonafides.portal.agency.worth_a_look.shown import read
from bonafides.portal.api.draws import Answer, identity
from bonafides.portal.api.problems import problem
from bonafides.portal.api.schemas import FOR_OFFICERS
from bonafides.portal.audience import officers
from bonafides.sharing.access.log import How
from bonafides.watch.signals.acts.dismiss import dismiss
from bonafides.watch.signals.acts.take_up import take_up
from bonafides.watch.signals.acts.tell_outcome import tell_outcome
from bonafides.watch.signals.handled import OFFICERS
from bonafides.watch.signals.queries import signals_of, worth_a_look

router = Router(tags=["signals"])
SignalId = Annotated[int, Path(description="the number of the signal", ge=1, le=2**62)]
ItemOf = Annotated[
    str | None, Query(max_length=60, pattern=r"^[^\x00]*$", description="only signals of this inspection item")
]
CardOf = Annotated[str | None, Query(max_length=60, pattern=r"^[^\x00]*$", description="only signals of this card")]


class StepOut(Schema):
    """What an officer did with a signal."""

    what: Literal["dismissed", "taken-up", "outcome"]
    on: date
    by: Literal["visit", "papers", "reminder"] | None
    visit: int | None
    found: Literal["something", "nothing", "unclear"] | None
    words: str
    act: int


class SignalOut(Schema):
    """A lead: why a business may be worth a look, on which records, until when. Never a finding."""

    signal: int
    card: str
    pack: str
    agency: str
    scheme: str
    code: str
    name: str
    state: Literal["open", "taken-up", "dismissed", "closed", "ended", "expired"]
    effect: Literal["reminder", "paper-check", "raise-order"]
    items: list[str]
    as_of: date
    expires_on: date = Field(description="the first day on which it is over")
    reason: dict[str, str] = Field(description="language → text")
    figures: dict[str, str | None]
    records: list[int] = Field(description="the numbers of the records that it rests on, the newest first")
    look: int
    steps: list[StepOut]


class Signals(Schema):
    """Open signals, the most pressing first. `after`: what to ask for next; none at the end."""

    signals: list[SignalOut]
    after: int | None


def _text(most: int) -> Any:
    """Text without what the database keeps in no column."""
    return Field(min_length=1, max_length=most, pattern=r"^[^\x00]+$")


class StepIn(BaseModel):
    """Basis and reason of the act."""

    basis: Annotated[str, _text(2_000)]
    reason: Annotated[str, _text(2_000)]


class TakenIn(StepIn):
    """How it is taken up; a visit is named by its number where it is by one."""

    by: Literal["visit", "papers", "reminder"]
    visit: Annotated[int | None, Field(ge=1, le=2**62)] = None


class OutcomeIn(StepIn):
    """What came of it."""

    found: Literal["something", "nothing", "unclear"]


class Stepped(Schema):
    """The act, and what was done."""

    act: int
    signal: int
    what: str


@router.get(
    "", auth=officers(*OFFICERS), response={200: Signals, **FOR_OFFICERS}, operation_id="list_signals",
    summary="What is worth a look",
)  # fmt: skip
def list_signals(
    request: HttpRequest, item: ItemOf = None, card: CardOf = None,
    after: Annotated[int, Query(ge=0, le=2**62, description="go on after this one")] = 0,
    limit: Annotated[int, Query(ge=1, le=200, description="at most so many")] = 50,
) -> Answer:  # fmt: skip
    """Open signals of the officer's agency, by inspection item or card. Each look is written down; the business can read it."""
    who, today = identity(request), timezone.localdate()
    with inside():
        own = agency(who.pack, who.agency)
    found = read(
        who.who, today, How.API, lambda: worth_a_look(own, today, item=item, card=card, after=after, limit=limit + 1)
    )
    more = found[limit - 1].signal.pk if len(found) > limit else None
    return {"signals": [one.as_json() for one in found[:limit]], "after": more}


@router.get(
    "/{signal}", auth=officers(*OFFICERS), response={200: SignalOut, **FOR_OFFICERS}, operation_id="get_signal",
    summary="One signal with what was made of it",
)  # fmt: skip
def get_signal(request: HttpRequest, signal: SignalId) -> Answer:
    """Of the officer's agency."""
    who, today = identity(request), timezone.localdate()
    found = read(who.who, today, How.API, lambda: signals_of(who.pack, who.agency, signal, today))
    return (
        found[0].as_json()
        if found
        else problem(404, "expected the number of a signal of the officer's agency; there is none such")
    )


@router.post(
    "/{signal}/dismissal", auth=officers(*OFFICERS), response={200: Stepped, **FOR_OFFICERS}, operation_id="dismiss_signal",
    summary="Dismiss a signal, with the reason",
)  # fmt: skip
def dismiss_signal(request: HttpRequest, signal: SignalId, given: StepIn) -> Answer:
    """It is not worth a look after all. The same records raise it no more."""
    acting = identity(request).acting(given.basis, given.reason)
    return _told(acting, signal, dismiss(acting, signal).what)


@router.post(
    "/{signal}/taking-up", auth=officers(*OFFICERS), response={200: Stepped, **FOR_OFFICERS}, operation_id="take_signal_up",
    summary="Take a signal up",
)  # fmt: skip
def take_signal_up(request: HttpRequest, signal: SignalId, given: TakenIn) -> Answer:
    """By no more than its card allows. It opens no visit and serves no notice itself."""
    acting = identity(request).acting(given.basis, given.reason)
    return _told(acting, signal, take_up(acting, signal, given.by, given.visit).what)


@router.post(
    "/{signal}/outcome", auth=officers(*OFFICERS), response={200: Stepped, **FOR_OFFICERS}, operation_id="tell_signal_outcome",
    summary="Tell what came of a signal",
)  # fmt: skip
def tell_signal_outcome(request: HttpRequest, signal: SignalId, given: OutcomeIn) -> Answer:
    """Of one that was taken up. A finding itself is a record of its own, by its own procedure."""
    acting = identity(request).acting(given.basis, given.reason)
    return _told(acting, signal, tell_outcome(acting, signal, given.found).what)


def _told(acting: Acting, signal: int, what: str) -> dict[str, Any]:
    return {"act": acting.id, "signal": signal, "what": what}
