"""`bonafides ingest` and `bonafides quarantine`: a file in, its bad rows out, mended and in again."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests import registry
from tests.cli.conftest import Run, one_line
from tests.portal.conftest import CODE, PERSON, Add, columns_of, penalty


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two good rows, a mistyped code, and a person's number among the words."""
    rows = [
        penalty("A1"),
        penalty("A2"),
        penalty("A3", 统一社会信用代码=CODE[:17] + "5"),
        penalty("A4", 违法事实=f"当事人 {PERSON} 销售"),
    ]
    columns = columns_of(registry.repository_pack("cn").mappings["mr-penalties"].model_dump())
    return registry.write_csv(tmp_path / "penalties.csv", rows, columns)


def test_the_figures_of_a_file(run: Run, business: Add, file: Path) -> None:
    dry = run("ingest", file, "--mapping", "mr-penalties", "--dry-run")
    assert "4 rows in" in dry.out
    assert "would add 2 records (administrative-penalty), 0 known already, 2 quarantined" in dry.out
    assert "bonafides quarantine" not in dry.out
    lines = run("ingest", "--mapping", "mr-penalties", file).out.splitlines()
    assert "→ 2 records" in lines[0]
    assert lines[1] == "  quarantined: code-invalid 1, natural-person 1"
    assert not any("does not name" in line for line in lines)
    assert "bonafides quarantine list" in lines[-2]
    assert "bonafides quarantine export" in lines[-1]
    assert "taken in before as batch" in run("ingest", file, "--mapping", "mr-penalties").out
    assert "taken in before;" in run("ingest", file, "--mapping", "mr-penalties", "--dry-run").out


def test_the_figures_for_programs(run: Run, business: Add, file: Path) -> None:
    found = run("ingest", file, "--json", "--mapping", "mr-penalties").json
    assert (found["rows"], found["added"], found["quarantined"], found["already"]) == (4, 2, 2, False)
    assert run("ingest", "--json", file, "--mapping", "mr-penalties").json["already"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("no.csv", "--mapping", "mr-penalties"), "no.csv: expected a file, there is none"),
        (("{file}", "--mapping", "no-such"), "no pack in force has a mapping `no-such`; there are: court-judgment"),
        (("{file}", "--mapping", "tax-arrears"), "line 1: mapping tax-arrears needs the columns"),
        (("{file}", "--mapping", "mr-penalties", "--pack", "xx"), "pack `xx` is not in force here"),
    ],
)
def test_a_file_that_is_refused(run: Run, business: Add, file: Path, words: tuple[str, ...], told: str) -> None:
    assert told in one_line(run("ingest", *(word.format(file=file) for word in words), status=1))


def test_quarantine_out_mended_and_in_again(run: Run, business: Add, file: Path, tmp_path: Path) -> None:
    assert run("quarantine", "list").out == "nothing is in quarantine\n"
    batch = run("ingest", file, "--mapping", "mr-penalties", "--json").json["batch"]
    head, first, second = run("quarantine", "list", batch).out.splitlines()
    assert head == f"batch {batch}: penalties.csv"
    told = "The check character in position 18 should be 4; 5 came."
    assert first == f"  row 3  统一社会信用代码  code-invalid: `{CODE[:17]}5`: {told}"
    assert second.startswith("  row 4  违法事实  natural-person: ")
    assert PERSON not in second
    assert run("quarantine", "list", "--limit", "1").out.splitlines()[-1] == "these are the first 1; more: --limit"
    assert [one["row"] for one in run("quarantine", "list", "--json").json] == [3, 4]

    out = tmp_path / "mended.csv"
    assert run("quarantine", "export", "--out", out, batch).out.startswith(f"2 rows → {out}; mend their cells, then: ")
    assert "is there already" in one_line(run("quarantine", "export", batch, "--out", out, status=1))
    assert PERSON not in out.read_text("utf-8-sig")
    with out.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    for row in rows:
        row |= {"统一社会信用代码": CODE, "违法事实": "销售超过保质期的食品"}
    registry.write_csv(out, rows, list(rows[0]))
    dry = run("ingest", out, "--mapping", "mr-penalties", "--dry-run")
    assert "2 quarantined rows of earlier files would be answered by this one" in dry.out
    mended = run("ingest", out, "--mapping", "mr-penalties")
    assert "2 quarantined rows of earlier files are answered by this one" in mended.out
    assert run("quarantine", "list").out == "nothing is in quarantine\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("999", "--out", "{folder}/a.csv"), "batch 999 has nothing in quarantine"),
        (("{batch}", "--out", "{folder}/a.doc"), "expected an ending .csv or .xlsx, came .doc"),
        (("{batch}", "--out", "{folder}/none/a.csv"), "No such file or directory"),
    ],
)
def test_an_export_that_is_refused(
    run: Run, business: Add, file: Path, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    batch = run("ingest", file, "--mapping", "mr-penalties", "--json").json["batch"]
    words = tuple(word.format(batch=batch, folder=tmp_path) for word in words)
    assert told in one_line(run("quarantine", "export", *words, status=1))


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "C.UTF-8",
            [": 1 row in ", ": 2 rows in ", " → 1 record (administrative-penalty), 0 known already, 1 quarantined"],
        ),
        ("zh_CN.UTF-8", [": 2 行，用时 ", " → 1 条记录 (administrative-penalty)、0 行此前已有、1 行隔离"]),
    ],
)
def test_one_is_not_many_and_chinese_is_chinese(
    run: Run, business: Add, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, lines: list[str]
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    columns = columns_of(registry.repository_pack("cn").mappings["mr-penalties"].model_dump())
    one = registry.write_csv(tmp_path / "one.csv", [penalty("B1")], columns)
    told = run("ingest", one, "--mapping", "mr-penalties").out
    two = registry.write_csv(tmp_path / "two.csv", [penalty("B2"), penalty("B3", 处罚种类="x")], columns)
    told += run("ingest", two, "--mapping", "mr-penalties").out
    assert all(line in told for line in lines), told
    batch = run("quarantine", "list", "--json").json[0]["batch"]
    exported = run("quarantine", "export", batch, "--out", tmp_path / "out.csv").out
    assert exported.startswith("1 row → " if language == "C.UTF-8" else "1 行 → ")
    mended = (tmp_path / "out.csv").read_text("utf-8-sig").replace(",x,", ",罚款,")
    (tmp_path / "mended.csv").write_text(mended, encoding="utf-8")
    told = run("ingest", tmp_path / "mended.csv", "--mapping", "mr-penalties").out
    assert ("1 quarantined row of earlier files is answered" if language == "C.UTF-8" else "已由本文件销号") in told


def test_columns_that_nobody_named(run: Run, business: Add, tmp_path: Path) -> None:
    columns = [*columns_of(registry.repository_pack("cn").mappings["mr-penalties"].model_dump()), "备注", "罚款"]
    path = registry.write_csv(tmp_path / "a.csv", [penalty("B1")], columns)
    told = "  columns that the mapping does not name, and that were left: 备注, 罚款"
    assert told in run("ingest", path, "--mapping", "mr-penalties").out.splitlines()


def test_a_list_is_read_whole_before_anything_goes_in(run: Run, business: Add, file: Path) -> None:
    wrong = file.parent / "files.csv"
    for text, told in (
        ("path,mapping\n", "line 1: expected the columns `file,mapping`, came `path,mapping`"),
        (f"file,mapping\n{file.name},mr-penalties\ngone.csv,mr-penalties\n", "line 3: expected a file, there is none"),
        (f"file,mapping\n{file.name}\n", "line 2: expected a file and a mapping, came 1 cells"),
        (f"file,mapping\n{file.name},nobodys\n", "no pack in force has a mapping `nobodys`"),
    ):
        wrong.write_text(text, encoding="utf-8")
        assert told in one_line(run("ingest", wrong, "--list", status=1))
    assert "expected --list without --mapping" in one_line(
        run("ingest", wrong, "--list", "--mapping", "mr-penalties", status=1)
    )
    assert "expected --mapping NAME" in one_line(run("ingest", file, status=1))
