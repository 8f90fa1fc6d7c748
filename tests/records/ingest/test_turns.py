"""Chunks that go in beside each other come to what they come to one after another, whoever else is there."""

from __future__ import annotations

import gc
from pathlib import Path
from threading import Event, Thread
from time import sleep
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from tests import registry
from tests.records.ingest import turning
from tests.records.ingest.turning import file, shops, when_under_way

from bonafides.kernel.merkle.entries import batch_entry, batch_root
from bonafides.records.ingest import ahead, turn
from bonafides.records.ingest.ahead import Sealed
from bonafides.records.ingest.batch import BusyError
from bonafides.records.ingest.batch import go_on as go_on_as_is
from bonafides.records.ingest.faults import FileRefusedError
from bonafides.standards.snapshot.take import settled_moment

emptied_db, small_chunks, again = registry.emptied_db, turning.small_chunks, turning.again


def test_the_tree_has_every_record_in_the_order_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    when_under_way(monkeypatch, 9, lambda: None)
    told = registry.take_in(file(tmp_path, *shops(0, 30)), "a-fines")
    found = registry.sql("SELECT commitment FROM records_record WHERE batch_id = %s ORDER BY row_no", told.batch)
    [(entry,)] = registry.sql("SELECT entry FROM acts_leaf WHERE batch = %s", told.batch)
    assert bytes(entry) == batch_entry(batch_root(bytes(one) for (one,) in found))


def test_somebody_elses_business_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: list[int]) -> None:
    """It was looked for ahead, and was not there: the chunk is merged again, and names theirs."""

    def enter() -> None:
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("INSERT INTO entities_entity (scheme, code, kind) VALUES ('shop', 'S6', 'enterprise')")
        other.close()

    when_under_way(monkeypatch, 9, enter)
    told = registry.take_in(file(tmp_path, *shops(0, 24)), "a-fines")
    assert (told.added, again) == (24, [5, 9, 13]), "those behind these, of which one waited, go ahead as before"
    assert registry.sql("SELECT count(*), count(DISTINCT code) FROM entities_entity") == [(24, 24)]


def test_a_circle_of_waiting_is_ended_by_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: list[int]
) -> None:
    """Who waits for the chunk ahead and holds what the one before wants; whoever gives way, all is in at the end."""
    enter = "INSERT INTO entities_entity (scheme, code, kind) VALUES ('shop', %s, 'enterprise') ON CONFLICT DO NOTHING"
    holds, ends, gave_way = Event(), Event(), list[bool]()

    def somebody() -> None:
        try:
            with transaction.atomic():
                registry.sql(enter, "S5")  # wanted by the chunk before
                holds.set()
                registry.sql(enter, "S9")  # entered by the chunk that went ahead
        except psycopg.OperationalError:
            gave_way.append(True)
        finally:
            connection.close()
            ends.set()

    def circle() -> None:
        Thread(target=somebody).start()
        assert holds.wait(30)

    when_under_way(monkeypatch, 9, circle)
    told = registry.take_in(file(tmp_path, *shops(0, 20)), "a-fines")
    assert ends.wait(30)
    assert told.added == 20
    assert again or gave_way, "there was a circle"
    assert registry.sql("SELECT count(*), count(DISTINCT entity_id) FROM records_record") == [(20, 20)]
    assert registry.sql("SELECT count(*), count(DISTINCT code) FROM entities_entity") == [(20, 20)]


def test_nothing_of_a_chunk_stays_whose_turn_never_came(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, own = file(tmp_path, *shops(0, 20)), go_on_as_is

    class NoRoomError(Exception):
        """As when the disk is full."""

    def go_on(batch: Any, next_row: int, *figures: Any) -> None:
        if next_row == 9:
            raise NoRoomError
        own(batch, next_row, *figures)

    with monkeypatch.context() as patched:
        when_under_way(patched, 9, lambda: None)
        patched.setattr("bonafides.records.ingest.chunk.go_on", go_on)
        with pytest.raises(NoRoomError):
            registry.take_in(path, "a-fines")
        assert registry.sql("SELECT max(row_no), count(*) FROM records_record") == [(4, 4)]
        assert registry.sql("SELECT count(*) FROM entities_entity") == [(4,)]
    assert registry.take_in(path, "a-fines").added == 20


def test_of_two_states_that_begin_on_one_day_the_later_in_the_file_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The business is known long since, and the chunk before takes its turn last of all: it may not become known later."""
    registry.take_in(registry.write_csv(tmp_path / "first.csv", [registry.row("S1", "q")]), "a-fines")
    rows = [registry.row("S7", f"r{number:02}", **{"from": f"2020-01-{number + 1:02}"}) for number in range(12)]
    rows[5] |= {"code": "S1", "from": "2024-01-01", "value": 5}
    rows[9] |= {"code": "S1", "from": "2024-01-01", "value": 9}
    when_under_way(monkeypatch, 9, lambda: None)
    registry.take_in(file(tmp_path, *rows), "a-ratings")
    order = "SELECT source_ref FROM records_record WHERE state ORDER BY entity_id = %s, valid_from, known_from, id"
    [(shop,)] = registry.sql("SELECT id FROM entities_entity WHERE code = 'S1'")
    assert registry.sql(order, shop)[-1] == ("r09",)


def test_threads_leave_no_connection_behind(tmp_path: Path) -> None:
    own = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    before = registry.sql(own)
    registry.take_in(file(tmp_path, *shops(0, 40)), "a-fines")
    for _ in range(100):  # a server's process takes a moment to end
        if registry.sql(own) == before:
            return
        sleep(0.05)
    assert registry.sql(own) == before


def test_who_clashes_again_is_merged_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own, failed = turn.Turn.take, list[int]()

    def take(self: turn.Turn, *given: Any) -> Any:
        if self.sealed.prepared.first == 9 and len(failed) < 3:
            failed.append(9)
            raise psycopg.errors.DeadlockDetected
        return own(self, *given)

    monkeypatch.setattr(turn.Turn, "take", take)
    assert registry.take_in(file(tmp_path, *shops(0, 40)), "a-fines").added == 40
    assert len(failed) == 3


def test_the_rows_before_one_that_cannot_be_read_are_in_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, own = [], ahead._next_sealed

    def cut_off(chunks: Any, *given: Any, **named: Any) -> Any:
        sealed = own(chunks, *given, **named)
        if sealed is not None and sealed.prepared.first == 17:
            raise FileRefusedError("row 17 and those after it cannot be read")
        return sealed

    monkeypatch.setattr(ahead, "_next_sealed", cut_off)
    when_under_way(monkeypatch, 13, lambda: None)
    with pytest.raises(FileRefusedError):
        registry.take_in(file(tmp_path, *shops(0, 40)), "a-fines", progress=lambda done, _: told.append(done))
    assert told == [4, 8, 12, 16]


def test_chunks_that_are_in_are_let_go(tmp_path: Path) -> None:
    """However large the file."""
    kept = []

    def there() -> int:
        gc.collect()
        return sum(isinstance(one, Sealed) for one in gc.get_objects())

    def count(done: int, total: int | None) -> None:
        kept.append(there() - before)

    before = there()
    registry.take_in(file(tmp_path, *shops(0, 100)), "a-fines", progress=count)
    assert len(kept) == 25
    assert max(kept) <= 5, "one told, two under way, one behind them, one being made"


def test_a_settled_moment_waits_for_what_went_ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moments: list[Any] = []

    def wait() -> None:
        moments.append(settled_moment())
        moments.append(registry.sql("SELECT count(*) FROM records_record WHERE known_from <= %s", moments[0]))
        connection.close()

    thread = Thread(target=wait)

    def settle() -> None:
        thread.start()
        thread.join(0.5)
        assert thread.is_alive(), "there are rows of an earlier moment that nobody sees yet"

    when_under_way(monkeypatch, 9, settle)
    registry.take_in(file(tmp_path, *shops(0, 40)), "a-fines")
    thread.join(30)
    settled, then = moments
    assert registry.sql("SELECT count(*) FROM records_record WHERE known_from <= %s", settled) == then
    assert then[0][0] >= 12


def test_another_who_takes_the_file_in_is_not_overtaken(tmp_path: Path) -> None:
    """The session that kept the file was ended, and somebody else began; two do not count one row."""

    def overtaken(done: int, total: int | None) -> None:
        if done == 8:
            registry.sql("UPDATE records_batch SET next_row = next_row + 400")

    with pytest.raises(BusyError, match="another process is taking this file in"):
        registry.take_in(file(tmp_path, *shops(0, 40)), "a-fines", progress=overtaken)
