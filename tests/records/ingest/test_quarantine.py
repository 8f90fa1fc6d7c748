"""Quarantine out, mended and in again: exact on the way, masked always, and one row is one entry until it is answered."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests import registry

from bonafides.records.export import export_quarantine
from bonafides.records.ingest.faults import FileRefusedError
from bonafides.records.ingest.read import csv_file
from bonafides.records.models import Batch, Quarantined, Record
from bonafides.records.quarantine import open_quarantine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("toy_in_force")]
toy_in_force = registry.toy_in_force

PERSON = "11010519491231002X"  # the example of GB 11643
MASK = "110**************X"
COLUMNS = registry.COLUMNS
Row = dict[str, Any]


def read(path: Path) -> list[Row]:
    """The rows of an export as a spreadsheet hands them on."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    frame = pl.read_excel(path, infer_schema_length=0)
    return [{name: cell or "" for name, cell in row.items()} for row in frame.iter_rows(named=True)]


def write(path: Path, rows: list[Row]) -> Path:
    """The same after mending."""
    names = list(dict.fromkeys([*COLUMNS, *(name for row in rows for name in row)]))
    if path.suffix == ".csv":
        return registry.write_csv(path, rows, names)
    pl.DataFrame([dict.fromkeys(names, "") | row for row in rows], schema=dict.fromkeys(names, pl.String)).write_excel(
        path
    )
    return path


def submit(path: Path, mapping: str = "a-fines") -> Any:
    return registry.take_in(path, mapping)


@pytest.fixture
def loop(tmp_path: Path) -> Callable[..., Any]:
    """`loop(batch, ".csv", mend)`: a batch's quarantine out, each row through `mend` (none: left out), and in again."""
    made = 0

    def loop(batch: int, ending: str, mend: Callable[[Row], Row | None]) -> Any:
        nonlocal made
        made += 1
        out = tmp_path / f"out{made}{ending}"
        export_quarantine(batch, out)
        rows = [mended for row in read(out) if (mended := mend(row)) is not None]
        return submit(write(tmp_path / f"mended{made}{ending}", rows))

    return loop


def notes() -> dict[str, Any]:
    return {one.source_ref: one.facts.get("note") for one in Record.objects.all()}


ODD = [
    "=1+1", "+5", "-5", "-1,000.5", "-1+cmd|' /C calc'!A0", "@x", "＝1", "＋1", "－1", "＠x", "'=1", "''=1", "'a", "'-5",
    "a,b;c\td", 'say "so"', "two\nlines", "公示", "_x000D_", "#N/A",
]  # fmt: skip


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_cells_come_back_as_they_were(tmp_path: Path, loop: Callable[..., Any], ending: str) -> None:
    """Whatever a spreadsheet would have made of them."""
    rows = [registry.row("A", f"r{number}", value="many", note=cell) for number, cell in enumerate(ODD)]
    first = submit(registry.write_csv(tmp_path / "a.csv", rows))
    assert first.quarantined == len(ODD)
    seen: list[str] = []
    mended = loop(first.batch, ending, lambda row: seen.append(row["note"]) or row | {"value": "1"})
    assert (mended.added, mended.resolved, mended.quarantined) == (len(ODD), len(ODD), 0)
    assert notes() == {f"r{number}": cell for number, cell in enumerate(ODD)}
    for cell in seen:
        assert not cell.startswith(tuple("=+@＝＋＠－\t\r\n")), cell
        assert not cell.startswith("-") or cell in ("-5", "-1,000.5"), cell
    assert open_quarantine(None, 9) == []


def test_a_cell_that_begins_with_a_line_break_or_a_tab(tmp_path: Path, loop: Callable[..., Any]) -> None:
    """In CSV; the ingest trims such blanks from every file."""
    for number, start in enumerate("\t\r\n"):
        rows = [registry.row("A", f"r{number}", value="many", note=f"{start}=x")]
        first = submit(registry.write_csv(tmp_path / f"{number}.csv", rows))
        mended = loop(first.batch, ".csv", lambda row, start=start: row | {"value": "1", "ref": f"x{row['note']}"})
        assert mended.added == 1
    assert sorted(notes()) == ["x'\t=x", "x'\n=x", "x'\r=x"]
    assert set(notes().values()) == {"=x"}


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_columns_stand_as_in_the_file(tmp_path: Path, ending: str) -> None:
    """Those that no mapping names too; a name that a spreadsheet would run is marked, a person's number in one masked."""
    columns = ["zz", "=evil", *reversed(COLUMNS), f"of {PERSON}", f"for {PERSON}", "Zz", "a"]
    path = registry.write_csv(tmp_path / "a.csv", [registry.row("A", "r", value="many", zz=PERSON, a="b")], columns)
    batch = submit(path).batch
    export_quarantine(batch, out := tmp_path / f"out{ending}")
    [row] = read(out)
    own = ["_quarantine", "_row", "_column", "_reason", "_details"]
    assert list(row) == ["zz", "'=evil", *reversed(COLUMNS), f"of {MASK}", f"for {MASK}", "Zz", "a", *own]
    assert (row["zz"], row["a"], row["_row"]) == (MASK, "b", "1")
    assert PERSON not in json.dumps([one.cells for one in Quarantined.objects.all()])
    assert submit(out).quarantined == 1, "it can be read again"


def test_two_columns_whose_names_are_masked_alike(tmp_path: Path, citizen_id_of: Callable[[int], str]) -> None:
    """They stay two, each with its own cells."""
    first = citizen_id_of(1)
    second = next(one for one in map(citizen_id_of, range(2, 99)) if one[-1] == first[-1])
    rows = [registry.row("A", "r", value="many") | {first: "x", second: "y"}]
    batch = submit(registry.write_csv(tmp_path / "a.csv", rows, [*COLUMNS, first, second])).batch
    export_quarantine(batch, out := tmp_path / "out.csv")
    [row] = read(out)
    masked = f"110**************{first[-1]}"
    assert (row[masked], row[f"{masked} (2)"]) == ("x", "y")
    assert submit(out).quarantined == 1


def test_a_header_that_is_a_row(tmp_path: Path) -> None:
    """A file without a header: what is told of it holds no person's number."""
    (tmp_path / "a.csv").write_text(f"张三,{PERSON},{PERSON}\n", encoding="utf-8")
    with pytest.raises(FileRefusedError) as refused:
        submit(tmp_path / "a.csv")
    assert MASK in str(refused.value)
    assert PERSON not in str(refused.value)


def test_u0000_is_taken_out_of_values_only(tmp_path: Path) -> None:
    r"""`\u0000` written out is six characters; taken out of JSON text it broke the text, and the ingest with it."""
    path = tmp_path / "a.jsonl"
    texts = ["a\0b", r"a\u0000b", "a\\\0b", "\\u0000"]
    rows = [registry.row("A", f"r{number}", value="many", note=text) for number, text in enumerate(texts)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert submit(path).quarantined == 4
    cells = [dict(one.cells)["note"] for one in Quarantined.objects.order_by("row_no")]
    assert cells == ["ab", r"a\u0000b", "a\\b", "\\u0000"]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("column", ["note", "secret", "name", "ref", "reason", "document", "code", "legacy"])
def test_a_masked_number_is_no_fact(tmp_path: Path, loop: Callable[..., Any], ending: str, column: str) -> None:
    """A mask is nobody's number, and would pass every guard: unmended it stays a fault."""
    cells = {"value": "many", column: PERSON if column in ("code", "legacy") else f"owner {PERSON}."}
    first = submit(registry.write_csv(tmp_path / "a.csv", [registry.row("A", "r") | cells]))
    again = loop(first.batch, ending, lambda row: row | {"value": "1"})
    assert (again.added, again.reasons) == (0, {"natural-person": 1})
    [fault] = open_quarantine(None, 9)
    assert (fault["column"], fault["batch"]) == (column, again.batch)
    assert "is masked; take it out, mask and all" in fault["details"]
    good = {"code": "A", "legacy": ""}.get(column, "owner")
    last = loop(again.batch, ending, lambda row: row | {"value": "1", column: good})
    assert (last.added, last.resolved) == (1, 1)
    assert open_quarantine(None, 9) == []


def test_a_mask_in_a_column_that_is_not_taken(tmp_path: Path, loop: Callable[..., Any]) -> None:
    """Nothing of it comes in, so that it is in nobody's way. So is a mask in a file that is no export."""
    rows = [registry.row("A", "r", value="many", owner=PERSON)]
    first = submit(registry.write_csv(tmp_path / "a.csv", rows, [*COLUMNS, "owner"]))
    assert loop(first.batch, ".csv", lambda row: row | {"value": "1"}).added == 1
    assert submit(registry.write_csv(tmp_path / "b.csv", [registry.row("A", "x", note=MASK)])).added == 1


def test_one_row_is_one_entry_until_it_is_mended(tmp_path: Path, loop: Callable[..., Any]) -> None:
    """However often it comes back unmended; then the whole line of entries closes."""
    rows = [registry.row("A", "r1", value="many"), registry.row("A", "r2", value="few")]
    batches = [submit(registry.write_csv(tmp_path / "a.csv", rows)).batch]
    for turn in range(3):
        again = loop(batches[-1], ".csv", lambda row, turn=turn: row | {"value": f"still {turn}"})
        assert (again.quarantined, again.resolved) == (2, 0)
        batches.append(again.batch)
        assert [one["batch"] for one in open_quarantine(None, 9)] == [again.batch] * 2
        assert open_quarantine(batches[0], 9) == []
    with pytest.raises(FileRefusedError, match="has nothing in quarantine"):
        export_quarantine(batches[0], tmp_path / "old.csv")
    last = loop(batches[-1], ".csv", lambda row: row | {"value": "1"} if row["ref"] == "r1" else row)
    assert (last.added, last.quarantined, last.resolved) == (1, 1, 1), "a row is counted once, not once an entry"
    assert [(one["batch"], one["row"]) for one in open_quarantine(None, 9)] == [(last.batch, 2)]
    assert Quarantined.objects.filter(resolved_by=last.batch).count() == 4
    assert loop(last.batch, ".csv", lambda row: row | {"value": "2"}).resolved == 1
    assert not Quarantined.objects.filter(resolved_by=None).exists()


def test_one_export_submitted_in_two_forms(tmp_path: Path) -> None:
    """Both fail: the row is open once. An older one is mended: it is answered everywhere."""
    batch = submit(registry.write_csv(tmp_path / "a.csv", [registry.row("A", "r", value="many")])).batch
    export_quarantine(batch, tmp_path / "out.csv")
    [row] = read(tmp_path / "out.csv")
    for value in ("x", "y"):
        last = submit(write(tmp_path / f"{value}.csv", [row | {"value": value}]))
        assert last.quarantined == 1
    assert [one["batch"] for one in open_quarantine(None, 9)] == [last.batch]
    assert submit(write(tmp_path / "z.csv", [row | {"value": "1"}])).resolved == 1
    assert not Quarantined.objects.filter(resolved_by=None).exists()


def test_one_row_mended_into_two_of_which_one_is_bad(tmp_path: Path, loop: Callable[..., Any]) -> None:
    """What failed in the same file stays open, although the row that it was is answered."""
    batch = submit(registry.write_csv(tmp_path / "a.csv", [registry.row("A", "r", value="many")])).batch
    export_quarantine(batch, tmp_path / "out.csv")
    [row] = read(tmp_path / "out.csv")
    both = submit(write(tmp_path / "both.csv", [row | {"value": "1"}, row | {"value": "x", "ref": "r2"}]))
    assert (both.added, both.quarantined, both.resolved) == (1, 1, 1)
    assert [one["row"] for one in open_quarantine(None, 9)] == [2]
    assert loop(both.batch, ".csv", lambda row: row | {"value": "2"}).resolved == 1
    assert open_quarantine(None, 9) == []


def test_rows_of_an_export_with_one_reference(tmp_path: Path, loop: Callable[..., Any]) -> None:
    """Each stands for an entry of its own: none is closed because another was told of in its place."""
    rows = [registry.row("A", "r", value="many", note=str(number)) for number in range(4)]
    first = submit(registry.write_csv(tmp_path / "a.csv", rows))
    again = loop(first.batch, ".csv", lambda row: row | {"value": "1", "note": "z" if row["note"] > "0" else "0"})
    assert (again.added, again.resolved, again.reasons) == (1, 1, {"ref-taken": 3})
    assert [one["row"] for one in open_quarantine(None, 9)] == [2, 3, 4]


@pytest.mark.parametrize("given", ["x", "-1", "9" * 30, "9" * 5000, "１", "1.0", ""])
def test_a_number_of_an_entry_that_is_none(tmp_path: Path, given: str) -> None:
    submit(registry.write_csv(tmp_path / "a.csv", [registry.row("A", "r", value="many")]))
    rows = [registry.row("A", f"s{n}", value=value) | {"_quarantine": given} for n, value in enumerate((1, "x"))]
    summary = submit(write(tmp_path / "b.csv", rows))
    assert (summary.added, summary.resolved, len(open_quarantine(None, 9))) == (1, 0, 2)


def test_nobody_closes_what_another_agency_must_mend(tmp_path: Path) -> None:
    submit(registry.write_csv(tmp_path / "a.csv", [registry.row("A", "r", value="many")]))
    entry = Quarantined.objects.get()
    for mapping, value in (("b-fines", "1"), ("a-ratings", "1"), ("b-fines", "x")):
        rows = [registry.row("A", f"{mapping}{value}", value=value) | {"_quarantine": str(entry.pk)}]
        assert submit(write(tmp_path / f"{mapping}{value}.csv", rows), mapping).resolved == 0
    assert [one["column"] for one in open_quarantine(None, 9)] == ["value", "value"]
    assert Quarantined.objects.exclude(pk=entry.pk).get().first is None


@pytest.fixture
def malformed(tmp_path: Path) -> int:
    """A batch of which nothing came in: a cell too many, a quote within a cell, a cell too few."""
    path = registry.write_csv(tmp_path / "a.csv", [], columns=("code", "ref", "date", "value", "note", *_OTHERS))
    rest = "," * len(_OTHERS)
    lines = [
        f"A,r1,2024-01-01,1,one, two{rest}", f'A,r2,2024-01-01,2,say "so", then{rest}', "A,r3,2024-01-01,3",
    ]  # fmt: skip
    with path.open("a", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    summary = submit(path)
    assert summary.reasons == {"malformed-row": 3}
    return int(summary.batch)


_OTHERS = [name for name in COLUMNS if name not in ("code", "ref", "date", "value", "note")]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_line_is_mended_as_a_line_or_cell_by_cell(malformed: int, loop: Callable[..., Any], ending: str) -> None:
    rest = "," * len(_OTHERS)

    def mend(row: Row) -> Row:
        assert not any(cell for name, cell in row.items() if not name.startswith("_")), "nothing may come in shifted"
        match row["_row"]:
            case "1":
                return row | {"_line": row["_line"].replace("one, two", '"one, two"')}
            case "2":
                return row | {"_line": f"A,r2,2024-01-01,2,'=1+1{rest}"}
        return row | {"code": "A", "ref": "r3", "date": "2024-01-01", "value": "3", "note": "three"}

    mended = loop(malformed, ending, mend)
    assert (mended.added, mended.resolved, mended.quarantined) == (3, 3, 0), open_quarantine(None, 9)
    assert notes() == {"r1": "one, two", "r2": "'=1+1", "r3": "three"}
    assert [one.facts["value"] for one in Record.objects.order_by("source_ref")] == [1, 2, 3]


def test_a_line_that_is_not_mended_stays_one_entry(malformed: int, loop: Callable[..., Any]) -> None:
    again = loop(malformed, ".csv", lambda row: row)
    assert (again.added, again.reasons) == (0, {"malformed-row": 3})
    told = [one["details"] for one in open_quarantine(None, 9)]
    assert len(told) == 3
    cells = len(COLUMNS)
    assert told[0].startswith(f"expected a line of {cells} cells, came {cells + 1}; mend the text in `_line`, or fill")
    assert loop(again.batch, ".csv", lambda row: None if row["_row"] != "3" else row | {"_line": ""}).reasons == {
        "missing": 1
    }, "without its line it is an empty row"


def test_a_line_with_a_persons_number(tmp_path: Path, loop: Callable[..., Any]) -> None:
    path = registry.write_csv(tmp_path / "a.csv", [], columns=("code", "ref", "date", "value", "note", *_OTHERS))
    rest = "," * len(_OTHERS)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"A,r1,2024-01-01,1,of {PERSON}, and{rest}\n")
    first = submit(path)
    again = loop(first.batch, ".csv", lambda row: row | {"_line": row["_line"].replace(", and", "")})
    assert (again.added, again.reasons) == (0, {"natural-person": 1})


def test_a_line_that_is_cut(tmp_path: Path, loop: Callable[..., Any]) -> None:
    """What is not whole is not taken for whole; cell by cell it can be mended."""
    path = registry.write_csv(tmp_path / "a.csv", [], columns=COLUMNS)
    with path.open("a", encoding="utf-8") as file:
        file.write("A,r1,2024-01-01," + "x" * 40_000 + "\n")
    first = submit(path)
    again = loop(first.batch, ".xlsx", lambda row: row)
    assert "came the beginning of one that is too long" in open_quarantine(None, 9)[0]["details"]
    good = {"code": "A", "ref": "r1", "date": "2024-01-01", "value": "1"}
    assert loop(again.batch, ".xlsx", lambda row: row | good).added == 1


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_line_of_json(tmp_path: Path, loop: Callable[..., Any], ending: str) -> None:
    row = registry.row("A", "r1", note="n")
    lines = [json.dumps(row | {"ref": "r0"}), json.dumps(row)[:-1]]
    (tmp_path / "a.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    first = submit(tmp_path / "a.jsonl")
    assert (first.added, first.reasons) == (1, {"malformed-row": 1})
    assert loop(first.batch, ending, lambda row: row).quarantined == 1
    last = loop(Batch.objects.latest("pk").pk, ending, lambda row: row | {"_line": row["_line"] + "}"})
    assert (last.added, last.resolved) == (1, 1)
    assert notes() == {"r0": "n", "r1": "n"}


def test_bytes_that_nobody_could_read(tmp_path: Path, loop: Callable[..., Any]) -> None:
    """Unmended, `\\xb9\\xab` would come in as what somebody wrote."""
    path = registry.write_csv(tmp_path / "a.csv", [registry.row("A", f"公{n}", note="公示") for n in range(40)])
    row = {"code": "A", "ref": "r", "date": "2024-01-01", "value": "1"}
    line = ",".join(row.get(name, "") if name != "note" else "NOTE" for name in COLUMNS)
    path.write_bytes(path.read_bytes() + line.encode().replace(b"NOTE", b"\xb9\xab") + b"\n")
    first = submit(path)
    assert (first.added, first.reasons) == (40, {"encoding": 1})
    again = loop(first.batch, ".csv", lambda row: row)
    assert (again.added, again.reasons) == (0, {"encoding": 1})
    assert loop(again.batch, ".csv", lambda row: row | {"note": "公"}).resolved == 1
    assert notes()["r"] == "公"


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_mapping_with_lines_before_its_header(tmp_path: Path, ending: str) -> None:
    """And a sheet of its own: an export is a file for the same mapping."""
    registry.put_in_force(
        registry.toy("mappings/a-fines.yaml", "made_on: 2026-06-30", "made_on: 2026-06-30\nskip_rows: 2\nsheet: 数据")
    )
    path = registry.write_csv(tmp_path / "a.csv", [registry.row("A", "r", value="many")])
    path.write_text("标题\n\n" + path.read_text("utf-8"), encoding="utf-8")
    first = submit(path)
    assert first.quarantined == 1
    export_quarantine(first.batch, out := tmp_path / f"out{ending}")
    again = submit(out)
    assert (again.quarantined, again.reasons) == (1, {"unreadable": 1})
    assert [one["batch"] for one in open_quarantine(None, 9)] == [again.batch]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_cell_longer_than_a_sheet_holds(tmp_path: Path, ending: str) -> None:
    """Excel's bound is told, and nothing is cut in silence."""
    first = submit(registry.write_csv(tmp_path / "a.csv", [registry.row("A", "r", value="many", note="x" * 40_000)]))
    if ending == ".xlsx":
        with pytest.raises(FileRefusedError, match=r"a cell of 40,000 characters; export to a \.csv file"):
            export_quarantine(first.batch, tmp_path / "out.xlsx")
        assert not (tmp_path / "out.xlsx").exists()
    else:
        export_quarantine(first.batch, tmp_path / "out.csv")
        assert len(read(tmp_path / "out.csv")[0]["note"]) == 40_000


def test_the_same_file_under_a_later_pack(tmp_path: Path, loop: Callable[..., Any]) -> None:
    """What came in is answered; what failed again is open once, and its mend answers every entry of it."""
    rows = [registry.row("A", "r1", value=2_000_000), registry.row("A", "r2", value="many")]
    path = registry.write_csv(tmp_path / "a.csv", rows)
    first = submit(path)
    export_quarantine(first.batch, tmp_path / "old.csv")
    registry.put_in_force(registry.toy("catalogue/fine.yaml", "maximum: 1000000", "maximum: 3000000"))
    later = submit(path)
    assert (later.added, later.quarantined, later.resolved) == (1, 1, 1)
    assert [(one["batch"], one["row"]) for one in open_quarantine(None, 9)] == [(later.batch, 2)]
    mended = [row | {"value": "5"} for row in read(tmp_path / "old.csv") if row["ref"] == "r2"]
    assert submit(write(tmp_path / "mended.csv", mended)).resolved == 1
    assert not Quarantined.objects.filter(resolved_by=None).exists()


def test_an_export_that_is_interrupted(
    tmp_path: Path, loop: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It goes on at its next row, in chunks, and closes the same entries."""
    rows = [registry.row("A", f"r{number}", value="many") for number in range(7)]
    first = submit(registry.write_csv(tmp_path / "a.csv", rows))
    monkeypatch.setattr(csv_file, "CHUNK_ROWS", 3)
    again = loop(first.batch, ".csv", lambda row: row | {"value": "1" if row["ref"] != "r4" else "x"})
    assert (again.added, again.resolved, again.quarantined) == (6, 6, 1)
    assert [one["row"] for one in open_quarantine(None, 9)] == [5]
