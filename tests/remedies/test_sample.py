"""A sample that anybody can draw again: of the size that the ratio says, of nobody's choice, the same from the same seed."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bonafides.remedies.sample import draw, seed_of, size_of

CASES = st.lists(st.integers(1, 10_000).map(str), unique=True, max_size=60)


@given(CASES, st.binary(min_size=32, max_size=32), st.integers(0, 60))
def test_it_is_drawn_again_from_the_list_in_any_order(cases: list[str], seed: bytes, size: int) -> None:
    once, again = draw("audit-1", cases, seed, size), draw("audit-1", list(reversed(cases)), seed, size)
    assert once == again
    assert sum(one.drawn for one in once) == min(size, len(cases))
    assert {one.case for one in once} == set(cases)


@given(CASES.filter(lambda one: len(one) > 1), st.binary(min_size=32, max_size=32))
def test_the_others_do_not_change_who_comes_first(cases: list[str], seed: bytes) -> None:
    """Whoever leaves the list without being drawn changes nothing: no gain in adding or removing cases of others."""
    drawn = [one.case for one in draw("audit-1", cases, seed, 1) if one.drawn]
    others = [one for one in cases if one not in drawn]
    assert [one.case for one in draw("audit-1", drawn + others[1:], seed, 1) if one.drawn] == drawn


def test_size_and_seed() -> None:
    assert [size_of(cases, Decimal("0.05")) for cases in (0, 1, 20, 21, 100)] == [0, 1, 1, 2, 5]
    assert seed_of("log", 7, b"r") != seed_of("log", 8, b"r")
    assert draw("audit-1", ["1", "2"], bytes(32), 1)[0].ticket != draw("audit-2", ["1", "2"], bytes(32), 1)[0].ticket
