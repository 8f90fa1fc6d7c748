"""Whatever is done in whatever order, on whatever days: what the law promises a business holds in every procedure of every pack.

The promises are put here in their own words, apart from the code that keeps them and from the check that explores a procedure
when its pack is loaded. The days are those of the real calendar, the decisions are the real tables.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from tests.procedures.walks import FIRST, HURRIED, LAST, SLOW, AnyRegister, Walk
from tests.registry import PACKS

from bonafides.kernel.procedure.known import Taken
from bonafides.kernel.procedure.model import Kind, Meaning, Procedure, Step, Who
from bonafides.kernel.procedure.standing import standing, state_after
from bonafides.packs.load import load_pack
from bonafides.packs.pack import Pack

load = cache(load_pack)
PROCEDURES = sorted(
    (path.parents[1].name, path.stem) for path in PACKS.glob("*/procedures/*.yaml")
)  # fmt: skip
FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def walked(data: st.DataObject, pack: Pack, procedure: Procedure, most: int = 20) -> Walk:
    """A case that went some way. After each step every promise was looked at."""
    since, until = max(FIRST, procedure.since), min(LAST, procedure.until or LAST)
    days = max(0, min((until - since).days - 1, 500))
    today = since + timedelta(days=data.draw(st.integers(0, days), label="opened after"))
    pace = data.draw(st.sampled_from([HURRIED, SLOW]), label="pace")
    walk = Walk(procedure, AnyRegister(pack, procedure.on_record, data.draw), data.draw, today, pace)
    assume(walk.open())
    for _ in range(data.draw(st.integers(most // 2, most), label="steps")):
        walk.pass_days()
        before = list(walk.taken)
        step = walk.try_step()
        if step is not None:
            heard_first(procedure, walk, before, step)
        goes_on(procedure, walk)
    derived_anew(procedure, walk)  # at every length, since walks end at every length
    return walk


def heard_first(procedure: Procedure, walk: Walk, before: list[Taken], step: Step) -> None:
    """No adverse decision without a notice, and without the time to answer it having passed or been used."""
    if step.kind is not Kind.DECISION or not step.adverse or step.without_notice:
        return
    notices = [one for one in before if procedure.step(one.step).kind is Kind.NOTICE]
    assert notices, f"`{step.name}` was decided without a notice: {told(before)}"
    windows = [
        clock for clock in procedure.clocks.values() if clock.permits and {n.step for n in notices} & set(clock.starts)
    ]
    assert windows, f"no notice of {procedure.name} opens a window in which to answer"
    clocks = standing(procedure, before, walk.today, walk.law).clocks
    for clock in windows:
        one = clocks.get(clock.name)
        if one is None:
            continue
        waived = [taken for taken in before if taken.step in clock.stops and taken.on >= one.started]
        passed = one.last_day is not None and walk.today > one.last_day
        assert passed or waived, f"`{step.name}` on {walk.today}, `{clock.name}` runs to {one.last_day}: {told(before)}"


def derived_anew(procedure: Procedure, walk: Walk) -> None:
    """What stood on a day stands as it did whatever came later; and the state is where the last step that leads anywhere led."""
    by_hand = procedure.opens.to
    for number, one in enumerate(walk.taken):
        by_hand = procedure.step(one.step).to or by_hand
        assert state_after(procedure, walk.taken[: number + 1]).name == by_hand
    for day in {one.on for one in walk.taken}:
        known = [one for one in walk.taken if one.on <= day]
        assert standing(procedure, walk.taken, day, walk.law) == standing(procedure, known, day, walk.law)


def goes_on(procedure: Procedure, walk: Walk) -> None:
    """A case that has not ended waits for somebody's step or for a clock; one that has ended waits for nothing."""
    stands = walk.standing()
    if stands.ended:
        assert not stands.open, f"ended, and {stands.open} may still be taken: {told(walk.taken)}"
        return
    running = [one for one in stands.clocks.values() if one.running and (one.clock.step or one.clock.permits)]
    assert stands.open or running, f"nobody can go on in `{stands.state.name}`: {told(walk.taken)}; {stands.why_not}"
    assert {*stands.open, *stands.why_not} == set(procedure.steps), "the board tells of every step"


def once(procedure: Procedure, walk: Walk) -> None:
    """The machine took each clock's step once for each time it was started, and a case ends once."""
    assert len(walk.machine) == len(set(walk.machine))
    ends = [
        one
        for one in walk.taken
        if (to := procedure.step(one.step).to) and procedure.states[to].meaning is Meaning.ENDED
    ]
    assert len(ends) <= 1, told(walk.taken)
    if ends:
        assert walk.taken[-1] is ends[0]


def told(taken: list[Taken]) -> str:
    return " → ".join(f"{one.step} ({one.on})" for one in taken)


@pytest.mark.parametrize(("pack", "name"), PROCEDURES)
def test_promises_hold_on_every_way(pack: str, name: str) -> None:
    loaded = load(PACKS / pack)
    procedure = loaded.procedures[name].model

    @FEW
    @given(st.data())
    def any_way(data: st.DataObject) -> None:
        walk = walked(data, loaded, procedure)
        once(procedure, walk)

    any_way()


@pytest.mark.parametrize(("pack", "name"), PROCEDURES)
def test_waking_late_ends_on_the_same_days(pack: str, name: str) -> None:
    """A machine that slept for a year takes the same steps on the same days as one that woke every day."""
    loaded = load(PACKS / pack)
    procedure = loaded.procedures[name].model

    @FEW
    @given(st.data())
    def late(data: st.DataObject) -> None:
        walk = walked(data, loaded, procedure, most=6)
        late = Walk(
            procedure, walk.law, walk.draw, min(LAST, walk.today + timedelta(days=1500)), taken=list(walk.taken)
        )
        late.wake()
        day = walk.today
        while day < late.today:
            day = min(day + timedelta(days=20), late.today)
            walk.today = day
            walk.wake()
        assert [(one.step, one.on) for one in walk.taken] == [(one.step, one.on) for one in late.taken]

    late()


@pytest.mark.parametrize(("pack", "name"), PROCEDURES)
def test_who_decides_was_not_at_the_facts(pack: str, name: str) -> None:
    """An adverse decision of a case in which somebody investigated or proposed is not theirs."""
    procedure = load(PACKS / pack).procedures[name].model
    if procedure.opens.who is Who.BUSINESS:
        return  # whoever entered what the business applied for held nothing against it
    for step in procedure.steps.values():
        if step.kind is Kind.DECISION and step.adverse and step.who is Who.AGENCY:
            kept_apart = set(step.not_who_took) | set(step.not_named)
            assert kept_apart, f"`{step.name}` of {name} may be decided by whoever opened the case: add not_who_took"


def test_a_window_that_is_left_out_is_found() -> None:
    """The walk is not blind: where a decision need not wait for the business, it meets one that was not waited for."""
    loaded = load(PACKS / "cn")
    sound = loaded.procedures["serious-listing"].model
    steps = {name: replace(step, after=()) for name, step in sound.steps.items()}
    hasty = replace(sound, steps=steps)

    @settings(FEW, max_examples=600, derandomize=True, phases=[Phase.generate], database=None)
    @given(st.data())
    def any_way(data: st.DataObject) -> None:
        walked(data, loaded, hasty)

    with pytest.raises(AssertionError, match="hearing-request"):
        any_way()
