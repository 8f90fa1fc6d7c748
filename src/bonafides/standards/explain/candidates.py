"""Values that an indicator could have instead, the nearest first, in each direction: one for each level of the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from bonafides.kernel.feel.types import BOOLEAN, DATE, NUMBER
from bonafides.kernel.feel.values import Value
from bonafides.packs.facts import Fact
from bonafides.packs.indicator import Indicator
from bonafides.packs.pack import Pack
from bonafides.packs.parameter import exact
from bonafides.packs.scope import indicator_type
from bonafides.standards.explain.levels import Levels

NEIGHBOURS = 400
"""Where a model calculates with a number, so that its levels are not known: how far to try every value, up and down."""
ANOTHER = "…"
"""Stands for a text that the model does not name."""
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Candidate:
    """A value, how many levels of the model away it is (0: on the same, 1: on the next one), and on which level."""

    value: Value
    steps: int
    level: object


def candidates(pack: Pack, one: Indicator, now: Value, levels: Levels) -> Iterator[Candidate]:
    """What `one` could be instead of `now`: in each direction from the nearest on; last, that there is no such record."""
    of = indicator_type(pack, one)
    domain = _Domain.of(pack, one)
    ways: list[list[Value]]
    if of is BOOLEAN:
        ways = [[value for value in (True, False) if value is not now]]
    elif of is NUMBER:
        ways = _ways(now, _numbers(now, levels, domain))
    elif of is DATE:
        ways = _ways(
            now, [c + by for c in levels.constants if isinstance(c, date) for by in (-_DAY, timedelta(), _DAY)]
        )
    else:
        ways = [[value] for value in _texts(now, levels, domain)]
    longest = 0
    for way in ways:
        for one_away in _steps(now, way, levels):
            longest = max(longest, one_away.steps)
            yield one_away
    if domain.can_be_null and now is not None:
        yield Candidate(None, longest + 1, None)


@dataclass(frozen=True)
class _Domain:
    """The values that an indicator can have. `none`: the number that it is where no record counts."""

    low: Decimal | None
    high: Decimal | None
    words: tuple[str, ...] | None
    none: Decimal | None
    can_be_null: bool

    @staticmethod
    def of(pack: Pack, one: Indicator) -> _Domain:
        facts = _facts(pack, one)
        none = exact("number", one.when_none) if one.when_none is not None else None
        can_be_null = one.measure not in ("count", "exists") and one.when_none is None
        low: Decimal | None = Decimal(0)
        high: Decimal | None = None
        words: tuple[str, ...] | None = None
        if facts:
            lows, highs = [fact.minimum for fact in facts], [fact.maximum for fact in facts]
            low = Decimal(min(x for x in lows if x is not None)) if None not in lows else None
            if one.measure == "sum":
                low = Decimal(0) if low is not None and low >= 0 else None
            elif None not in highs:
                high = Decimal(max(x for x in highs if x is not None))
            if all(fact.words for fact in facts):
                words = tuple(dict.fromkeys(word for fact in facts for word in fact.words or ()))
        return _Domain(low, high, words, none if isinstance(none, Decimal) else None, can_be_null)

    def holds(self, value: Decimal) -> bool:
        if value == self.none:
            return True
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


def _facts(pack: Pack, one: Indicator) -> list[Fact]:
    if one.of is None:
        return []
    return [pack.catalogue[kind].facts.properties[one.of] for kind in one.kinds]


def _numbers(now: Value, levels: Levels, domain: _Domain) -> Iterator[Decimal]:
    """The whole numbers at, just below and just above each constant; and the ends of what there can be."""
    near = [domain.low, domain.high, domain.none, *(one for one in levels.constants if isinstance(one, Decimal))]
    for constant in near:
        if constant is None:
            continue
        for whole in (constant.to_integral_value(ROUND_FLOOR), constant.to_integral_value(ROUND_CEILING)):
            yield from (value for value in (whole - 1, whole, whole + 1) if domain.holds(value))
    if not levels.exact:
        start = now if isinstance(now, Decimal) else domain.low or Decimal(0)
        yield from (value for by in range(-NEIGHBOURS, NEIGHBOURS + 1) if domain.holds(value := start + by))


def _texts(now: Value, levels: Levels, domain: _Domain) -> list[Value]:
    if domain.words is not None:
        return [word for word in domain.words if word != now]
    named = sorted(one for one in levels.constants if isinstance(one, str) and one != now)
    # A text of which the model knows nothing is like any other such text.
    return [*named, *([ANOTHER] if now in levels.constants or now is None else [])]


def _ways(now: Value, values: Iterable[Value]) -> list[list[Value]]:
    """The values above and below, each from the nearest on; all upwards where there is none now."""
    ordered = sorted(set(values))  # type: ignore[type-var]  # numbers, or days
    if now is None:
        return [list(ordered)]
    up = [value for value in ordered if value > now]  # type: ignore[operator]  # of one type
    down = [value for value in reversed(ordered) if value < now]  # type: ignore[operator]
    return [up, down]


def _steps(now: Value, way: list[Value], levels: Levels) -> Iterator[Candidate]:
    """Values in their order, away from the present one: those that no constant parts are of one level."""
    steps, last = 0, _level(now, levels)
    for value in way:
        level = _level(value, levels)
        steps, last = steps + (level != last), level
        yield Candidate(value, steps, level)


def _level(value: Value, levels: Levels) -> object:
    if not isinstance(value, Decimal | date):
        return value
    same = [one for one in levels.constants if type(one) is type(value)]
    if not levels.exact:
        return value
    return value in same, sum(one < value for one in same)  # type: ignore[operator]  # of one type
