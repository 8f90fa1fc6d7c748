"""Where a case stands: the state, the clocks and their last days, what is open, and for each other step why not."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.kernel.procedure.small import DAY, SmallLaw, explored, small

from bonafides.kernel.procedure.abstract import CLOSED, RUNNING, Node
from bonafides.kernel.procedure.known import Taken
from bonafides.kernel.procedure.refusal import refusal
from bonafides.kernel.procedure.standing import known_on, standing, state_after

LAW = SmallLaw()
PROCEDURE = small()


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def test_the_window_is_over_on_the_day_after_its_last() -> None:
    taken = [Taken("opened", DAY), Taken("notice", DAY)]
    on_its_last_day = standing(PROCEDURE, taken, after(5), LAW)
    assert (on_its_last_day.clocks["window"].last_day, on_its_last_day.clocks["window"].over) == (after(5), False)
    assert on_its_last_day.why_not["decide"] == "`decide` waits until `window` is over: its last day is 2026-03-07"
    assert on_its_last_day.open == ("answer", "drop")
    one_later = standing(PROCEDURE, taken, after(6), LAW)
    assert (one_later.clocks["window"].over, one_later.open) == (True, ("decide", "drop"))
    assert (
        one_later.why_not["answer"]
        == "`answer` is taken within `window`: its last day was 2026-03-07, the day is 2026-03-08"
    )


def test_what_is_taken_once_is_not_taken_again() -> None:
    taken = [Taken("opened", DAY), Taken("notice", DAY), Taken("answer", after(1))]
    assert standing(PROCEDURE, taken, after(2), LAW).why_not["answer"] == "`answer` is taken once; it was on 2026-03-03"


def test_a_guard_that_says_no_is_named_with_its_rule() -> None:
    taken = [Taken("opened", DAY), Taken("notice", DAY)]
    known = known_on(PROCEDURE, taken, after(6), LAW)
    why, asked = refusal(known, state_after(PROCEDURE, taken), PROCEDURE.steps["decide"], {"bad": False})
    assert why == "`decide` needs `may` to be true, it is false (LAW 1): Only who was told and is bad."
    assert [(one.decision, one.inputs["bad"]) for one in asked] == [("may", False)]


def test_what_comes_later_is_not_seen_from_an_earlier_day() -> None:
    taken = [Taken("opened", DAY), Taken("notice", after(3))]
    assert standing(PROCEDURE, taken, after(2), LAW).state.name == "open"


@given(st.lists(st.tuples(st.sampled_from([*PROCEDURE.steps, "wait"]), st.integers(0, 9)), max_size=12))
def test_every_case_is_at_a_node_that_was_explored(moves: list[tuple[str, int]]) -> None:
    """What the exploration leaves out, no case comes to: each walk by real days stays among its nodes."""
    done, taken, today = explored(PROCEDURE), [Taken("opened", DAY)], DAY
    for name, days in moves:
        today += timedelta(days=days)
        known, state = known_on(PROCEDURE, taken, today, LAW), state_after(PROCEDURE, taken)
        due = [one for one in known.clocks.values() if one.due and one.clock.step]
        step = PROCEDURE.steps.get(due[0].clock.step or "" if due else name)
        if step is None or (not due and not step.by):
            continue
        told = {"bad": True} if step.name == "decide" else {}
        if refusal(known, state, step, told)[0] is None:
            taken.append(Taken(step.name, today, told))
        clocks = known_on(PROCEDURE, taken, today, LAW).clocks
        assert at(taken, {name: one.running for name, one in clocks.items()}) in {
            (node.state, node.done, node.clocks) for node in done.nodes
        }


def at(taken: list[Taken], running: dict[str, bool]) -> tuple[object, ...]:
    """The node that a case is at, without what it was told."""
    followed = explored(PROCEDURE).followed
    state = state_after(PROCEDURE, taken).name
    clocks = {(name, RUNNING if now else CLOSED) for name, now in running.items() if name in followed.clocks}
    node = Node(state, frozenset({one.step for one in taken} & followed.steps), frozenset(clocks))
    return node.state, node.done, node.clocks
