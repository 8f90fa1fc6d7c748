"""Reads of signals, for the officers of their agency. Whoever shows them tells the log of look-ups (`portal`, `cli`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from bonafides.agencies.models import Agency
from bonafides.packs.check_signals import facts_of
from bonafides.packs.pack import Pack
from bonafides.watch.signals.models import Signal, Step
from bonafides.watch.signals.standing import State, open_on, state_of

PAGE = 50


@dataclass(frozen=True)
class Shown:
    """One signal for reading, with the state that it is in on a day."""

    signal: Signal
    state: State
    name: str
    """The business's name, where the register has one."""

    def step(self, what: str) -> Step | None:
        return next((one for one in self.signal.steps.all() if one.what == what), None)

    def as_json(self) -> dict[str, Any]:
        one = self.signal
        return {
            "signal": one.pk, "card": one.card, "pack": one.run.pack_version.pack, "agency": one.agency.name,
            "scheme": one.entity.scheme, "code": one.entity.code, "name": self.name, "state": str(self.state),
            "effect": one.effect, "items": one.items, "as_of": one.as_of.isoformat(), "expires_on": one.expires_on.isoformat(),
            "reason": one.reason, "figures": one.figures, "records": one.records, "look": one.run_id,
            "steps": [
                {"what": step.what, "on": step.on.isoformat(), "by": step.by, "visit": step.visit_id, "found": step.found,
                 "words": step.words, "act": step.act_id}
                for step in one.steps.all()
            ],
        }  # fmt: skip


def worth_a_look(
    agency: Agency, day: date, *, item: str | None = None, card: str | None = None, after: int = 0, limit: int = PAGE
) -> list[Shown]:
    """The open signals of an agency, in the order of the cards and, within a card, the newest first; by pages of `after`.

    `item`: those on the list of one inspection item alone.
    """
    rows = open_on(day).filter(agency=agency)
    rows = rows.filter(items__contains=[item]) if item else rows
    rows = rows.filter(card=card) if card else rows
    if after:
        last = Signal.objects.values_list("place", flat=True).filter(pk=after).first() or 0
        rows = rows.filter(place__gt=last) | rows.filter(place=last, pk__lt=after)
    return shown(rows.order_by("place", "-pk")[:limit], day)


def at_hand(agency: Agency, day: date, limit: int = PAGE) -> list[Shown]:
    """Signals that the agency took up and whose outcome is not told yet, the oldest first."""
    taken = Signal.objects.filter(agency=agency, steps__what=Step.What.TAKEN_UP).exclude(steps__what=Step.What.OUTCOME)
    return shown(taken.order_by("pk")[:limit], day)


def signal_of(pack: str, agency: str, number: int, day: date) -> Shown | None:
    """One signal of an agency."""
    return next(iter(signals_of(pack, agency, number, day)), None)


def signals_of(pack: str, agency: str, number: int, day: date) -> list[Shown]:
    """The same, as a list of one or none."""
    return shown(Signal.objects.filter(pk=number, agency__pack=pack, agency__name=agency), day)


def order_of(agency: Agency, item: str, day: date) -> dict[int, int]:
    """Business → its place among the targeted checks of an item: those with a signal that raises the order, the first being 1."""
    rows = open_on(day).filter(agency=agency, effect="raise-order", items__contains=[item])
    found: dict[int, int] = {}
    for entity in rows.order_by("place", "-pk").values_list("entity_id", flat=True):
        found.setdefault(entity, len(found) + 1)
    return found


def how_many(agency: Agency, day: date) -> dict[str, int]:
    """Card → how many signals are open."""
    found: dict[str, int] = {}
    for card in open_on(day).filter(agency=agency).values_list("card", flat=True):
        found[card] = found.get(card, 0) + 1
    return found


def shown(rows: QuerySet[Signal], day: date) -> list[Shown]:
    """Signals with what a reader needs of them, by few queries."""
    whole = list(rows.select_related("entity", "agency", "run__pack_version", "ended").prefetch_related("steps"))
    names = names_of(one.entity_id for one in whole)
    return [Shown(one, state_of(one, day), names.get(one.entity_id, "")) for one in whole]


def names_of(entities: Iterable[int]) -> dict[int, str]:
    """The present registered name of businesses."""
    from bonafides.entities.models import Name

    rows = Name.objects.filter(entity__in=set(entities), use="registered").order_by("valid_from", "known_from")
    return dict(rows.values_list("entity_id", "name"))


def opened_by(pack: Pack, rows: Iterable[Shown]) -> dict[str, dict[str, set[str]]]:
    """Purpose → kind of record (`PACK/KIND`) → the facts that these signals look at: what whoever shows them tells the log."""
    found: dict[str, dict[str, set[str]]] = {}
    for card in {one.signal.card for one in rows} & pack.signals.keys():
        one = pack.signals[card]
        for kind, fact in facts_of(pack, one):
            found.setdefault(one.purpose, {}).setdefault(f"{pack.name}/{kind}", set()).add(fact)
    return found
