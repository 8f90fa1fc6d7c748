"""What the database refuses, from its owner's plain SQL as well, and what it says to do instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import transaction
from tests import registry

from bonafides.entities.acts.except_code import except_code
from bonafides.entities.acts.merge import merge
from bonafides.entities.acts.split import split
from bonafides.entities.queries import entity_by_code

pytestmark = pytest.mark.django_db
APPEND_ONLY = (
    "acts_act", "agencies_agency", "acts_event", "acts_leaf", "entities_alias",
    "entities_codeexception", "entities_entity", "entities_merge", "entities_name", "entities_split",
    "packs_kind", "packs_kindversion", "packs_packversion", "packs_publicityclass", "packs_publicityperiod",
    "records_record", "tiers_run",
)  # fmt: skip
# Batches go on. Which tables may change at all: tests/structure/test_append_only.py.
KEPT = ("records_batch",)


@pytest.fixture(scope="module", autouse=True)
def _register(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[None]:
    """A register in which no table is empty, made once: what is refused changes nothing."""
    with registry.rolled_back(django_db_blocker):
        _fill(tmp_path_factory.mktemp("constraints"))
        yield


def _fill(tmp_path: Path) -> None:
    registry.put_in_force(registry.toy())
    rows = [
        registry.row("A", "r1", name="Shop", legacy="990000000000015"),
        registry.row("B", "r2"),
        registry.row("A", "c1", action="correction", target="r1", value=2),
        registry.row("A", "w1", action="withdrawal", target="c1"),
        registry.row("B", "bad", value=-1),
    ]
    registry.take_in(registry.write_csv(tmp_path / "a.csv", rows), "a-fines")
    registry.take_in(registry.write_csv(tmp_path / "b.csv", [registry.row("A", "r1")]), "b-fines")
    registry.take_in(registry.write_csv(tmp_path / "c.csv", [registry.row("A", "s1")]), "a-ratings")
    licence = registry.row("A", "l1", value=7, to="2025-01-01") | {"from": "2024-01-01"}
    registry.take_in(registry.write_csv(tmp_path / "d.csv", [licence]), "a-licences")
    a, b = entity_by_code("shop", "A"), entity_by_code("shop", "B")
    merge(registry.officer(), a, b)
    split(registry.officer(), a, b)
    except_code(registry.officer(), "91990000MA00000000", authority="SAMR", confirmed_on=date(2024, 1, 1))
    registry.sql(_A_RUN)
    registry.sql("SET CONSTRAINTS ALL IMMEDIATE")


# How a run comes to be is told by tests/tiers; here it need only be one.
_A_RUN = """
INSERT INTO tiers_run (act_id, seal, pack_version_id, decision, as_of, known_at, buckets, snapshot_digest, engine, sql,
  sql_digest, results_digest, selected_digest, decided, changed, violations, tiers, started_at, finished_at)
SELECT (SELECT min(id) FROM acts_act), '', (SELECT min(id) FROM packs_packversion), 'tier', current_date, now(), 1, '', '', '',
  '', '', '', 0, 0, 0, '{}', now(), now()
"""


def refused(statement: str, *values: object) -> psycopg.Error:
    """The error of a statement, which must be refused."""
    try:
        with transaction.atomic():
            registry.sql(statement, *values)
            registry.sql("SET CONSTRAINTS ALL IMMEDIATE")
    except psycopg.Error as error:
        return error
    pytest.fail(f"was not refused: {statement}")


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_append_only(table: str) -> None:
    before = registry.digest()
    assert not before[table].startswith("0 rows"), "an empty table proves nothing"
    for verb, statement in (
        ("UPDATE", f"UPDATE {table} SET id = id"),
        ("UPDATE", f"UPDATE {table} SET id = id WHERE false"),
        (
            "UPDATE",
            f"INSERT INTO {table} (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET id = 1",
        ),
        ("DELETE", f"DELETE FROM {table}"),
        ("TRUNCATE", f"TRUNCATE {table} CASCADE"),
    ):
        error = refused(statement)
        assert error.diag.message_primary in {
            f"{name} is append-only: {verb} refused" for name in (*APPEND_ONLY, *KEPT)
        }
        assert "write a correction, a withdrawal or an annulment that names the old" in (error.diag.message_hint or "")
    assert registry.digest() == before


@pytest.mark.parametrize("table", KEPT)
def test_kept(table: str) -> None:
    """Records name their batch without a foreign key: it may go on, but not away."""
    assert "is append-only: DELETE refused" in str(refused(f"DELETE FROM {table}"))
    assert "is append-only: TRUNCATE refused" in str(refused(f"TRUNCATE {table} CASCADE"))
    registry.sql(f"UPDATE {table} SET id = id")


def superseding(of: str = "r2", ref: str = "new", **changed: str) -> str:
    """The statement that corrects a record of agency a, but for what is changed (SQL)."""
    said = {
        "entity_id": "r.entity_id", "supersedes": "r.id", "supersedes_entity": "r.entity_id", "state": "r.state",
        "exclusive_key": "r.exclusive_key", "known_from": "clock_timestamp()", "batch_id": "r.batch_id", "row_no": "99",
        "event_date": "r.event_date", "valid_from": "r.valid_from", "valid_to": "r.valid_to", "kind_id": "r.kind_id",
        "agency_id": "r.agency_id", "publicity_class_id": "r.publicity_class_id", "action": "1", "source_ref": f"'{ref}'",
        "facts": "r.facts", "salt": "r.salt", "commitment": "r.commitment",
    } | changed  # fmt: skip
    of_a = "(SELECT id FROM agencies_agency WHERE name = 'a')"
    return (
        f"INSERT INTO records_record ({', '.join(said)}) SELECT {', '.join(said.values())} FROM records_record r "
        f"WHERE r.source_ref = '{of}' AND r.agency_id = {of_a}"
    )


def test_superseding_in_order() -> None:
    registry.sql(superseding())
    registry.sql(superseding("new", "newer"))
    registry.sql(superseding("newer", "end", action="3"))


OTHER_AGENCY = "(SELECT id FROM agencies_agency WHERE name = 'b')"
OTHER_KIND = "(SELECT id FROM packs_kind WHERE name = 'rating')"
OTHER_ENTITY = "(SELECT id FROM entities_entity WHERE code = 'A')"


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (superseding("r1"), "records_superseded_once"),
        (superseding("w1"), r"record \d+ is itself a withdrawal or annulment"),
        (
            superseding(agency_id=OTHER_AGENCY),
            r"only the agency that gave record \d+ may supersede it, by the same kind",
        ),
        (superseding(kind_id=OTHER_KIND), r"only the agency that gave record \d+ may supersede it, by the same kind"),
        (superseding(supersedes="987654321"), "record 987654321 is not there to be superseded"),
        (superseding(supersedes_entity=OTHER_ENTITY), r"record \d+ is of another entity than \d+"),
        (superseding(known_from="r.known_from - interval '1 second'"), "later than what supersedes it"),
        (superseding(supersedes="NULL", supersedes_entity="NULL"), "records_supersedes_or_not"),
        (superseding(supersedes_entity="NULL"), "records_supersedes_or_not"),
        (superseding(action="0"), "records_supersedes_or_not"),
        (superseding(action="4"), "records_supersedes_or_not"),
        (superseding(valid_to="r.valid_from"), "records_valid_in_order"),
        (superseding(valid_to="r.valid_from - 1"), "records_valid_in_order"),
        (superseding(ref="r1"), "records_record_ref"),
        (superseding(facts="NULL"), "null value in column"),
    ],
)
def test_superseding_out_of_order(statement: str, told: str) -> None:
    before = registry.digest()
    assert re.search(told, str(refused(statement)))
    assert registry.digest() == before


NEW = {"supersedes": "NULL", "supersedes_entity": "NULL", "action": "0"}


@pytest.mark.parametrize(
    ("begins", "ends", "fits"),
    [
        ("2023-01-01", "2024-01-01", True), ("2025-01-01", None, True), ("2025-01-01", "2026-01-01", True),
        ("2023-01-01", "2024-01-02", False), ("2024-12-31", None, False), ("2024-03-01", "2024-04-01", False),
        ("2020-01-01", None, False), ("2024-01-01", "2025-01-01", False),
    ],
)  # fmt: skip
def test_an_exclusive_licence_holds_once_a_day(begins: str, ends: str | None, fits: bool) -> None:
    """Also for another business, and whatever else is in the record. The end is excluded."""
    days = {"valid_from": f"date '{begins}'", "valid_to": f"date '{ends}'" if ends else "NULL"}
    statement = superseding("l1", entity_id=OTHER_ENTITY, **NEW, **days)
    if fits:
        registry.sql(statement)
    else:
        assert isinstance(refused(statement), psycopg.errors.ExclusionViolation)


def test_two_versions_of_a_kind_in_force_on_one_day() -> None:
    copy = (
        "INSERT INTO packs_kindversion (act_id, seal, version_id, kind_id, in_force, spec) "
        "SELECT act_id, seal, version_id, kind_id, daterange(%s::date, %s::date), spec FROM packs_kindversion LIMIT 1"
    )
    assert "packs_one_kind_in_force" in str(refused(copy, "2020-01-01", "2021-01-01"))
    assert "packs_one_kind_in_force" in str(refused(copy, None, "2000-01-02"))
    registry.sql(copy, "1990-01-01", "2000-01-01")


def test_two_publicity_periods_on_one_day() -> None:
    columns = "act_id, seal, version_id, publicity_class_id, public, months, starts, while_valid, basis"
    copy = (
        f"INSERT INTO packs_publicityperiod ({columns}, in_force) "
        f"SELECT {columns}, daterange(%s::date, %s::date) FROM packs_publicityperiod LIMIT 1"
    )
    assert "packs_one_publicity_in_force" in str(refused(copy, "2020-01-01", "2021-01-01"))
    registry.sql(copy, "1990-01-01", "2000-01-01")


@pytest.mark.parametrize("column", ["officer", "agency", "basis", "reason"])
def test_an_act_is_complete(column: str) -> None:
    said = {"officer": "'x'", "agency": "'x'", "basis": "'x'", "reason": "'x'"} | {column: "''"}
    names, values = ", ".join(said), ", ".join(said.values())
    columns = f"name, at, pack, evidence, rows, details, {names}"
    statement = f"INSERT INTO acts_act ({columns}) VALUES ('x', now(), '', '[]', '{{}}', '{{}}', {values})"
    assert "acts_act_complete" in str(refused(statement))
