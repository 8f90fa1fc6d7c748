"""What speaks against a proof is found: the same paper elsewhere, and what the agencies' records say otherwise."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.remedies.test_eligibility import CN, done, penalty

from bonafides.remedies.duties import Target
from bonafides.remedies.suspicions import Stated, Why, contradicted, repeated

FINE = CN.repairs["penalty"].duty("fine")
OWED = 20_000_000


def stated(case: int = 1, entity: int = 1, sha256: str = "a" * 64, **more: object) -> Stated:
    return Stated(sha256, "fine", entity, case, **more)  # type: ignore[arg-type]


def found(proof: Stated, *records: object, day: date = date(2026, 8, 1)) -> list[Why]:
    target = Target(penalty(date(2026, 3, 1)), "No. 1")
    return [one.why for one in contradicted(proof, FINE, OWED, target, records, day)]  # type: ignore[arg-type]


def test_the_same_document_elsewhere() -> None:
    first = stated()
    assert repeated(first, [first]) == []
    assert [one.why for one in repeated(stated(2, 2), [first])] == [Why.SAME_DOCUMENT_OTHER_APPLICANT]
    assert [one.why for one in repeated(stated(2, 1), [first])] == [Why.SAME_DOCUMENT_OTHER_CASE]
    assert repeated(stated(2, 2, "b" * 64), [first]) == []
    numbered = stated(number="R-1")
    assert [one.why for one in repeated(stated(2, 2, "b" * 64, number="R-1"), [numbered])] == [
        Why.SAME_NUMBER_OTHER_APPLICANT
    ]
    assert repeated(stated(2, 2, "b" * 64, number=""), [stated(number="")]) == [], "none is no number"


def test_what_it_states_is_held_against_the_agencies_records() -> None:
    own = done("fine", date(2026, 4, 1), amount=OWED)
    assert found(stated(amount=OWED, on=date(2026, 4, 1)), own) == []
    assert found(stated(amount=OWED + 1, on=date(2026, 4, 1)), own) == [Why.AMOUNT_DIFFERS]
    assert found(stated(amount=OWED, on=date(2026, 4, 2)), own) == [Why.DAY_DIFFERS]
    assert found(stated(amount=1, on=date(2026, 2, 1))) == [Why.DAY_BEFORE_DECISION, Why.LESS_THAN_OWED]
    halves = [done("fine", date(2026, 4, 1), amount=OWED // 2), done("fine", date(2026, 5, 1), amount=OWED // 2)]
    assert found(stated(amount=OWED), *halves) == [], "one receipt for both"
    assert found(stated(amount=OWED), done("fine", date(2026, 4, 1), document_no="No. 2", amount=1)) == []


@given(
    st.integers(0, 3), st.integers(0, 3), st.sampled_from(["a" * 64, "b" * 64]), st.sampled_from(["a" * 64, "b" * 64])
)
def test_a_stranger_is_seen_from_both_sides(one: int, other: int, mine: str, theirs: str) -> None:
    left, right = stated(1, one, mine), stated(2, other, theirs)
    assert bool(repeated(left, [right])) == bool(repeated(right, [left])) == (mine == theirs)
