"""Records of one number that may not hold on the same days: which rows fit beside what stands and beside each other."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import polars as pl
import psycopg

from bonafides.records.ingest.columns import given, joined
from bonafides.records.ingest.plan import Plan

# Those of one kind wait for each other here, as in the trigger records_hold_once_a_day.
_LOCK = "SELECT pg_advisory_xact_lock(x'626F6E6B'::int, %s)"
_STANDING = f"""
SELECT o.exclusive_key, o.valid_from, o.valid_to FROM records_record o
WHERE o.exclusive_key = ANY ({given("keys", "bigint")})
  AND (SELECT s.id FROM records_record s WHERE s.supersedes = o.id) IS NULL
"""
Days = tuple[date, date]  # the first, and the first no longer within


def fitting(cursor: psycopg.Cursor[tuple[object, ...]], plan: Plan, rows: pl.DataFrame) -> set[int]:
    """The numbers of the sealed rows that overlap no standing record; of two that overlap, the file's first.

    Holds until the transaction ends: who else enters records of the kind waits.
    """
    cursor.execute(_LOCK, [plan.kind_id])
    cursor.execute(_STANDING, {"keys": joined(rows["exclusive_key"].drop_nulls().unique())})
    standing: list[tuple[int, date, date | None]] = cursor.fetchall()  # type: ignore[assignment]
    return first_fits(rows.select("row_no", "exclusive_key", "valid_from", "valid_to").sort("row_no").rows(), standing)


def first_fits(
    rows: Iterable[tuple[int, int | None, date, date | None]], standing: Iterable[tuple[int, date, date | None]]
) -> set[int]:
    """The numbers of the `rows` (number, key, from, to) that fit, taken in turn; a row without a key always does."""
    taken: defaultdict[int, list[Days]] = defaultdict(list)
    for of, begins, ends in standing:
        taken[of].append((begins, ends or date.max))
    for days in taken.values():
        days.sort()
    fit = set()
    for number, key, begins, ends in rows:
        if key is None or _take(taken[key], (begins, ends or date.max)):
            fit.add(number)
    return fit


def _take(taken: list[Days], days: Days) -> bool:
    """Insert `days` into the sorted, disjoint `taken`, if they overlap none."""
    place = bisect_left(taken, days)
    if (place and taken[place - 1][1] > days[0]) or (place < len(taken) and taken[place][0] < days[1]):
        return False
    taken.insert(place, days)
    return True
