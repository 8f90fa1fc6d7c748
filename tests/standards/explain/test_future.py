"""What changes by itself, and when, is what deciding every day anew shows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from tests.standards.explain.made_up import AS_OF, RECORDS, SHOP
from tests.standing import standing_pack

from bonafides.kernel.dmn.evaluate import decide
from bonafides.packs.load import parse_pack
from bonafides.packs.pack import Pack
from bonafides.standards.case.records import CaseRecord
from bonafides.standards.explain.future import decided_on, future_of

AHEAD = 420
NEVER = "nothing in force"


def changed(pack: Pack, file: str, *pairs: str) -> Pack:
    """The pack with one of its files changed: each old text, there once, to the new one after it."""
    text = pack.files[file].decode()
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return parse_pack({**pack.files, file: text.encode()}, "toy")


PLAIN = standing_pack("PRIORITY")
PACKS = {
    "plain": PLAIN,
    "a window that grows": changed(
        PLAIN, "parameters.yaml", "- {value: 2, in_force: {from: 2000-01-01}, mark: verified}",
        "- {value: 2, in_force: {from: 2000-01-01, to: 2026-04-01}, mark: verified}\n"
        "    - {value: 5, in_force: {from: 2026-04-01}, mark: verified}",
    ),
    "a threshold that falls": changed(
        PLAIN, "parameters.yaml", "- {value: 60, in_force: {from: 2000-01-01}, mark: memory}",
        "- {value: 60, in_force: {from: 2000-01-01, to: 2026-03-10}, mark: memory}\n"
        "    - {value: 20, in_force: {from: 2026-03-10}, mark: memory}",
    ),
    "law that ends": changed(PLAIN, "standards/tier.dmn", 'namespace="urn:toy"',
                             'namespace="urn:toy" xmlns:bf="urn:bonafides:dmn" bf:to="2026-05-01"'),
    "calendar years": changed(PLAIN, "indicators.yaml", "window: {days: 40}", "window: {calendar_years: 1}"),
}  # fmt: skip


def day_by_day(pack: Pack, records: list[CaseRecord]) -> list[tuple[date, object]]:
    """Every day on which the result is another than the day before."""

    def result(day: date) -> object:
        decided = decided_on(pack, "tier", SHOP, records, day)
        return NEVER if decided is None else decided.outcome.value

    found = []
    last = result(AS_OF)
    for ahead in range(1, AHEAD):
        day = AS_OF + timedelta(days=ahead)
        now = result(day)
        if now != last:
            found.append((day, now))
        last = now
    return found


@pytest.mark.parametrize("name", PACKS)
@settings(max_examples=12, deadline=None)
@given(records=RECORDS)
def test_it_is_what_every_day_shows(name: str, records: list[CaseRecord]) -> None:
    pack = PACKS[name]
    future = future_of(pack, "tier", SHOP, records, AS_OF)
    told = [(one.day, NEVER if one.after is None else one.after.outcome.value) for one in future.turns]
    assert [one for one in told if one[0] < AS_OF + timedelta(days=AHEAD)] == day_by_day(pack, records)
    assert future.until is None


@settings(max_examples=10, deadline=None)
@given(records=RECORDS)
def test_a_rule_that_asks_the_day_is_followed_day_by_day(records: list[CaseRecord]) -> None:
    pack = changed(PLAIN, "indicators.yaml", 'where: agency = "a"', 'where: as_of - event_date < duration("P33D")')
    future = future_of(pack, "tier", SHOP, records, AS_OF)
    assert future.until is not None
    assert future.until > AS_OF + timedelta(days=AHEAD)
    told = [(one.day, one.after.outcome.value if one.after else NEVER) for one in future.turns]
    assert told == day_by_day(pack, records)


@settings(max_examples=20, deadline=None)
@given(records=RECORDS)
def test_a_turn_says_what_moved(records: list[CaseRecord]) -> None:
    for turn in future_of(PLAIN, "tier", SHOP, records, AS_OF).turns:
        assert turn.before is not None
        assert turn.after is not None
        assert turn.before.outcome.value != turn.after.outcome.value
        assert turn.moved
        for one in turn.moved:
            assert (turn.before.inputs[one.indicator], turn.after.inputs[one.indicator]) == (one.before, one.after)
            assert one.gone or one.come or one.indicator == "since_fine"


@settings(max_examples=20, deadline=None)
@given(records=RECORDS)
def test_what_is_told_as_moved_turns_the_result(records: list[CaseRecord]) -> None:
    for turn in future_of(PLAIN, "tier", SHOP, records, AS_OF).turns:
        assert turn.after is not None
        values = [
            decide(turn.after.model, "tier", {**turn.after.inputs, one.indicator: one.before}).value
            for one in turn.moved
        ]
        assert len(values) > 1 or values[0] != turn.after.outcome.value
