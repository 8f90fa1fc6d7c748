"""`calendar/YEAR.csv`: the days of a year that differ from Monday to Friday, each with the notice that says so."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date
from io import StringIO
from pathlib import PurePosixPath

from bonafides.kernel.calendar import WorkingDays
from bonafides.packs.faults import PackFault
from bonafides.packs.wording import shown

FOLDER = "calendar"
_FIXED = ("day", "working", "basis")
_SATURDAY = 5


def read_calendar(
    files: Mapping[str, bytes], instruments: Mapping[str, object], languages: tuple[str, ...]
) -> tuple[WorkingDays | None, list[PackFault]]:
    """The calendar of a pack, and what is wrong with its files; None where it has none.

    A file holds its year whole: a day that no row names is a working day from Monday to Friday, and none at a weekend.
    """
    years: set[int] = set()
    days: dict[date, bool] = {}
    faults: list[PackFault] = []
    for name in sorted(one for one in files if one.startswith(f"{FOLDER}/")):
        path = PurePosixPath(name)
        if len(path.parts) > 2 or path.suffix != ".csv" or not re.fullmatch("[1-9][0-9]{3}", path.stem):
            expected, mend = f"`{FOLDER}/YEAR.csv`, such as `{FOLDER}/2026.csv`", "rename or move it"
            faults.append(PackFault(name, 0, "", expected, "another file", mend))
            continue
        years.add(int(path.stem))
        faults += _read(name, int(path.stem), files[name], instruments, languages, days)
    if not years:
        return None, faults
    off = frozenset(day for day, working in days.items() if not working)
    return WorkingDays(frozenset(years), off, frozenset(days) - off), faults


def _read(
    name: str,
    year: int,
    content: bytes,
    instruments: Mapping[str, object],
    languages: tuple[str, ...],
    days: dict[date, bool],
) -> Iterator[PackFault]:
    """Puts the days of a file into `days`; yields what is wrong with it."""
    columns = ["day", "working", *languages, "basis"]
    try:
        rows = list(csv.reader(StringIO(content.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        yield PackFault(name, 0, "", "CSV in UTF-8", str(error), "save the file as CSV in UTF-8")
        return
    if not rows or rows[0] != columns:
        came = f"`{','.join(rows[0])}`" if rows else "an empty file"
        yield PackFault(name, 1, "", f"the columns `{','.join(columns)}`", came, "mend the first line")
        return
    for line, cells in enumerate(rows[1:], start=2):
        if len(cells) != len(columns):
            yield PackFault(name, line, "", f"{len(columns)} cells", str(len(cells)), "mend the commas and quotes")
            continue
        yield from _day(name, line, year, dict(zip(columns, cells, strict=True)), instruments, days)


def _day(
    name: str, line: int, year: int, cells: dict[str, str], instruments: Mapping[str, object], days: dict[date, bool]
) -> Iterator[PackFault]:
    for column, cell in cells.items():
        if column not in _FIXED and not cell.strip():
            yield PackFault(name, line, column, "the occasion in this language", "nothing", "add it")
    if cells["basis"] not in instruments:
        expected = f"the id of an instrument of instruments.yaml ({', '.join(instruments)})"
        yield PackFault(name, line, "basis", expected, shown(cells["basis"]), "mend its spelling, or add it there")
    if cells["working"] not in ("yes", "no"):
        yield PackFault(name, line, "working", "`yes` or `no`", shown(cells["working"]))
        return
    try:
        day = date.fromisoformat(cells["day"])
    except ValueError:
        yield PackFault(name, line, "day", f"a day such as {year}-10-01", shown(cells["day"]))
        return
    working = cells["working"] == "yes"
    if day.year != year:
        yield PackFault(name, line, "day", f"a day of {year}, the name of the file", str(day), "move it to its year")
    elif day in days:
        yield PackFault(name, line, "day", "each day once", f"{day} a second time", "remove one")
    elif working == (day.weekday() < _SATURDAY):
        what = "a working day from Monday to Friday" if working else "a day off at a weekend"
        yield PackFault(name, line, "working", "a day that differs from Monday to Friday", what, "remove the row")
    else:
        days[day] = working
