"""The last run of a pack's test cases, kept beside the database for whoever reads its standards.

Test cases are no law and are not installed with a pack: a version is the same with other tests. What is kept is therefore
a file of this installation, named by the digest of the version that was tested. `bonafides pack test FOLDER --keep` writes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from bonafides.packs.pack import Pack
from bonafides.standards.packtest.compare import written
from bonafides.standards.packtest.run import Result

FOLDER = "pack-tests"


@dataclass(frozen=True)
class Told:
    """One thing that a case expects of a decision, and what came: the same where it held."""

    decision: str
    expected: str
    came: str
    held: bool
    by_sql: bool


@dataclass(frozen=True)
class KeptCase:
    """A case, with where it is written and the files of the standards whose rules it met."""

    case: str
    file: str
    line: int
    as_of: str
    passed: bool
    standards: tuple[str, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True)
class KeptRun:
    """All cases of a run, and when it was."""

    at: datetime
    cases: tuple[KeptCase, ...]

    def of(self, standard: str) -> list[KeptCase]:
        """The cases that met rules of one standard, those that failed first."""
        return sorted((one for one in self.cases if standard in one.standards), key=lambda one: one.passed)


def keep(pack: Pack, results: Iterable[Result]) -> Path:
    """Write the run of a pack's cases; one that was kept for the same version before is replaced."""
    found = {"pack": pack.name, "at": timezone.now().isoformat(), "cases": [_case(one) for one in results]}
    path = _path(pack.digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_suffix(".part")
    waiting.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    waiting.replace(path)
    return path


def kept(pack: Pack) -> KeptRun | None:
    """The run that was kept for this version of a pack; None where there is none."""
    try:
        text = _path(pack.digest).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    found = json.loads(text)
    return KeptRun(datetime.fromisoformat(found["at"]), tuple(_read(one) for one in found["cases"]))


def _path(digest: str) -> Path:
    return Path(settings.VAR) / FOLDER / f"{digest}.json"


def _case(one: Result) -> dict[str, Any]:
    case = one.placed.case
    return {
        "case": case.case, "file": one.placed.file, "line": one.placed.line, "as_of": case.as_of.isoformat(),
        "passed": one.passed, "standards": sorted({Path(file).stem for file, _decision, _rule in one.matched}),
        "told": [vars(each) for each in _told(one)],
    }  # fmt: skip


def _told(one: Result) -> Iterator[Told]:
    """What did not hold as it came; what held, as it was expected."""
    failed = {fault.decision for fault in one.faults}
    for fault in one.faults:
        yield Told(fault.decision, fault.expected, fault.came, held=False, by_sql=fault.decision in one.by_sql)
    case = one.placed.case
    for name in case.decisions:
        if name not in failed:
            expected = " · ".join(_expected(one, name))
            yield Told(name, expected, expected, held=True, by_sql=name in one.by_sql)


def _expected(one: Result, name: str) -> Iterator[str]:
    case = one.placed.case
    if name in case.expect:
        yield written(case.expect[name])
    if name in case.fired:
        yield f"#{written(case.fired[name])}"
    if name in case.dates:
        dates = case.dates[name]
        yield from (f"≤ {day}" for day in (dates.last_day,) if day is not None)
        yield from (f"✓ {day}" for day in dates.on_time)
        yield from (f"✗ {day}" for day in dates.late)
    if name in case.refused:
        yield case.refused[name]


def _read(one: dict[str, Any]) -> KeptCase:
    told = tuple(Told(**each) for each in one["told"])
    return KeptCase(
        one["case"], one["file"], one["line"], one["as_of"], one["passed"], tuple(one["standards"]), told
    )  # fmt: skip
