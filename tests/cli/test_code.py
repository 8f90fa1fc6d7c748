import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from stdnum.iso7064 import mod_11_2
from typer.testing import CliRunner, Result

from bonafides.cli import code

PERSON = "99000019500101000" + mod_11_2.calc_check_digit("99000019500101000")
VALID, INVALID = "91110000600037341L", "91350203M0001QAY9B"

main = typer.Typer()
main.add_typer(code.app, name="code")


def run(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner(env={"LC_ALL": "C.UTF-8", "COLUMNS": "200"}).invoke(
        main, ["code", "check", *arguments], input=stdin
    )


def test_all_valid_exits_with_0():
    result = run(VALID, "91110000x00016731q")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"{VALID}  valid",
        "91110000X00016731Q  valid    (upper-cased)",
    ]


def test_one_invalid_exits_with_1_and_says_why():
    result = run(VALID, INVALID)
    assert result.exit_code == 1
    assert (
        result.stdout.splitlines()[1] == f"{INVALID}  invalid  The check character in position 18 should be 9; B came."
    )


def test_speaks_chinese():
    assert "第 18 位校验码应为 9" in run("--language", "zh", INVALID).stdout
    assert CliRunner(env={"LC_ALL": "zh_CN.UTF-8"}).invoke(main, ["code", "check", VALID]).stdout.endswith("有效\n")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        (VALID, "--file", "x"),
        ("--file", "/no/such/file"),
        ("--file", "-"),
        ("--scheme", "unheard-of", VALID),
        ("--language", "fr", VALID),
        ("--unheard-of",),
    ],
)
def test_misuse_exits_with_2(arguments):
    assert run(*arguments).exit_code == 2


def test_json_says_what_the_positions_mean():
    result = run("--json", VALID, INVALID, "911100OO600037341L", PERSON)
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert lines[0]["code"] == VALID
    assert lines[0]["positions"]["kind"] == {"code": "91", "en": "Enterprise", "zh": "企业"}
    assert lines[0]["positions"]["division"] == {"code": "110000", "name": "北京市"}
    assert (lines[1]["valid"], lines[1]["reason"], lines[1]["positions"]) == (False, "check-character", None)
    assert lines[2]["suggestion"] == VALID
    assert lines[3]["reason"] == "natural-person-id"
    assert PERSON not in result.output
    assert set(lines[0]) >= {
        "code",
        "given",
        "valid",
        "reason",
        "warnings",
        "changes",
        "suggestion",
        "positions",
    }


def test_a_persons_number_is_masked():
    result = run(PERSON)
    assert result.exit_code == 1
    assert PERSON[:17] not in result.output
    assert "990" + "*" * 14 in result.output


def test_a_cell_does_not_steer_the_terminal():
    assert "\x1b" not in run("\x1b[31mred", "\x1b]0;title\x07").output


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_reads_the_first_column_of_a_csv(tmp_path: Path, encoding: str, end: str):
    file = tmp_path / "codes.csv"
    file.write_bytes(end.join(["统一社会信用代码,名称", f"{VALID},首都", "", f'"{VALID}","a,b"', ""]).encode(encoding))
    result = run("--file", str(file))
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [f"{VALID}  valid"] * 2
    assert "2 codes: 2 valid, 0 invalid" in result.stderr


def test_reads_one_code_a_line_from_standard_input():
    result = run("--file", "-", stdin=f"{VALID}\n{INVALID}".encode())
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2


def test_a_file_that_is_no_text_is_misuse():
    assert run("--file", "-", stdin=b"\xff\xff\xff\xff").exit_code == 2


@pytest.mark.parametrize("flags", [(), ("--json",)])
def test_many_codes_take_the_bulk_path_to_the_same_answers(monkeypatch: pytest.MonkeyPatch, flags: tuple[str, ...]):
    cells = [VALID, INVALID, PERSON, " 91110000x00016731q", "无", "91990000MA0TEXT124", "320100000045616"]
    few = run(*flags, "--file", "-", stdin="\n".join(cells).encode())
    monkeypatch.setattr(code, "BULK", 1)
    many = run(*flags, "--file", "-", stdin="\n".join(cells).encode())
    assert many.output == few.output
    assert many.exit_code == few.exit_code == 1


def test_other_schemes_can_be_asked_for():
    assert run("--scheme", "registration-number", "320100000045616").exit_code == 0
    assert run("--scheme", "name-place", "（株）博仙@東京都").stdout.startswith("株式会社博仙@東京都")


def test_starts_without_what_it_does_not_need():
    heavy = "{'django', 'polars', 'numpy'}"
    loaded = f"import sys, bonafides.cli.code; print({heavy} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"
