"""The tree of a batch: of every record that came in, however the ingest got to its end."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.registry import put_in_force, row, sql, take_in, toy, write_csv

from bonafides.acts.models import Leaf
from bonafides.kernel.merkle.entries import batch_entry, batch_root
from bonafides.ledger.errors import BrokenLedgerError
from bonafides.records.ingest.read import csv_file

pytestmark = pytest.mark.django_db


class StopError(Exception):
    """An ingest that goes no further."""


def expected(batch: int) -> bytes:
    """The entry of a batch, from its records alone."""
    found = sql("SELECT commitment FROM records_record WHERE batch_id = %s ORDER BY row_no", batch)
    return batch_entry(batch_root(bytes(one) for (one,) in found))


def file(tmp_path: Path, count: int, bad: frozenset[int] = frozenset()) -> Path:
    rows = [row(f"S{n}", f"r{count - n:04}", value="x" if n in bad else n) for n in range(count)]
    return write_csv(tmp_path / f"{count}.csv", rows)


@pytest.mark.parametrize("count", [0, 1, 256, 700])
def test_a_file_is_one_leaf_of_all_its_records(tmp_path: Path, count: int) -> None:
    put_in_force(toy())
    told = take_in(file(tmp_path, count, frozenset({3, 300})), "a-fines")
    leaf = Leaf.objects.get(batch=told.batch)
    assert bytes(leaf.entry) == expected(told.batch)


@pytest.mark.parametrize("taken", [{0}, {250}, {699}, {10, 200, 201, 500}, set(range(190, 400))])
def test_of_rows_that_did_not_become_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: set[int]) -> None:
    """Hashed ahead as if each row came in; only the database knows which reference is another record's."""
    monkeypatch.setattr(csv_file, "CHUNK_ROWS", 190)
    put_in_force(toy())
    before = write_csv(tmp_path / "before.csv", [row("T", f"r{700 - n:04}", value=1) for n in sorted(taken)])
    take_in(before, "a-fines")
    told = take_in(file(tmp_path, 700), "a-fines")
    assert told.added == 700 - len(taken)
    assert bytes(Leaf.objects.get(batch=told.batch).entry) == expected(told.batch)


@pytest.mark.parametrize("chunks", [1, 2, 3])
def test_it_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunks: int) -> None:
    monkeypatch.setattr(csv_file, "CHUNK_ROWS", 190)
    put_in_force(toy())
    path, done = file(tmp_path, 700, frozenset({3, 4, 200, 450})), 0

    def stop(rows: int, total: int | None) -> None:
        nonlocal done
        done += 1
        if done == chunks:
            raise StopError

    with pytest.raises(StopError):
        take_in(path, "a-fines", progress=stop)
    assert not Leaf.objects.filter(batch__isnull=False).exists()
    told = take_in(path, "a-fines")
    assert told.resumed_at
    assert bytes(Leaf.objects.get(batch=told.batch).entry) == expected(told.batch)
    assert take_in(path, "a-fines").already
    assert Leaf.objects.filter(batch=told.batch).count() == 1


def test_it_does_not_go_on_with_other_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_file, "CHUNK_ROWS", 300)
    put_in_force(toy())
    path = file(tmp_path, 700)

    def stop(rows: int, total: int | None) -> None:
        raise StopError

    with pytest.raises(StopError):
        take_in(path, "a-fines", progress=stop)
    sql("SET session_replication_role = replica")
    sql("DELETE FROM ledger_tile")
    sql("SET session_replication_role = DEFAULT")
    with pytest.raises(BrokenLedgerError, match="expected 1 hashes from 0, found 0"):
        take_in(path, "a-fines")


def test_a_dry_run_leaves_no_tree(tmp_path: Path) -> None:
    put_in_force(toy())
    take_in(file(tmp_path, 300), "a-fines", dry_run=True)
    assert sql("SELECT count(*) FROM ledger_tile") == [(0,)]
    assert not Leaf.objects.filter(batch__isnull=False).exists()
