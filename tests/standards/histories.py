"""Histories of a small register, made up by hypothesis: files of two agencies, corrections, withdrawals, ends, merges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from hypothesis import strategies as st
from tests.registry import row, take_in, write_csv

FIRST = date(2025, 12, 20)
DAYS = 100
CODES = ["S1", "S2", "S3", "S4"]


@dataclass(frozen=True)
class File:
    """A file of an agency about a kind of record."""

    agency: str
    kind: str
    rows: tuple[dict[str, object], ...]


_DAY = st.integers(0, DAYS).map(lambda by: FIRST + timedelta(days=by))
_ACTION = st.sampled_from(["record"] * 6 + ["correction", "withdrawal"])


@st.composite
def _files(draw: st.DrawFn) -> File:
    agency, kind = draw(st.sampled_from(["a", "b"])), draw(st.sampled_from(["fine", "fine", "rating", "licence"]))
    rows = []
    for _ in range(draw(st.integers(1, 6))):
        start = draw(_DAY)
        lasting = draw(st.none() | st.integers(1, 60))
        rows.append(
            row(
                draw(st.sampled_from(CODES)), "", action=draw(_ACTION), date=start,
                value=draw(st.integers(0, 100)), note=draw(st.sampled_from(["", "x", "y"])),
                **{"from": draw(st.just("") | _DAY), "to": "" if lasting is None else start + timedelta(days=lasting)},
            )
        )  # fmt: skip
    return File(agency, kind, tuple(rows))


FILES = st.lists(_files(), min_size=1, max_size=4)
STEPS = st.lists(st.tuples(FILES, st.integers(0, 45)), min_size=1, max_size=3)


def submit(folder: Path, files: list[File], counter: list[int]) -> None:
    """Take the files in. References are numbered through; what supersedes names an earlier one of its agency and kind."""
    for file in files:
        rows = []
        for one in file.rows:
            counter[0] += 1
            target = f"{file.kind}{counter[0] - 3}" if one["action"] != "record" else ""
            rows.append(one | {"ref": f"{file.kind}{counter[0]}", "target": target, "reason": "why" if target else ""})
        take_in(write_csv(folder / f"{counter[0]}.csv", rows), f"{file.agency}-{file.kind}s")
