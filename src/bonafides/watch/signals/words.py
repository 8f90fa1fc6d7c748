"""The words of signals as a reader is told them, in the language that is active."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from bonafides.watch.signals.models import Run, Step
from bonafides.watch.signals.month import CardMonth, Verdict
from bonafides.watch.signals.standing import State


def effect_text(effect: str) -> str:
    """What a card may cause."""
    return {
        "reminder": _("a reminder"),
        "paper-check": _("a check of papers"),
        "raise-order": _("earlier among targeted checks"),
    }[effect]


def state_text(state: State) -> str:
    """Where a signal is."""
    return {
        State.OPEN: _("open"),
        State.TAKEN_UP: _("taken up"),
        State.DISMISSED: _("dismissed"),
        State.CLOSED: _("closed"),
        State.ENDED: _("no longer holds"),
        State.EXPIRED: _("expired"),
    }[state]


def by_text(by: str) -> str:
    """How a signal was taken up."""
    return {"visit": _("by a visit"), "papers": _("by a check of papers"), "reminder": _("by a reminder")}[by]


def found_text(found: str) -> str:
    """What came of it."""
    return {
        "something": _("something was found"),
        "nothing": _("nothing was found"),
        "unclear": _("it stayed unclear"),
    }[found]


def step_text(what: str, found: str | None) -> str:
    """What an officer did."""
    if what == Step.What.OUTCOME:
        return found_text(found or "unclear")
    return _("dismissed") if what == Step.What.DISMISSED else _("taken up")


def verdict_text(one: CardMonth) -> str:
    """A card's hits held against what it states."""
    if one.verdict is Verdict.TOO_FEW:
        return _("too few were looked into to say")
    low, high = one.interval
    told = _("%(share)d %% found something (%(low)d to %(high)d %%); stated at least %(stated)d %%") % {
        "share": round(100 * one.hits / one.looked_into), "low": round(100 * low), "high": round(100 * high),
        "stated": round(100 * one.stated),
    }  # fmt: skip
    return (
        told if one.verdict is Verdict.AS_STATED else _("%(told)s: fewer than stated, review the card") % {"told": told}
    )


def run_json(run: Run) -> dict[str, Any]:
    """A look, for programs."""
    return {
        "look": run.pk, "pack": run.pack_version.pack, "as_of": run.as_of.isoformat(), "known_at": run.known_at.isoformat(),
        "since": run.since.isoformat() if run.since else None, "base": run.base_id, "decided": run.decided, "found": run.found,
        "raised": run.raised, "ended": run.ended, "cards": run.cards, "learned": run.learned, "engine": run.engine,
        "snapshot_digest": run.snapshot_digest, "seconds": round((run.finished_at - run.started_at).total_seconds(), 3),
    }  # fmt: skip
