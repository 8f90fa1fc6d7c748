"""One model, equal rows: the compiled SQL in DuckDB and PostgreSQL, and the reference evaluator, which was written apart."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, note, settings
from tests.kernel.relational.engines import by_reference, compiled, in_duckdb, in_postgresql
from tests.kernel.relational.generate import ROWS, models
from tests.kernel.relational.generate import told as told_of

from bonafides.kernel.dmn.model import Definitions
from bonafides.kernel.feel.values import Value

Rows = list[Mapping[str, Value]]


@settings(max_examples=200, deadline=None)
@given(models(), ROWS)
def test_duckdb_says_what_the_reference_says(model: Definitions, rows: Rows) -> None:
    names = [one.name for one in model.decisions]
    told = in_duckdb(compiled(model, names), rows)
    note(told_of(model))
    for name in names:
        assert [one[name] for one in told] == by_reference(model, name, rows)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(models(), ROWS)
def test_postgresql_says_what_the_reference_says(model: Definitions, rows: Rows) -> None:
    names = [one.name for one in model.decisions]
    with transaction.atomic(), connection.cursor() as cursor:
        told = in_postgresql(cursor.cursor, compiled(model, names), rows)
    note(told_of(model))
    for name in names:
        assert [one[name] for one in told] == by_reference(model, name, rows)
