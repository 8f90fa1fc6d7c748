"""Whoever owns the database can turn its guards off. What they change, add or delete is named by the audit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings
from psycopg.types.range import DateRange
from tests.ledger.conftest import act
from tests.registry import put_in_force, rolled_back, row, sql, take_in, toy, write_csv

from bonafides.acts.leaves import content_of_act
from bonafides.acts.models import Act
from bonafides.acts.sealed import seal_of
from bonafides.kernel.merkle.checkpoints import Checkpoint as Shown
from bonafides.kernel.merkle.entries import commitment, entry_of
from bonafides.ledger.audit.findings import Fault, Finding, in_runs
from bonafides.ledger.audit.whole import audit
from bonafides.ledger.keys import folder, keys
from bonafides.ledger.memory import remember
from bonafides.ledger.models import Checkpoint
from bonafides.ledger.queries import note_of
from bonafides.ledger.sequence import sequence
from bonafides.packs.models import PublicityPeriod

pytestmark = pytest.mark.django_db
RECORDS = 600


@pytest.fixture(scope="module")
def _register(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Three hundred acts, of which one wrote sealed rows; a batch of six hundred records; four checkpoints."""
    folder = tmp_path_factory.mktemp("ledger")
    file = write_csv(folder / "a.csv", [row(f"S{n}", f"r{n}", value=n) for n in range(RECORDS)])
    with override_settings(LEDGER_FOLDER=str(folder / "ledger")), rolled_back(django_db_blocker):
        put_in_force(toy())
        take_in(file, "a-fines")
        sequence()
        for count in (250, 45, 5):
            for _ in range(count):
                act()
            sequence()
        assert audit().findings == []
        yield


@pytest.fixture
def register(_register: None) -> Iterator[None]:
    """It, for one test."""
    yield
    (folder() / "signed").unlink(missing_ok=True)


def batch() -> int:
    return one("SELECT id FROM records_batch")


def as_owner(*statements: str) -> None:
    """Statements of whoever owns the database, its guards turned off."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for one in statements:
            cursor.cursor.execute(one)
        cursor.execute("SET session_replication_role = DEFAULT")


def found(table: str = "") -> list[tuple[str, str, str]]:
    """What the audit names."""
    findings = [one for one in audit().findings if not table or one.table == table]
    return [(one.table, one.row, one.fault.value) for one in findings]


def one(query: str) -> Any:
    return sql(query)[0][0]


def act_at(index: int) -> int:
    return one(f"SELECT l.act_id FROM ledger_entry e JOIN acts_leaf l ON l.id = e.leaf_id WHERE e.index = {index}")


def leaf_at(index: int) -> int:
    return one(f"SELECT leaf_id FROM ledger_entry WHERE index = {index}")


@pytest.mark.parametrize("index", [10, 290], ids=["under a tile", "in the open run"])
def test_an_act(register: None, index: int) -> None:
    number = act_at(index)
    as_owner(f"UPDATE acts_act SET reason = 'another' WHERE id = {number}")
    assert found() == [("acts_act", str(number), "changed")]
    as_owner(f"DELETE FROM acts_act WHERE id = {number}")
    assert found() == [("acts_act", str(number), "deleted")]


def test_an_act_that_nobody_did(register: None) -> None:
    as_owner(
        "INSERT INTO acts_act (name, at, officer, agency, pack, basis, reason, evidence, details, rows) "
        "SELECT name, at, officer, agency, pack, basis, reason, evidence, details, rows FROM acts_act WHERE rows = '{}' LIMIT 1"
    )
    number = one("SELECT max(id) FROM acts_act")
    assert found() == [("acts_act", str(number), "added")]


@pytest.mark.parametrize("index", [10, 290], ids=["under a tile", "in the open run"])
def test_a_leaf(register: None, index: int) -> None:
    leaf = leaf_at(index)
    as_owner(f"UPDATE acts_leaf SET entry = '\\x00' || sha256('x') WHERE id = {leaf}")
    assert found() == [("acts_leaf", str(leaf), "changed")]
    as_owner(f"DELETE FROM acts_leaf WHERE id = {leaf}")
    assert ("acts_leaf", str(leaf), "deleted") in found()


def test_a_leaf_that_was_never_queued(register: None) -> None:
    as_owner("INSERT INTO acts_leaf (act_id, entry, salt) VALUES (77777, '\\x00' || sha256('x'), sha256('y'))")
    assert found() == [("acts_leaf", str(one("SELECT max(id) FROM acts_leaf")), "added")]


def test_a_leaf_that_was_taken_from_the_queue(register: None) -> None:
    number = act()
    leaf = one(f"SELECT id FROM acts_leaf WHERE act_id = {number}")
    as_owner(f"DELETE FROM acts_queuedleaf WHERE leaf_id = {leaf}")
    assert found() == [("acts_leaf", str(leaf), "added")]


def test_an_act_whose_leaf_waits(register: None) -> None:
    number = act()
    as_owner(f"UPDATE acts_act SET officer = 'somebody else' WHERE id = {number}")
    assert found() == [("acts_act", str(number), "changed")]


def test_an_act_and_its_leaf_together(register: None) -> None:
    """Whoever knows how can make leaf and act agree again. The tile does not."""
    number, leaf = act_at(10), leaf_at(10)
    forge(number, leaf)
    assert found() == [("ledger_entry", "10", "changed")]


def test_an_act_and_its_leaf_together_in_the_open_run(register: None) -> None:
    """There is no tile yet. What was signed before and after says between which entries."""
    forge(act_at(298), leaf_at(298))
    assert found() == [("ledger_entry", "297 to 301", "changed")]


def forge(number: int, leaf: int) -> None:
    as_owner(f"UPDATE acts_act SET reason = 'another' WHERE id = {number}")
    salt = bytes(one(f"SELECT salt FROM acts_leaf WHERE id = {leaf}"))
    entry = entry_of(commitment(salt, content_of_act(Act.objects.get(pk=number))))
    as_owner(f"UPDATE acts_leaf SET entry = '\\x{entry.hex()}' WHERE id = {leaf}")


SEALED = "packs_publicityperiod"


def test_a_sealed_row(register: None) -> None:
    number = one(f"SELECT min(id) FROM {SEALED}")
    as_owner(f"UPDATE {SEALED} SET months = 7 WHERE id = {number}")
    assert found() == [(SEALED, str(number), "changed")]
    as_owner(f"DELETE FROM {SEALED} WHERE id = {number}")
    assert found() == [(SEALED, str(number), "deleted")]


def test_a_sealed_row_with_its_seal(register: None) -> None:
    period = PublicityPeriod.objects.order_by("id")[0]
    period.months = 7
    as_owner(f"UPDATE {SEALED} SET months = 7, seal = '\\x{seal_of(period).hex()}' WHERE id = {period.pk}")
    assert found() == [(SEALED, str(period.pk), "changed")]


def test_a_sealed_row_that_no_act_wrote(register: None) -> None:
    period = PublicityPeriod.objects.order_by("id")[0]
    period.pk, period.in_force = None, DateRange(date(1900, 1, 1), date(1901, 1, 1))
    period.seal = seal_of(period)
    period.save()
    assert found() == [(SEALED, str(period.pk), "added")]
    act = one("SELECT max(id) FROM acts_act")
    as_owner(f"UPDATE {SEALED} SET act_id = {act} WHERE id = {period.pk}")
    assert found() == [(SEALED, str(period.pk), "added")]


RECORD_CHANGES = {
    "a fact": "facts = '{\"value\": 7}'", "a day": "event_date = event_date + 1", "the entity": "entity_id = entity_id + 1",
    "the salt": "salt = substr(sha256('x'), 1, 16)", "its commitment": "commitment = sha256('x')", "its agency": "agency_id = 99",
}  # fmt: skip


@pytest.mark.parametrize("change", RECORD_CHANGES.values(), ids=RECORD_CHANGES)
@pytest.mark.parametrize("place", [0, 300, RECORDS - 1])
def test_a_record(register: None, change: str, place: int) -> None:
    number = one(f"SELECT id FROM records_record ORDER BY row_no OFFSET {place} LIMIT 1")
    if "entity_id" in change:
        other = one(f"SELECT entity_id FROM records_record WHERE id <> {number} LIMIT 1")
        change = f"entity_id = {other}"
    as_owner(f"UPDATE records_record SET {change} WHERE id = {number}")
    assert found() == [("records_record", str(number), "changed")]


def test_records_deleted_and_added(register: None) -> None:
    numbers = [number for (number,) in sql("SELECT id FROM records_record ORDER BY row_no")]
    as_owner(
        f"DELETE FROM records_record WHERE id IN ({numbers[3]}, {numbers[400]})",
        f"UPDATE records_record SET reason = 'x' WHERE id IN ({numbers[100]}, {numbers[500]})",
    )
    assert sorted(found()) == sorted([
        ("records_record", f"4 of batch {batch()}", "deleted"),
        ("records_record", str(numbers[100]), "changed"),
        ("records_record", f"401 of batch {batch()}", "deleted"),
        ("records_record", str(numbers[500]), "changed"),
    ])  # fmt: skip
    columns = ", ".join(name for (name,) in sql(
        "SELECT column_name::text FROM information_schema.columns WHERE table_name = 'records_record' "
        "AND column_name NOT IN ('id', 'source_ref', 'row_no')"
    ))  # fmt: skip
    as_owner(
        f"INSERT INTO records_record (source_ref, row_no, {columns}) SELECT 'new', 9999, {columns} FROM records_record "
        f"WHERE id = {numbers[0]}"
    )
    assert ("records_record", str(one("SELECT max(id) FROM records_record")), "added") in found()


def test_every_record_of_a_batch(register: None) -> None:
    as_owner("DELETE FROM records_record")
    assert len(found("records_record")) == RECORDS


def test_a_batch(register: None) -> None:
    number = batch()
    as_owner("DELETE FROM records_batch")
    assert ("records_batch", str(number), "changed") in found()


TILES = {
    "the log's": ("tree = 0 AND level = 0", "level 0, tile 0"),
    "a batch's": ("tree > 0 AND level = 0 AND index = 1", "batch {}, level 0, tile 1"),
    "a batch's upper": ("tree > 0 AND level = 1", "batch {}, level 1, tile 0"),
}


@pytest.mark.parametrize(("where", "name"), TILES.values(), ids=TILES)
def test_a_tile(register: None, where: str, name: str) -> None:
    name = name.format(batch())
    as_owner(f"UPDATE ledger_tile SET hashes = sha256('x') || substr(hashes, 33) WHERE {where}")
    assert found() == [("ledger_tile", name, "changed")]
    as_owner(f"DELETE FROM ledger_tile WHERE {where}")
    assert found() == [("ledger_tile", name, "deleted")]


def test_a_tile_too_many(register: None) -> None:
    as_owner(
        "INSERT INTO ledger_tile (tree, level, index, width, hashes, root) "
        "SELECT tree, level + 1, index, width, hashes, root FROM ledger_tile WHERE tree = 0"
    )
    assert found() == [("ledger_tile", "level 1, tile 0", "added")]


def test_an_entry(register: None) -> None:
    as_owner("DELETE FROM ledger_entry WHERE index IN (10, 11)")
    assert ("ledger_entry", "10 to 11", "deleted") in found()


def test_two_entries_exchanged(register: None) -> None:
    as_owner(
        "UPDATE ledger_entry SET index = 999 WHERE index = 10",
        "UPDATE ledger_entry SET index = 10 WHERE index = 20",
        "UPDATE ledger_entry SET index = 20 WHERE index = 999",
    )
    assert found() == [("ledger_entry", "10", "changed"), ("ledger_entry", "20", "changed")]


def test_an_entry_too_many(register: None) -> None:
    act()
    as_owner("INSERT INTO ledger_entry (index, leaf_id) SELECT 302, max(id) FROM acts_leaf")
    assert ("ledger_entry", "302", "added") in found()


def test_a_checkpoint(register: None) -> None:
    last = Checkpoint.objects.latest("id")
    as_owner(
        f"UPDATE ledger_checkpoint SET note = replace(note, E'\\n302\\n', E'\\n301\\n'), size = 301 WHERE id = {last.pk}"
    )
    assert ("ledger_checkpoint", str(last.pk), "false") in found()


def cut(size: int) -> list[str]:
    """The log as it was, every trace of what came later removed."""
    return [
        f"DELETE FROM acts_act a USING acts_leaf l, ledger_entry WHERE l.act_id = a.id AND leaf_id = l.id AND index >= {size}",
        f"DELETE FROM acts_leaf WHERE id IN (SELECT leaf_id FROM ledger_entry WHERE index >= {size})",
        f"DELETE FROM ledger_entry WHERE index >= {size}",
        f"DELETE FROM ledger_tile WHERE tree = 0 AND (index + 1) * 256 > {size}",
        f"DELETE FROM ledger_checkpoint WHERE size > {size}",
    ]


def remember_last() -> None:
    """What a commit does; a test's transaction has none."""
    remember(keys(), Checkpoint.objects.latest("id").note)


def test_the_log_cut_off(register: None) -> None:
    """A database put back to an older state agrees with itself. What was kept elsewhere does not."""
    remember_last()
    as_owner(*cut(252))
    assert found() == [("log", "localhost/ledger", "cut")]


def test_an_old_checkpoint_replayed(register: None) -> None:
    """To a reader who kept a later one, an older one is a log that was cut."""
    kept = Shown.parse(note_of(Checkpoint.objects.latest("id")).text)
    as_owner(*cut(252))
    assert [(one.table, one.fault) for one in audit(old=kept).findings] == [("log", Fault.CUT)]


def test_the_log_forked(register: None) -> None:
    """Who has the key as well can sign another history; not for those who kept a checkpoint."""
    remember_last()
    as_owner(*cut(252))
    memory = folder() / "signed"
    kept = memory.read_text()
    memory.unlink()
    for _ in range(60):
        act("another history")
    sequence()
    assert found() == []
    memory.write_text(kept)
    assert found() == [("log", "localhost/ledger", "forked")]


def test_nothing_else_is_found(register: None) -> None:
    act()
    told = audit()
    assert (told.findings, told.size, told.records, told.batches, told.waiting) == ([], 302, RECORDS, 1, 1)
    assert told.rows > 0


def test_findings_of_entries_in_a_row_are_one() -> None:
    many = [Finding("ledger_entry", str(n), Fault.DELETED) for n in (12, 3, 1, 2, 11)]
    assert [one.row for one in in_runs(many)] == ["1 to 3", "11 to 12"]
