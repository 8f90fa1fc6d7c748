"""An ingest that stopped goes on where it stopped: at a row, at the end of the file, after a full disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from django.db import transaction
from tests import registry

from bonafides.packs.queries import pack_of_mapping
from bonafides.records.ingest import taking
from bonafides.records.ingest.batch import begin, file_digest
from bonafides.records.ingest.faults import FileRefusedError
from bonafides.records.ingest.read import csv_file, excel, json_lines, parquet, source
from bonafides.records.ingest.run import InterruptedIngestError
from bonafides.records.models import Batch, Record

pytestmark = pytest.mark.django_db
toy_in_force = registry.toy_in_force
ROWS = 50


@pytest.fixture(autouse=True)
def _chunks_of_seven(monkeypatch: pytest.MonkeyPatch, toy_in_force: None) -> None:
    for reader in (csv_file, excel, json_lines, parquet, source):
        if hasattr(reader, "CHUNK_ROWS"):
            monkeypatch.setattr(reader, "CHUNK_ROWS", 7)


def rows() -> list[dict[str, object]]:
    """Every fifth is quarantined, every fourth is a correction."""
    found = []
    for number in range(ROWS):
        row = registry.row(f"S{number % 5}", f"r{number:02}", value=number, name=f"Shop {number % 5}")
        if number % 5 == 3:
            row |= {"value": "many"}
        if number % 4 == 1:
            row |= {"action": "correction", "target": f"r{number - 1:02}", "legacy": "990000000000015"}
        found.append(row)
    return found


def written(folder: Path, form: str) -> Path:
    path = folder / f"rows.{form}"
    frame = pl.DataFrame([{name: row.get(name) for name in registry.COLUMNS} for row in rows()], strict=False)
    frame = frame.select(pl.col(name).cast(pl.String) for name in registry.COLUMNS)
    match form:
        case "csv":
            return registry.write_csv(path, rows())
        case "parquet":
            frame.write_parquet(path)
        case "jsonl":
            frame.write_ndjson(path)
        case "xlsx":
            frame.write_excel(path)
    return path


class StoppedError(Exception):
    """The test's own."""


def stop_after(row: int) -> Callable[[int, int | None], None]:
    def progress(done: int, total: int | None) -> None:
        if done >= row:
            raise StoppedError(f"{done} of {total}")

    return progress


def undisturbed(path: Path) -> dict[str, list[str]]:
    with transaction.atomic():
        registry.take_in(path, "a-fines")
        found = registry.own_content()
        transaction.set_rollback(True)
    assert len(found["records"]) == 38 or found["records"]
    return found


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl", "xlsx"])
def test_stopped_at_any_chunk(tmp_path: Path, form: str) -> None:
    path = written(tmp_path, form)
    whole = undisturbed(path)
    for row in (7, 14, 35, 49):
        with pytest.raises(StoppedError):
            registry.take_in(path, "a-fines", progress=stop_after(row))
        assert Batch.objects.get().next_row == row + 1
    summary = registry.take_in(path, "a-fines")
    assert summary.resumed_at == 50
    assert summary.rows == ROWS == summary.added + summary.unchanged + summary.quarantined
    assert registry.own_content() == whole
    assert registry.take_in(path, "a-fines").already


def test_stopped_behind_the_last_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the batch was said to be complete."""
    path = written(tmp_path, "csv")
    whole = undisturbed(path)

    def stop(*_: object) -> int:
        raise StoppedError

    with monkeypatch.context() as patched, pytest.raises(StoppedError):
        patched.setattr(taking, "resolve_earlier", stop)
        registry.take_in(path, "a-fines")
    assert Batch.objects.get().finished_at is None
    summary = registry.take_in(path, "a-fines")
    assert (summary.resumed_at, summary.rows) == (51, 50)
    assert registry.own_content() == whole


def test_a_copy_under_another_name_goes_on_too(tmp_path: Path) -> None:
    path = written(tmp_path, "csv")
    with pytest.raises(StoppedError):
        registry.take_in(path, "a-fines", progress=stop_after(14))
    copy = tmp_path / "copy.csv"
    copy.write_bytes(path.read_bytes())
    assert registry.take_in(copy, "a-fines").resumed_at == 15
    assert Batch.objects.count() == 1


def test_a_dry_run_of_what_is_half_in(tmp_path: Path) -> None:
    path = written(tmp_path, "csv")
    with pytest.raises(StoppedError):
        registry.take_in(path, "a-fines", progress=stop_after(14))
    before = registry.digest()
    dry = registry.take_in(path, "a-fines", dry_run=True)
    assert registry.digest() == before
    real = registry.take_in(path, "a-fines")
    assert (dry.rows, dry.added, dry.quarantined) == (real.rows, real.added, real.quarantined)


FULL = """
CREATE SEQUENCE inserts;
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF nextval('inserts') = %s THEN
    RAISE EXCEPTION 'could not extend file "base/5/16384": No space left on device'
      USING ERRCODE = 'disk_full', HINT = 'Check free disk space.';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER full_disk AFTER INSERT ON {table} FOR EACH STATEMENT EXECUTE FUNCTION full_disk();
"""


@pytest.mark.parametrize(
    "table", ["records_record", "entities_entity", "entities_name", "entities_alias", "records_quarantined"]
)
def test_a_full_disk(tmp_path: Path, table: str) -> None:
    """Wherever in its chunk it strikes: the chunk is undone as a whole, and the next run goes on with it."""
    path = written(tmp_path, "csv")
    whole = undisturbed(path)
    registry.sql(FULL.format(table=table) % 3)
    with pytest.raises(InterruptedIngestError) as told:
        registry.take_in(path, "a-fines")
    batch = Batch.objects.get()
    safe = batch.next_row - 1
    assert safe % 7 == 0
    assert batch.added + batch.unchanged + batch.quarantined == safe
    assert str(told.value) == (
        f'{path}: the database refused or went away after row {safe}: could not extend file "base/5/16384": No space '
        "left on device. The rows up to there are safe; run the same command again and it goes on from there."
    )
    assert Record.objects.filter(row_no__gt=safe).count() == 0
    registry.take_in(path, "a-fines")
    assert registry.own_content() == whole


def test_no_room_for_a_sort(tmp_path: Path) -> None:
    """An error that PostgreSQL makes itself: it may write no temporary file."""
    registry.sql("SET LOCAL work_mem = '64kB'")
    registry.sql("SET LOCAL temp_file_limit = 0")
    path = registry.write_csv(tmp_path / "a.csv", [registry.row(f"S{n}", f"r{n}", name="x" * 90) for n in range(6000)])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(csv_file, "CHUNK_ROWS", 6000)
        with pytest.raises(InterruptedIngestError, match=r"after row 0: temporary file size exceeds .*temp_file_limit"):
            registry.take_in(path, "a-fines")
        assert not Record.objects.exists()
        registry.sql("SET LOCAL temp_file_limit = -1")
        assert registry.take_in(path, "a-fines").added == 6000


def test_a_file_that_ends_in_ruin(tmp_path: Path) -> None:
    """A page of a Parquet file is spoilt: the rows before it are safe; the agency's next file brings the others."""
    frame = pl.DataFrame([{name: row.get(name) for name in registry.COLUMNS} for row in rows()], strict=False)
    frame = frame.select(pl.col(name).cast(pl.String) for name in registry.COLUMNS)
    good, spoilt = tmp_path / "good.parquet", tmp_path / "spoilt.parquet"
    frame.write_parquet(good, row_group_size=14, compression="zstd")
    import pyarrow.parquet as pq

    third = pq.ParquetFile(good).metadata.row_group(2).column(1)
    data = bytearray(good.read_bytes())
    start = third.dictionary_page_offset or third.data_page_offset
    data[start : start + third.total_compressed_size] = bytes(third.total_compressed_size)
    spoilt.write_bytes(data)
    for _ in range(2):
        with pytest.raises(FileRefusedError, match=r"cannot be read: .*; the rows before it are safe"):
            registry.take_in(spoilt, "a-fines")
        assert Batch.objects.get().next_row == 29
    known = Record.objects.count()
    summary = registry.take_in(good, "a-fines")
    assert (summary.unchanged, summary.rows) == (known, ROWS)


# Of files, in this database: other tests run on the same server.
LOCKS_HELD = """
SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def test_busy(tmp_path: Path) -> None:
    """The lock is the session's own: it is let go of after an error, too."""
    path = written(tmp_path, "csv")
    with pytest.raises(StoppedError):
        registry.take_in(path, "a-fines", progress=stop_after(7))
    assert registry.sql(LOCKS_HELD)[0][0] == 0
    pack, version = pack_of_mapping("a-fines")
    begin(path, file_digest(path), path.name, pack, version, pack.mappings["a-fines"])
    assert registry.sql(LOCKS_HELD)[0][0] == 1
