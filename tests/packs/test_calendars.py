"""The calendar of a pack: every row is a day that differs, by a notice that the pack holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bonafides.packs.load import load_pack, parse_pack

Files = dict[str, bytes]
Faults = Callable[[Files], list[str]]
HEADER = "day,working,zh,en,basis\n"


def test_a_year_is_read(mini: Files) -> None:
    rows = "2026-10-01,no,国庆节,National Day,PP-45\n2026-10-10,yes,调休,Working Saturday,PP-45\n"
    calendar = parse_pack(mini | {"calendar/2026.csv": (HEADER + rows).encode()}, "mini").calendar
    assert calendar is not None
    assert calendar.years == {2026}
    assert not calendar.is_working(date(2026, 10, 1))
    assert calendar.is_working(date(2026, 10, 10))


def test_a_pack_may_have_none(mini: Files) -> None:
    assert parse_pack(mini, "mini").calendar is None


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("2026-10-01,no,国庆,,PP-45", "calendar/2026.csv:2: en: expected the occasion in this language, came nothing"),
        ("2026-10-01,no,国庆,N,XX", "calendar/2026.csv:2: basis: expected the id of an instrument of instruments.yaml"),
        ("2026-10-01,off,国庆,N,PP-45", "calendar/2026.csv:2: working: expected `yes` or `no`, came `off`"),
        ("2026-13-01,no,国庆,N,PP-45", "calendar/2026.csv:2: day: expected a day such as 2026-10-01, came `2026-13-01`"),
        ("2025-10-01,no,国庆,N,PP-45", "calendar/2026.csv:2: day: expected a day of 2026, the name of the file"),
        ("2026-10-04,no,国庆,N,PP-45", "calendar/2026.csv:2: working: expected a day that differs from Monday to Friday"),
        ("2026-10-05,yes,国庆,N,PP-45", "calendar/2026.csv:2: working: expected a day that differs from Monday to Friday"),
        ("2026-10-01,no,国庆", "calendar/2026.csv:2: expected 5 cells, came 3"),
    ],
)  # fmt: skip
def test_a_row_that_is_wrong_is_told(mini: Files, faults_of_files: Faults, row: str, told: str) -> None:
    (one,) = faults_of_files(mini | {"calendar/2026.csv": f"{HEADER}{row}\n".encode()})
    assert one.startswith(told)


def test_a_day_stands_once_and_a_file_is_a_year(mini: Files, faults_of_files: Faults) -> None:
    row = "2026-10-01,no,国庆,N,PP-45\n"
    (twice,) = faults_of_files(mini | {"calendar/2026.csv": (HEADER + row + row).encode()})
    assert "expected each day once, came 2026-10-01 a second time" in twice
    (name,) = faults_of_files(mini | {"calendar/holidays.csv": HEADER.encode()})
    assert "expected `calendar/YEAR.csv`" in name
    (columns,) = faults_of_files(mini | {"calendar/2026.csv": b"day,off\n"})
    assert "expected the columns `day,working,zh,en,basis`" in columns
    (encoding,) = faults_of_files(mini | {"calendar/2026.csv": "国庆".encode("gb18030")})
    assert "expected CSV in UTF-8" in encoding


def test_the_chinese_calendar_has_the_working_days_of_each_year(packs: Path) -> None:
    """Statutory holidays are 11 days until 2024 and 13 from 2025; what is moved is worked at weekends."""
    calendar = load_pack(packs / "cn").calendar
    assert calendar is not None
    worked = {year: calendar.between(date(year, 1, 1), date(year, 12, 31)) for year in (2024, 2025, 2026)}
    assert worked == {2024: 251, 2025: 248, 2026: 248}
