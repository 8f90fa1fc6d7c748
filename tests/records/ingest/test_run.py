"""The ingest of one file from end to end: its figures, what it says of itself, what a failing commit leaves."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from django.db import connection
from tests import registry

from bonafides.records.ingest.read import csv_file
from bonafides.records.ingest.run import InterruptedIngestError
from bonafides.records.models import Batch, Record

transactional_db = registry.emptied_db
PERSON = "11010519491231002X"


@pytest.mark.django_db
def test_figures_and_progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_file, "CHUNK_ROWS", 4)
    registry.put_in_force(registry.toy())
    rows = [registry.row("A", f"r{number}", value=number if number % 3 else -1) for number in range(10)]
    told: list[tuple[int, int | None]] = []
    path = registry.write_csv(tmp_path / "a.csv", rows)
    summary = registry.take_in(path, "a-fines", progress=lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == [4, 8, 10]
    assert (summary.file, summary.mapping, summary.agency, summary.kind) == ("a.csv", "a-fines", "a", "fine")
    assert (summary.rows, summary.added, summary.unchanged, summary.quarantined) == (10, 6, 0, 4)
    assert (summary.reasons, summary.resumed_at, summary.already) == ({"out-of-range": 4}, None, False)
    batch = Batch.objects.get(pk=summary.batch)
    assert batch.started_at < batch.finished_at
    assert (batch.added, batch.quarantined, batch.next_row) == (6, 4, 11)
    again = registry.take_in(path, "a-fines")
    assert (again.already, again.batch, again.rows, again.added) == (True, summary.batch, 10, 6)


@pytest.mark.django_db
def test_a_file_without_rows(tmp_path: Path) -> None:
    registry.put_in_force(registry.toy())
    summary = registry.take_in(registry.write_csv(tmp_path / "a.csv", []), "a-fines")
    assert (summary.rows, summary.added) == (0, 0)
    assert Batch.objects.get().finished_at is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "kept"),
    [
        (f"王某{PERSON}.csv".encode(), "王某110**************X.csv"),
        ("欠税公告.csv".encode("gb18030"), "Ƿ˰\\xb9\\xab\\xb8\\xe6.csv"),
    ],
)
def test_the_name_of_a_file(tmp_path: Path, name: bytes, kept: str) -> None:
    """No person's number is kept from it; a name in another encoding is no obstacle."""
    registry.put_in_force(registry.toy())
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    summary = registry.take_in(registry.write_csv(path, [registry.row("A", "r1")]), "a-fines")
    assert (summary.added, summary.file) == (1, kept)
    assert Batch.objects.get().file_name == kept


@pytest.mark.django_db
def test_columns_that_no_mapping_names_are_told(tmp_path: Path) -> None:
    """Those it ignores by name are not; nor are the quarantine's own. No person's number is told."""
    registry.put_in_force(registry.toy("mappings/a-fines.yaml", "made_on:", "ignore: [known]\nmade_on:"))
    columns = [*registry.COLUMNS, "known", "vlaue", f"of {PERSON}", "_quarantine"]
    path = registry.write_csv(tmp_path / "a.csv", [registry.row("A", "r1")], columns)
    for dry_run in (True, False):
        summary = registry.take_in(path, "a-fines", dry_run=dry_run)
        assert summary.unnamed == ["vlaue", "of 110**************X"]
    assert registry.take_in(path, "a-fines").as_json()["unnamed"] == ["vlaue", "of 110**************X"]


AT_COMMIT = """
CREATE SEQUENCE commits;
CREATE FUNCTION fail_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.next_row > 1 AND nextval('commits') = 2 THEN
    RAISE EXCEPTION 'could not write to file "pg_wal/1": No space left on device' USING ERRCODE = 'disk_full';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER fail_at_commit AFTER UPDATE ON records_batch DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION fail_at_commit();
"""


def test_a_commit_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> None:
    """The error tells only of rows that are safe."""
    monkeypatch.setattr(csv_file, "CHUNK_ROWS", 4)
    registry.put_in_force(registry.toy())
    path = registry.write_csv(tmp_path / "a.csv", [registry.row("A", f"r{number}") for number in range(10)])
    registry.sql(AT_COMMIT)
    try:
        with pytest.raises(InterruptedIngestError, match="refused or went away after row 4: could not write to file"):
            registry.take_in(path, "a-fines")
        assert Record.objects.count() == 4
        summary = registry.take_in(path, "a-fines")
        assert (summary.resumed_at, summary.rows, summary.added) == (5, 10, 10)
    finally:
        registry.sql(
            "DROP TRIGGER fail_at_commit ON records_batch; DROP FUNCTION fail_at_commit; DROP SEQUENCE commits"
        )


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_session_that_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, transactional_db: None, dry_run: bool
) -> None:
    """By an administrator, between two chunks: the same process may go on at once. What was under way beside it may be in."""
    monkeypatch.setattr(csv_file, "CHUNK_ROWS", 4)
    registry.put_in_force(registry.toy())
    path = registry.write_csv(tmp_path / "a.csv", [registry.row("A", f"r{number:02}") for number in range(40)])

    def end(done: int, total: int | None) -> None:
        if done == 8:
            other = connection.copy()
            with other.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
            other.close()

    with pytest.raises(InterruptedIngestError) as refused:
        registry.take_in(path, "a-fines", progress=end, dry_run=dry_run)
    told = re.search(r"refused or went away after row (\d+): ", str(refused.value))
    assert told is not None
    row = int(told[1])
    assert row == 8 if dry_run else row >= 8
    summary = registry.take_in(path, "a-fines")
    assert (summary.resumed_at, summary.added) == (None if dry_run else row + 1, 40)
    assert registry.sql("SELECT count(*) FROM records_record") == [(40,)]
