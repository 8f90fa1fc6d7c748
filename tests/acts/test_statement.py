"""A statement made ready once gives what Django's cursor gives, and fails as it does."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DataError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bonafides.acts.statement import Statement

VALUES = {"day": date(2026, 11, 29), "word": "统一 ' %s $1", "other": None}


def test_it_answers_as_djangos_cursor_does(db: None) -> None:
    text = "SELECT %(word)s::text, %(day)s::date + 1, %(word)s::text || '!', %(other)s::int"
    with connection.cursor() as cursor:
        cursor.execute(text, VALUES)
        expected = cursor.fetchone()
    assert Statement(text).first_row(VALUES) == expected
    assert Statement("SELECT 1 WHERE %(day)s::date > '2030-01-01'").first_row(VALUES) is None


@given(
    st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))),
    st.lists(st.integers(-(2**63), 2**63 - 1)),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_lists_come_as_they_are(db: None, words: list[str], numbers: list[int]) -> None:
    told = Statement("SELECT %(words)s::text[], %(numbers)s::bigint[], %(more)s::bigint[]")
    row = told.first_row({"words": words, "numbers": numbers, "more": [1, None]})
    assert row == (words, numbers, [1, None])


def test_words_of_postgresql_are_texts_like_others(db: None) -> None:
    words = ["NULL", "", "{", "}", ",", '"', "\\", " a ", "统一"]
    assert Statement("SELECT %(words)s::text[]").first_row({"words": words}) == (words,)


def test_it_is_counted_among_djangos_queries(db: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        Statement("SELECT %(word)s::text").first_row(VALUES)
    assert [query["sql"] for query in asked.captured_queries] == ["SELECT $1::text"]


def test_errors_are_djangos(db: None) -> None:
    with pytest.raises(DataError), transaction.atomic():
        Statement("SELECT 1 / (length(%(word)s::text) * 0)").first_row(VALUES)
