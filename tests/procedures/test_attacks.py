"""Bad input to a case: refused by a message that names the rule, and every table stands as it stood, to the last column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.procedures import world
from tests.procedures.conftest import OnDay
from tests.registry import digest, officer

from bonafides.acts.act import ActRefusedError, NotPermittedError
from bonafides.acts.files import fault_of, path_of
from bonafides.agencies.acts.declare_interest import declare_interest
from bonafides.agencies.models import Officer
from bonafides.entities.models import Entity
from bonafides.procedures.acts.take_step import take_step
from bonafides.procedures.models import Case
from bonafides.records.models import Record

pytestmark = pytest.mark.usefixtures("listed")
AFTER = date(2026, 3, 10)
Say = Callable[..., Any]


@contextmanager
def refused(match: str, *, kind: type[ActRefusedError] = ActRefusedError) -> Iterator[None]:
    """What is inside is refused, by these words, and leaves nothing."""
    before = digest()
    with pytest.raises(kind, match=match):
        yield
    assert digest() == before


@pytest.fixture
def noticed(on_day: OnDay) -> Case:
    """A case that is ripe for a decision."""
    case = world.opened()
    world.step(case, "serve-notice", files=[world.file()])
    on_day(AFTER)
    return case


def decide(case: Case, number: str = "3", **given: Any) -> Any:
    given = {"fields": {"no_intent_proved": False}, "findings": dict(world.FOUND)} | given
    return world.step(case, "decide-listing", number, **given)


@pytest.mark.parametrize("factor", ["vile", "serious", "harmful"])
def test_a_factor_that_nobody_found(noticed: Case, factor: str) -> None:
    found = {name: one for name, one in world.FOUND.items() if name != factor}
    with refused(rf"`decide-listing` needs `{factor}` \(.*nobody fills them in"):
        decide(noticed, findings=found)


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        ({"holds": True, "text": " ", "evidence": ["record:market-regulation/P-1"]}, "expected the reasons in words"),
        ({"holds": True, "text": "so it is", "evidence": []}, "expected its evidence"),
        ({"holds": "yes", "text": "so it is", "evidence": ["act:1"]}, "expected {holds: true or false"),
        (True, "expected {holds: true or false"),
        ({"holds": True, "text": "so it is", "evidence": ["file:none.pdf"]}, "expected a file of this step"),
    ],
)
def test_a_factor_without_reasons_or_evidence(noticed: Case, finding: Any, words: str) -> None:
    with refused(rf"finding `vile`: {words}"):
        decide(noticed, findings={**world.FOUND, "vile": finding})


def test_a_factor_that_was_found_not_to_hold(noticed: Case) -> None:
    with refused(r"needs `serious_listing` to be propose, it is not-found-serious \(SV-44 12\)"):
        decide(noticed, findings={**world.FOUND, "serious": world.finding(holds=False)})


def test_words_that_the_step_does_not_know(noticed: Case) -> None:
    with refused("expected a finding of `decide-listing` .*, came `dislikable`"):
        decide(noticed, findings={**world.FOUND, "dislikable": world.finding()})
    with refused("expected a field of `decide-listing` .*, came `score`"):
        decide(noticed, fields={"no_intent_proved": False, "score": 12})


def test_the_wrong_clock(on_day: OnDay) -> None:
    case = world.opened()
    world.step(case, "serve-notice", files=[world.file()])
    on_day(date(2026, 3, 9))
    with refused(r"waits until `hearing-request` is over \(PL 64\): its last day is 2026-03-09"):
        decide(case)
    with refused("expected a day up to today"):
        decide(case, on=date(2026, 3, 10), files=[world.file()])
    on_day(AFTER)
    with refused(r"waits until `hearing-request` is over \(PL 64\)"):
        decide(case, on=date(2026, 3, 9), files=[world.file()])  # dated back into the window
    with refused(r"taken within `hearing-request` \(PL 64\): its last day was 2026-03-09"):
        world.step(case, "request-hearing", files=[world.file()])
    decide(case)


def test_an_officer_without_the_power(noticed: Case) -> None:
    for number in ("1", "2"):
        with refused("`decide-listing` is for decider", kind=NotPermittedError):
            decide(noticed, number)
    with refused(r"officer 99|no officer", kind=NotPermittedError):
        decide(noticed, "99")


def test_an_officer_of_another_agency(noticed: Case) -> None:
    with refused(r"tax|no officer", kind=NotPermittedError):
        take_step(replace(world.acting("3"), agency="tax"), noticed.pk, "decide-listing", findings=world.FOUND)


def test_an_officer_with_an_interest(noticed: Case) -> None:
    business = Entity.objects.get(pk=noticed.entity_id)
    declare_interest(officer(), Officer.objects.get(number="3"), business, "shareholder", date(2026, 1, 1))
    with refused("interest", kind=NotPermittedError):
        decide(noticed)
    decide(noticed, "4")


def test_an_officer_who_opened_the_case_or_investigated_it(on_day: OnDay) -> None:
    case = world.opened(investigators=["5", "3"])
    world.step(case, "serve-notice", files=[world.file()])
    on_day(AFTER)
    with refused("an officer who is not among `investigators`: officer 3 is", kind=NotPermittedError):
        decide(case, "3")
    decide(case, "4")


def test_a_basis_that_is_no_law(noticed: Case) -> None:
    for basis, words in (("", "basis"), ("because I say so", "because|instrument"), ("XX-99 1", "XX-99")):
        with refused(words):
            take_step(
                replace(world.acting("3"), basis=basis), noticed.pk, "decide-listing",
                fields={"no_intent_proved": False}, findings=world.FOUND,
            )  # fmt: skip


def test_the_same_case_twice() -> None:
    first = world.opened()
    with refused(f"case {first.pk} of `serious-listing` about P-1 is open already"):
        world.opened()


def test_a_record_of_another_or_one_that_is_gone() -> None:
    other = world.penalty("P-2", code="91990000MA0TEXT20Y")
    with refused("expected a record of .*, came P-2 of another"):
        world.open_case(
            world.acting("1"), "serious-listing", entity=Record.objects.get(source_ref="P-1").entity, record=other,
            fields=world.GIVEN,
        )  # fmt: skip


def test_a_step_taken_twice_or_after_the_end(noticed: Case) -> None:
    decide(noticed)
    with refused("`decide-listing` is taken in notified; the case is decided"):
        decide(noticed, "4")


def test_a_step_by_somebody_who_saw_an_older_case(noticed: Case) -> None:
    with refused("went on: step 1 is `serve-notice` by officer 1; look at it first"):
        decide(noticed, seen=1)


def test_the_machine_s_step_is_no_officer_s(noticed: Case) -> None:
    with refused("is taken by the machine", kind=NotPermittedError):
        world.step(noticed, "expire", "3")


def test_a_proof_that_was_changed_afterwards_is_told(noticed: Case) -> None:
    proof = world.file("minutes.pdf", b"as it was")
    assert fault_of(proof.sha256) is None
    path = path_of(proof.sha256)
    path.chmod(0o600)
    path.write_bytes(b"as it was not")
    assert fault_of(proof.sha256) is not None
