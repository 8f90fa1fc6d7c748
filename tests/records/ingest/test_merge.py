"""What the merge makes of a file: records, entities, names, aliases; whole chunks; nothing of a row that failed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.db import connection, transaction
from tests import registry

from bonafides.entities.models import Entity, Name
from bonafides.records.ingest import direct
from bonafides.records.ingest.read import csv_file, parquet
from bonafides.records.models import Quarantined, Record

toy_in_force = registry.toy_in_force
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("toy_in_force")]


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """`small_chunks(3)`: from now on readers give so many rows at a time."""

    def small(rows: int) -> None:
        monkeypatch.setattr(csv_file, "CHUNK_ROWS", rows)
        monkeypatch.setattr(parquet, "CHUNK_ROWS", rows)

    return small


def take_in(folder: Path, *rows: dict[str, object], mapping: str = "a-fines", **options: Any) -> Any:
    path = folder / f"{len(list(folder.iterdir()))}.csv"
    return registry.take_in(registry.write_csv(path, rows), mapping, **options)


def history() -> list[tuple[Any, ...]]:
    """Every record: its reference, action, entity, what it supersedes and whose that was."""
    return registry.sql(
        "SELECT r.source_ref, r.action, e.code, o.source_ref, oe.code FROM records_record r "
        "JOIN entities_entity e ON e.id = r.entity_id LEFT JOIN records_record o ON o.id = r.supersedes "
        "LEFT JOIN entities_entity oe ON oe.id = r.supersedes_entity ORDER BY r.source_ref"
    )


def test_corrections_in_any_order_within_a_file(tmp_path: Path) -> None:
    """Also before the row that they correct, in a line, and moving a record to another business."""
    summary = take_in(
        tmp_path,
        registry.row("A", "end", action="annulment", target="c3", reason="court"),
        registry.row("C", "c3", action="correction", target="c2"),
        registry.row("B", "c2", action="correction", target="c1"),
        registry.row("A", "c1", action="correction", target="r"),
        registry.row("A", "r"),
    )
    assert (summary.added, summary.quarantined) == (5, 0)
    assert history() == [
        ("c1", 1, "A", "r", "A"), ("c2", 1, "B", "c1", "A"), ("c3", 1, "C", "c2", "B"), ("end", 3, "A", "c3", "C"),
        ("r", 0, "A", None, None),
    ]  # fmt: skip
    ended = Record.objects.get(source_ref="end")
    assert (ended.facts, ended.withheld, ended.reason) == ({}, None, "court")


def test_two_corrections_of_one_record(tmp_path: Path) -> None:
    rows = [registry.row("A", "r"), registry.row("A", "x", action="correction", target="r")]
    summary = take_in(tmp_path, *rows, registry.row("A", "y", action="withdrawal", target="r"))
    assert (summary.added, summary.reasons) == (2, {"target-superseded": 1})
    assert Quarantined.objects.get().details == "`r` was superseded by `x`; name that one"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (registry.row("Z", "c", action="correction", target="nothing"), "target-unknown"),
        (registry.row("Z", "c", action="withdrawal", target="of-b"), "target-unknown"),
        (registry.row("Z", "c", action="correction", target="rating"), "target-unknown"),
        (registry.row("Z", "taken", value=7), "ref-taken"),
        (registry.row("Z", "taken", action="correction", target="other"), "ref-taken"),
        (registry.row("Z", "c", action="correction", target="gone"), "target-superseded"),
        (registry.row("Z", "c", action="correction", target="end"), "target-unknown"),
    ],
)
def test_a_row_that_fails_leaves_nothing_behind(tmp_path: Path, row: dict[str, object], reason: str) -> None:
    """No business, no name: a code mistyped in a quarantined row would otherwise stay in the register for ever."""
    take_in(tmp_path, registry.row("A", "of-b"), mapping="b-fines")
    take_in(tmp_path, registry.row("A", "rating"), mapping="a-ratings")
    end = registry.row("A", "end", action="withdrawal", target="gone")
    take_in(tmp_path, registry.row("A", "taken"), registry.row("A", "other"), registry.row("A", "gone"), end)
    summary = take_in(tmp_path, row | {"name": "Nobody", "legacy": "990000000000015"}, registry.row("B", "good"))
    assert (summary.added, summary.reasons) == (1, {reason: 1})
    assert set(Entity.objects.values_list("code", flat=True)) == {"A", "B"}
    assert not Name.objects.exists()


def test_an_overlap_leaves_nothing_behind(tmp_path: Path) -> None:
    take_in(tmp_path, registry.row("A", "l1", value=5), mapping="a-licences")
    summary = take_in(tmp_path, registry.row("Z", "l2", value=5, name="Nobody"), mapping="a-licences")
    assert summary.reasons == {"overlap": 1}
    assert list(Entity.objects.values_list("code", flat=True)) == ["A"]
    assert not Name.objects.exists()


TEXTS = (
    "\\.", "a\n\\.\nb", "a\rb", "a\r\nb", "\n", 'say "no"', '"', "''", "\\N", "NULL", "null", "\\x00", "{}", "a,b;c\td",
    "𠮷野家 🏮", "e\u0301", "ﬁ", "\u200b", "\ufeff", "\u2028", "x" * 1990,
)  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_every_text_comes_in_as_it_is(tmp_path: Path, form: str) -> None:
    rows = [
        registry.row(
            "A", f"r{number}", note=f"<{text}>", secret=f"<{text}>", name=f"<{text}>"[:400], document=f"<{text}>"
        )
        for number, text in enumerate(TEXTS)
    ]
    if form == "csv":
        path = registry.write_csv(tmp_path / "a.csv", rows)
    else:
        path = tmp_path / "a.parquet"
        frame = pl.DataFrame([{name: row.get(name) for name in registry.COLUMNS} for row in rows])
        frame.cast({name: pl.String for name in registry.COLUMNS if name != "value"}).write_parquet(path)
    summary = registry.take_in(path, "a-fines")
    assert (summary.added, summary.reasons) == (len(TEXTS), {})
    for number, text in enumerate(TEXTS):
        found = Record.objects.get(source_ref=f"r{number}")
        assert found.facts["note"] == found.withheld["secret"] == found.document_no == f"<{text}>"
        assert Name.objects.get(record=found.pk).name == f"<{text}>"[:400]


def test_every_text_is_quarantined_as_it_is(tmp_path: Path) -> None:
    texts = [*TEXTS, "\x01", "\x02", "a\x01\x02b", "\x1b[31m"]
    rows = [registry.row("A", f"r{number}", note=f"<{text}>", value="many") for number, text in enumerate(texts)]
    assert take_in(tmp_path, *rows).quarantined == len(texts)
    for found, text in zip(Quarantined.objects.order_by("row_no"), texts, strict=True):
        assert dict(found.cells)["note"] == f"<{text}>"
        assert dict(found.cells)["value"] == "many"


def test_the_longest_code(tmp_path: Path) -> None:
    """Name and place may have 200 characters each, of four bytes."""
    name, place = "𠮷" * 200, "𠮷" * 200
    pack = registry.put_in_force(registry.repository_pack("jp-labor"))
    mapping = pack.mappings["jp-labor-violations"]
    cells = dict.fromkeys(mapping.columns, "") | {
        "name": name, "location": place, "published": "2018-01-01", "jurisdiction": "東京労働局", "statute": "労働基準法",
        "law_articles": "労働基準法第32条", "summary": "x", "notes": "H30.1.1送検", "first_snapshot": "2018-01-31",
        "last_snapshot": "2018-02-28", "still_listed_at_last_snapshot": "false",
    }  # fmt: skip
    path = registry.write_csv(tmp_path / "a.csv", [cells, cells | {"name": "短"}], mapping.columns)
    summary = registry.take_in(path, "jp-labor-violations")
    assert (summary.added, summary.reasons) == (2, {})
    assert Entity.objects.filter(code=f"{name}@{place}").exists()


def many(rows: int) -> list[dict[str, object]]:
    """Rows of every outcome; what one row is does not hang on another chunk."""
    found = []
    for number in range(rows):
        row = registry.row(f"S{number % 17}", f"r{number:04}", value=number, name=f"Shop {number % 17}")
        if number % 7 == 3:
            row |= {"action": "correction", "target": f"r{number - 3:04}", "legacy": "990000000000015"}
        if number % 11 == 5:
            row |= {"value": -1}
        found.append(row)
    return found


def contents(folder: Path, rows: list[dict[str, object]]) -> dict[str, list[str]]:
    """What is in the register after this file alone."""
    with transaction.atomic():
        registry.take_in(registry.write_csv(folder / "same.csv", rows), "a-fines")
        found = registry.own_content()
        transaction.set_rollback(True)
    return found


def test_the_size_of_chunks_does_not_matter(tmp_path: Path, small_chunks: Callable[[int], None]) -> None:
    rows = many(60)
    whole = contents(tmp_path, rows)
    assert len(whole["records"]) > 40
    assert whole["quarantine"]
    for size in (1, 7, 59):
        small_chunks(size)
        found = contents(tmp_path, rows)
        if size == 1:  # what it corrects may be in quarantine itself, or come behind it: then both tell the same
            assert found["records"] == whole["records"]
        assert found == whole


def test_a_dry_run_tells_the_same_and_changes_nothing(tmp_path: Path, small_chunks: Callable[[int], None]) -> None:
    """Also over several chunks, which are then in one transaction."""
    small_chunks(7)
    rows = [*many(60), registry.row("S1", "r0000", value=99), registry.row("S1", "r0001", value=1, name="Shop 1")]
    before = registry.digest()
    dry = take_in(tmp_path, *rows, dry_run=True)
    assert registry.digest() == before
    assert (dry.batch, dry.dry_run) == (None, True)
    real = take_in(tmp_path, *rows)
    told = ("rows", "added", "unchanged", "quarantined", "reasons", "warnings", "resolved")
    assert {word: getattr(dry, word) for word in told} == {word: getattr(real, word) for word in told}
    assert real.rows == 62 == real.added + real.unchanged + real.quarantined
    changed = registry.digest()
    again = take_in(tmp_path, *rows, registry.row("S9", "new"), dry_run=True)
    assert (again.added, again.rows) == (1, 63)
    assert registry.digest() == changed


def licence(ref: str, begins: str, ends: str, **cells: object) -> dict[str, object]:
    return registry.row("A", ref, value=77, date=begins, to=ends) | cells


def take_licences(folder: Path, *rows: dict[str, object]) -> dict[str, int]:
    return take_in(folder, *rows, mapping="a-licences").reasons


def test_what_was_ended_gives_way(tmp_path: Path) -> None:
    """One number, one licence a day: of those that stand."""
    new = licence("new", "2024-01-01", "2025-01-01")
    assert take_licences(tmp_path, licence("old", "2020-01-01", "2030-01-01")) == {}
    assert take_licences(tmp_path, new) == {"overlap": 1}
    assert "valid on the same days as `old` (2020-01-01 to 2030-01-01)" in Quarantined.objects.get().details
    assert take_licences(tmp_path, licence("end", "2020-01-01", "", action="annulment", target="old")) == {}
    assert take_licences(tmp_path, new, licence("more", "2025-01-01", "")) == {}
    assert take_licences(tmp_path, licence("last", "2026-01-01", "")) == {"overlap": 1}


def test_a_correction_is_held_against_the_others(tmp_path: Path) -> None:
    assert take_licences(tmp_path, licence("x", "2020-01-01", "2022-01-01"), licence("y", "2022-01-01", "")) == {}
    longer = licence("x2", "2020-01-01", "2023-01-01", action="correction", target="x")
    assert take_licences(tmp_path, longer) == {"overlap": 1}
    assert "valid on the same days as `y` (2022-01-01 to no end)" in Quarantined.objects.get().details
    assert take_licences(tmp_path, longer | {"to": "2021-06-01", "ref": "x3"}) == {}, (
        "the one it corrects is no obstacle"
    )
    assert take_licences(tmp_path, licence("z", "2021-06-01", "2022-01-01")) == {}
    assert take_licences(tmp_path, licence("x4", "2020-01-01", "2021-07-01", action="correction", target="x3")) == {
        "overlap": 1
    }


def test_a_correction_and_what_comes_after_it_in_one_file(tmp_path: Path) -> None:
    """In either order; also where the new licence is itself corrected in the same file."""
    rows = [
        licence("old", "2020-01-01", "2030-01-01"),
        licence("new2", "2024-01-01", "", action="correction", target="new"),
        licence("new", "2024-01-01", "2025-01-01"),
        licence("old2", "2020-01-01", "2024-01-01", action="correction", target="old"),
        licence("no", "2023-12-31", "2024-01-01"),
    ]
    assert take_licences(tmp_path, *rows) == {"overlap": 1}
    assert [ref for ref, *_ in history()] == ["new", "new2", "old", "old2"]


def test_overlaps_within_a_file_are_told_apart(tmp_path: Path) -> None:
    rows = [licence(f"l{n}", f"20{n:02}-01-01", f"20{n + 2:02}-01-01") for n in range(10, 20)]
    assert take_licences(tmp_path, *rows) == {"overlap": 5}
    again = [row | {"ref": f"again{n}"} for n, row in enumerate(rows)]
    assert take_licences(tmp_path, *again) == {"overlap": 10}


def test_two_corrections_that_would_overlap_each_other(tmp_path: Path) -> None:
    """The file's first is taken; the other is told apart and stops nothing."""
    assert take_licences(tmp_path, licence("x", "2020-01-01", "2021-01-01"), licence("y", "2022-01-01", "")) == {}
    later = licence("x2", "2020-01-01", "2021-09-01", action="correction", target="x")
    earlier = licence("y2", "2021-06-01", "", action="correction", target="y")
    assert take_licences(tmp_path, later, earlier) == {"overlap": 1}
    assert [ref for ref, *_ in history()] == ["x", "x2", "y"]


def test_straight_in_or_staged_is_all_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """COPY into the tables, and the statements that decide each row: the same register."""
    rows = [licence(f"l{n}", f"20{n:02}-01-01", f"20{n + 1 + n % 2:02}-01-01", value=n % 3) for n in range(10, 25)]
    fines = [registry.row("ABC"[n % 3], f"f{n}", value=n, name=f"Shop {n % 4}") for n in range(30)]

    def whole(folder: Path) -> tuple[dict[str, int], dict[str, list[str]]]:
        folder.mkdir()
        with transaction.atomic():
            told = take_licences(folder, *rows, *(row | {"ref": f"{row['ref']} again"} for row in rows[:4]))
            assert take_in(folder, *fines).added == 30
            found = registry.content(connection.cursor())
            transaction.set_rollback(True)
        return told, found

    straight = whole(tmp_path / "straight")
    monkeypatch.setattr(direct, "unopposed", lambda cursor, plan, sealed: sealed["action"] < 0)
    assert whole(tmp_path / "staged") == straight
    assert straight[0] == {"overlap": 4}
