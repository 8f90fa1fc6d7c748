"""Rows come out of PostgreSQL as they went in, of every type that a table of ours has."""

from __future__ import annotations

from datetime import UTC, date
from typing import Any

import polars as pl
import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bonafides.records.ingest.copying import SLICE, copy_rows

pytestmark = pytest.mark.django_db
TABLE = """
CREATE TEMPORARY TABLE IF NOT EXISTS every_type (
  small smallint, whole integer, large bigint, truth boolean, day date, moment timestamptz, free text, bounded varchar(20),
  value jsonb, bits bytea
) ON COMMIT DROP
"""
SCHEMA: dict[str, Any] = {
    "small": pl.Int64, "whole": pl.Int64, "large": pl.Int64, "truth": pl.Boolean, "day": pl.Date,
    "moment": pl.Datetime("us", "UTC"), "free": pl.String, "bounded": pl.String, "value": pl.String, "bits": pl.Binary,
}  # fmt: skip
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
ROWS = st.fixed_dictionaries(
    {
        "small": st.integers(-(2**15), 2**15 - 1), "whole": st.integers(-(2**31), 2**31 - 1),
        "large": st.integers(-(2**63), 2**63 - 1), "truth": st.booleans(), "day": st.dates(),
        "moment": st.datetimes(timezones=st.just(UTC)).filter(lambda moment: moment.year > 1900), "free": TEXT, "bounded": TEXT,
        "value": st.sampled_from(['{"a": [1, "公", null]}', '"\\\\"', "[]", "1"]), "bits": st.binary(max_size=40),
    }
)  # fmt: skip


def through(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
        cursor.execute("TRUNCATE every_type")
        copy_rows(cursor.cursor, "every_type", pl.DataFrame(rows, schema=SCHEMA))
        cursor.execute(f"SELECT {', '.join(SCHEMA).replace('value', 'value::text')} FROM every_type")
        return [dict(zip(SCHEMA, row, strict=True)) for row in cursor.fetchall()]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(ROWS, ROWS.map(lambda row: dict.fromkeys(row))), min_size=1, max_size=5))
def test_every_value_and_none(db: None, rows: list[dict[str, Any]]) -> None:
    assert through(rows) == rows


def test_many_rows_keep_their_order(db: None) -> None:
    rows = [dict.fromkeys(SCHEMA) | {"large": number} for number in range(2 * SLICE + 1)]
    assert [row["large"] for row in through(rows)] == list(range(2 * SLICE + 1))


def test_a_number_that_the_column_cannot_hold_is_not_cut(db: None) -> None:
    with pytest.raises(pl.exceptions.InvalidOperationError, match="conversion"):
        through([dict.fromkeys(SCHEMA) | {"small": 2**15, "day": date(2026, 11, 30)}])


def test_no_rows_are_no_statement(db: None) -> None:
    with connection.cursor() as cursor:
        copy_rows(cursor.cursor, "there_is_no_such_table", pl.DataFrame(schema={"id": pl.Int64}))
