"""An exact test of two counts as a decision table: so many lately, of at most so many in all.

Had the records come at one rate all the time, each of `all` would lie in the last `recent` of `span` days with the chance
recent / span, and how many lie there would be binomial. For each number `k` that came lately the table holds the largest total
of which `k` or more lately have a chance of at most the rate of false alarms.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, localcontext
from functools import lru_cache

from bonafides.kernel.dmn.model import Definitions
from bonafides.kernel.dmn.read import read_model
from bonafides.packs.pack import Pack
from bonafides.packs.signal import Counting, Signal
from bonafides.standards.compile.windows import NoValueError, first_day, length_of

DECISION = "more_than_expected"
MOST = 60
"""Rows of the table; the last one holds for all that are more."""
_DIGITS = 40


def largest_total(k: int, recent: int, span: int, rate: Decimal) -> int:
    """The largest n with P(Binomial(n, recent/span) ≥ k) ≤ rate; 0 where there is none."""
    with localcontext() as context:
        context.prec = _DIGITS
        chance = Decimal(recent) / Decimal(span)
        # Of n trials: the chance of k or more, and of k - 1 exactly, which the next trial can make k.
        n, tail, short = k, chance**k, k * chance ** (k - 1) * (1 - chance)
        if tail > rate:
            return 0
        while True:
            more = tail + short * chance
            if more > rate:
                return n
            n, tail, short = n + 1, more, short * (n + 1) / (n + 2 - k) * (1 - chance)


def thresholds(recent: int, span: int, rate: Decimal, at_least: int) -> Iterator[tuple[int, int]]:
    """(k, the largest total of which k lately are too many), from the first k that can be."""
    for k in range(at_least, MOST + 1):
        if most := largest_total(k, recent, span, rate):
            yield k, most


def windows(pack: Pack, one: Counting, as_of: date) -> tuple[int, int]:
    """Days of the short window and of the long one. Raises NoValueError where the short one is not the shorter."""
    days = []
    for name in (one.recent, one.all):
        window = pack.indicators[name].window
        assert window is not None  # noqa: S101 - the pack's check
        days.append((as_of - first_day(window, length_of(window, pack, as_of), as_of)).days + 1)
    if not days[0] < days[1]:
        raise NoValueError(
            f"expected `{one.recent}` over fewer days than `{one.all}`, came {days[0]} and {days[1]} days"
        )
    return days[0], days[1]


def counting_model(pack: Pack, card: Signal, as_of: date) -> Definitions:
    """The table of a card on a day, as a model that every engine runs and a lawyer can read."""
    assert card.counting is not None  # noqa: S101 - whoever calls looked
    one = card.counting
    return _model(card.signal, one.recent, one.all, *windows(pack, one, as_of), Decimal(one.false_alarms), one.at_least)


def counting_text(name: str, recent: str, every: str, rows: list[tuple[int, int]]) -> str:
    """The DMN of the table: hit policy ANY, as rows that both match say the same."""
    inputs = "".join(
        f'<inputData id="input_{one}" name="{one}"><variable name="{one}" typeRef="number"/></inputData>'
        for one in (recent, every)
    )
    needs = "".join(
        f'<informationRequirement id="needs_{one}"><requiredInput href="#input_{one}"/></informationRequirement>'
        for one in (recent, every)
    )
    clauses = "".join(
        f'<input id="in_{one}"><inputExpression typeRef="number"><text>{one}</text></inputExpression></input>'
        for one in (recent, every)
    )
    rules = "".join(
        f'<rule id="rule_{k}"><inputEntry><text>&gt;= {k}</text></inputEntry><inputEntry><text>&lt;= {most}</text></inputEntry>'
        "<outputEntry><text>true</text></outputEntry></rule>"
        for k, most in rows
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" '
        f'id="definitions_{DECISION}" name="{name}" namespace="urn:bonafides:signal:{name}">{inputs}'
        f'<decision id="{DECISION}" name="{DECISION}"><variable name="{DECISION}" typeRef="boolean"/>{needs}'
        f'<decisionTable id="table_{DECISION}" hitPolicy="ANY">{clauses}'
        f'<output id="out_{DECISION}" name="{DECISION}" typeRef="boolean"/>{rules}</decisionTable></decision></definitions>\n'
    )


@lru_cache(maxsize=64)
def _model(name: str, recent: str, every: str, short: int, span: int, rate: Decimal, at_least: int) -> Definitions:
    rows = list(thresholds(short, span, rate, at_least))
    if not rows:
        raise NoValueError(
            f"signal `{name}`: no count of {at_least} to {MOST} in {short} of {span} days is rarer than {rate}"
        )
    return read_model(counting_text(name, recent, every, rows).encode(), f"signals/{name}.yaml")


def table_text(pack: Pack, card: Signal, as_of: date) -> str:
    """The table of a card on a day as DMN, for whoever wants to read it."""
    assert card.counting is not None  # noqa: S101 - whoever calls looked
    one = card.counting
    short, span = windows(pack, one, as_of)
    return counting_text(
        card.signal, one.recent, one.all, list(thresholds(short, span, Decimal(one.false_alarms), one.at_least))
    )
