"""Files of one agency, each begun while the last chunks of the one before are under way, come to what they come to in turn."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from tests import registry
from tests.records.ingest import turning
from tests.records.ingest.turning import CHUNK, shops

from bonafides.kernel.merkle.entries import batch_entry, batch_root
from bonafides.packs.queries import pack_of_mapping
from bonafides.records.ingest import batch, line, taking, turn
from bonafides.records.ingest.batch import BusyError, file_digest
from bonafides.records.ingest.batch import go_on as go_on_as_is
from bonafides.records.ingest.crew import Crew
from bonafides.records.ingest.faults import FileRefusedError
from bonafides.records.ingest.many import ingest_many
from bonafides.records.ingest.submitted import Submitted
from bonafides.records.ingest.summary import Summary
from bonafides.records.models import Batch

emptied_db, small_chunks = registry.emptied_db, turning.small_chunks
LOCKS = """
SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
WHERE l.locktype = 'advisory' AND d.datname = current_database()
"""


class NoRoomError(Exception):
    """As when the disk is full."""


def submitted(folder: Path, name: str, rows: Sequence[dict[str, object]], mapping: str = "a-fines") -> Submitted:
    path = registry.write_csv(folder / f"{name}.csv", rows)
    pack, version = pack_of_mapping(mapping)
    return Submitted(path, pack, version, pack.mappings[mapping])


def taken_in(*files: Submitted, began: line.Began | None = None) -> Generator[Summary]:
    with Crew() as crew, closing(line.Line(crew, {"shop": {}, "uscc": {}}, began).taken_in(files)) as told:
        yield from told


def added_until(error: type[Exception], *files: Submitted) -> list[int]:
    """The records of each file that was told before two.csv stopped the line."""
    found, told = list[int](), taken_in(*files)
    with pytest.raises(error, match=r"two\.csv"):
        while True:
            found.append(next(told).added)
    return found


def in_turn(*files: Submitted) -> dict[str, list[str]]:
    """What the register holds when they go in strictly one after another; nothing of it stays."""
    with transaction.atomic():
        for _ in ingest_many(files):
            pass
        found = registry.own_content()
        transaction.set_rollback(True)
    return found


def hold(monkeypatch: pytest.MonkeyPatch, file: str, until: str) -> list[int]:
    """Hold the second chunk of `file` in its turn until one of `until` has gone ahead; how many rows of each did."""
    begun, gone = Event(), list[int]()
    own_ahead, own_take = turn.Turn.go_ahead, turn.Turn.take

    def go_ahead(self: turn.Turn, *given: Any) -> Any:
        rows = own_ahead(self, *given)
        if self.intake.batch.file_name == until and self.before is not None:
            gone.append(rows.len())
            begun.set()
        return rows

    def take(self: turn.Turn, *given: Any) -> Any:
        if (self.intake.batch.file_name, self.sealed.prepared.first) == (file, CHUNK + 1):
            assert begun.wait(30), f"{until} does not begin"
        return own_take(self, *given)

    monkeypatch.setattr(turn.Turn, "go_ahead", go_ahead)
    monkeypatch.setattr(turn.Turn, "take", take)
    return gone


def test_a_file_begins_while_the_last_chunk_of_the_one_before_is_under_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = shops(20, 23)
    rows += [
        registry.row("S6", "r030", action="correction", target="r006", value=7),  # of the chunk before
        registry.row("S31", "r005"),  # its reference
        registry.row("S7", "r032", **{"from": "2024-01-01"}),  # its business
    ]
    files = submitted(tmp_path, "one", shops(0, 8)), submitted(tmp_path, "two", rows)
    expected = in_turn(*files)
    gone = hold(monkeypatch, "one.csv", until="two.csv")
    told = list(taken_in(*files))
    assert gone[0] == 3, "what touches nothing of it"
    assert [(one.file, one.added, one.reasons) for one in told] == [
        ("one.csv", 8, {}),
        ("two.csv", 5, {"ref-taken": 1}),
    ]
    assert registry.own_content() == expected
    for one in told:
        found = registry.sql("SELECT commitment FROM records_record WHERE batch_id = %s ORDER BY row_no", one.batch)
        [(entry,)] = registry.sql("SELECT entry FROM acts_leaf WHERE batch = %s", one.batch)
        assert bytes(entry) == batch_entry(batch_root(bytes(each) for (each,) in found))


def test_states_of_two_files_stand_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begins = {"from": "2024-01-01"}
    first = [*shops(0, 7, **begins), registry.row("S50", "r050", value=1, **begins)]
    second = [registry.row("S50", "r051", value=2, **begins), *shops(60, 64, **begins)]
    files = submitted(tmp_path, "one", first, "a-ratings"), submitted(tmp_path, "two", second, "a-ratings")
    hold(monkeypatch, "one.csv", until="two.csv")
    list(taken_in(*files))
    [(shop,)] = registry.sql("SELECT id FROM entities_entity WHERE code = 'S50'")
    order = "SELECT source_ref FROM records_record WHERE entity_id = %s ORDER BY valid_from, known_from, id"
    assert registry.sql(order, shop) == [("r050",), ("r051",)]


def test_the_same_content_once_more_in_one_line_changes_nothing(tmp_path: Path) -> None:
    one, other = submitted(tmp_path, "one", shops(0, 14)), submitted(tmp_path, "other", shops(0, 14))
    told = list(taken_in(one, other, submitted(tmp_path, "three", shops(20, 26))))
    assert [(each.added, each.already) for each in told] == [(14, False), (14, True), (6, False)]
    assert registry.sql("SELECT count(*) FROM records_record") == [(20,)]


def test_what_stops_a_file_stops_those_behind_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a file whose chunk before was not committed nothing stays, though it was under way; then both go on."""
    files = submitted(tmp_path, "one", shops(0, 8)), submitted(tmp_path, "two", shops(20, 34))
    expected = in_turn(*files)

    def go_on(of: Any, next_row: int, *figures: Any) -> None:
        if of.file_name == "one.csv" and next_row == 9:
            raise NoRoomError
        go_on_as_is(of, next_row, *figures)

    with monkeypatch.context() as patched:
        gone = hold(patched, "one.csv", until="two.csv")
        patched.setattr("bonafides.records.ingest.chunk.go_on", go_on)
        with pytest.raises(NoRoomError):
            list(taken_in(*files))
    assert gone[0] == 4, "it was under way"
    assert registry.sql("SELECT max(source_ref), count(*) FROM records_record") == [("r003", 4)]
    assert registry.sql(LOCKS) == [(0,)]
    assert [one.added for one in taken_in(*files)] == [8, 14]
    assert registry.own_content() == expected


def test_stopped_before_a_file_was_said_to_be_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of the next one are in by then; the same list goes on from what is there."""
    files = submitted(tmp_path, "one", shops(0, 8)), submitted(tmp_path, "two", shops(20, 34))
    expected = in_turn(*files)

    def stop(*_: object) -> int:
        raise NoRoomError

    with monkeypatch.context() as patched, pytest.raises(NoRoomError):
        patched.setattr(taking, "resolve_earlier", stop)
        list(taken_in(*files))
    assert {one.finished_at for one in Batch.objects.all()} == {None}
    assert registry.sql(LOCKS) == [(0,)]
    assert [(one.added, one.already) for one in taken_in(*files)] == [(8, False), (14, False)]
    assert registry.own_content() == expected


@pytest.mark.parametrize("last", ["missing", "torn"])
def test_a_file_that_cannot_be_read_stops_none_before_it(tmp_path: Path, last: str) -> None:
    one, behind = submitted(tmp_path, "one", shops(0, 14)), submitted(tmp_path, "behind", shops(40, 44))
    two = submitted(tmp_path, "two", shops(20, 34))
    two.path.unlink()
    if last == "torn":
        two.path.write_bytes(b"no,such,columns\n1,2,3\n")
    assert added_until(FileRefusedError, one, two, behind) == [14]
    assert Batch.objects.get().finished_at is not None
    assert registry.sql(LOCKS) == [(0,)]


def test_a_file_that_somebody_else_takes_in_stops_none_before_it(tmp_path: Path) -> None:
    one, two = submitted(tmp_path, "one", shops(0, 14)), submitted(tmp_path, "two", shops(20, 34))
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            key = batch._lock_key(file_digest(two.path), two.mapping.mapping)
            cursor.execute("SELECT pg_advisory_lock(%s)", [key])
        assert added_until(BusyError, one, two) == [14]
    finally:
        other.close()


def test_who_looks_no_further_leaves_nothing_under_way(tmp_path: Path) -> None:
    """The reader of the summaries goes away after the first."""
    files = [submitted(tmp_path, str(number), shops(20 * number, 20 * number + 14)) for number in range(4)]
    with closing(taken_in(*files)) as told:
        assert next(told).added == 14
    assert registry.sql(LOCKS) == [(0,)]
    assert [one.added for one in taken_in(*files)] == [14] * 4
    assert registry.sql("SELECT count(*) FROM records_record") == [(56,)]


def test_files_that_are_in_already_are_not_held_back(tmp_path: Path) -> None:
    """However many they are, and though they bring no chunk that others wait for."""
    known = [submitted(tmp_path, f"known-{number}", shops(20 * number, 20 * number + 2)) for number in range(1, 40)]
    assert len(list(taken_in(*known))) == 39
    kept = []

    def began(_: Submitted) -> None:
        kept.append(registry.sql(LOCKS)[0][0])

    told = list(taken_in(submitted(tmp_path, "new", shops(0, 12)), *known, began=began))
    assert [one.already for one in told] == [False, *[True] * 39]
    assert max(kept) <= 20


def test_what_was_mended_waits_for_the_files_before_it(tmp_path: Path) -> None:
    """Their end answers quarantine too, and neither may come between."""
    mended = submitted(tmp_path, "mended", [registry.row("S50", "r050")])
    mended.path.write_text(
        mended.path.read_text().replace("code,", "_quarantine,code,", 1).replace("S50,", "9,S50,", 1)
    )
    done = {}

    def began(file: Submitted) -> None:
        done[file.path.name] = Batch.objects.filter(finished_at=None).count()

    assert [one.added for one in taken_in(submitted(tmp_path, "one", shops(0, 14)), mended, began=began)] == [14, 1]
    assert done["mended.csv"] == 0


def test_a_session_that_was_ended_is_told_of_the_file_and_the_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lead's connection is gone as well, and has not heard of it when the locks are let go."""
    files = submitted(tmp_path, "one", shops(0, 8)), submitted(tmp_path, "two", shops(20, 34))
    leads = []

    def began(_: Submitted) -> None:
        leads.append(registry.sql("SELECT pg_backend_pid()")[0][0])

    def go_on(of: Any, next_row: int, *figures: Any) -> None:
        if of.file_name == "one.csv" and next_row == 9:
            registry.sql("SELECT pg_terminate_backend(%s)", leads[0])
            raise OperationalError("the server is gone")
        go_on_as_is(of, next_row, *figures)

    with monkeypatch.context() as patched:
        patched.setattr("bonafides.records.ingest.chunk.go_on", go_on)
        with pytest.raises(line.InterruptedIngestError, match=r"one\.csv: .* after row 4: the server is gone"):
            list(taken_in(*files, began=began))
    connection.close()
    assert [one.added for one in taken_in(*files)] == [8, 14]
