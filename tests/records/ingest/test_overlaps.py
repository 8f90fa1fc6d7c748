"""What fits beside what: against the same question asked day by day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bonafides.records.ingest.overlaps import first_fits

BEGIN = date(2020, 1, 1)
days = st.tuples(st.integers(0, 12), st.none() | st.integers(1, 6)).map(
    lambda one: (BEGIN + timedelta(one[0]), None if one[1] is None else BEGIN + timedelta(one[0] + one[1]))
)
keyed = st.tuples(st.integers(1, 2), days)


def covered(begins: date, ends: date | None) -> set[int]:
    return set(range((begins - BEGIN).days, 30 if ends is None else (ends - BEGIN).days))


@given(st.lists(keyed, max_size=4), st.lists(st.tuples(st.none() | st.integers(1, 2), days), max_size=10))
def test_as_day_by_day(
    before: list[tuple[int, tuple[date, date | None]]], rows: list[tuple[int | None, tuple[date, date | None]]]
) -> None:
    taken: dict[int, set[int]] = {1: set(), 2: set()}
    standing = []
    for key, span in before:
        if not taken[key] & covered(*span):  # what stands overlaps nothing: the database holds that
            taken[key] |= covered(*span)
            standing.append((key, *span))
    expected = set()
    for number, (of, span) in enumerate(rows):
        if of is None or not taken[of] & covered(*span):
            expected.add(number)
            if of is not None:
                taken[of] |= covered(*span)
    assert first_fits([(n, key, *span) for n, (key, span) in enumerate(rows)], standing) == expected
