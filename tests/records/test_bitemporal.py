"""Any history of records, corrections, withdrawals, annulments and merges, read at any pair of dates, is what a list says.

The list below knows no SQL: it goes through what came in, in the order in which it came.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests import registry

from bonafides.acts.act import ActRefusedError
from bonafides.entities.acts.merge import merge
from bonafides.entities.acts.split import split
from bonafides.entities.models import Entity
from bonafides.sharing.publicity import Audience
from bonafides.sharing.unified_record import unified_record

CODES = ("A", "B", "C")
LEGACY = ("990000000000015", "990000000000023")
DAY = date(2024, 1, 1)
DAYS = 8


@dataclass(frozen=True)
class Row:
    """One row of a file; days count from DAY."""

    code: str
    ref: str
    action: str
    target: str
    begins: int
    ends: int | None
    value: int
    name: str
    legacy: str

    @property
    def cells(self) -> dict[str, object]:
        said = {
            "code": self.code, "ref": self.ref, "action": self.action, "target": self.target, "date": _day(self.begins),
            "to": "" if self.ends is None else _day(self.ends),
        }  # fmt: skip
        return said if self.action in ("withdrawal", "annulment") else said | {
            "value": self.value, "name": self.name, "legacy": self.legacy,
        }  # fmt: skip


@dataclass(frozen=True)
class File:
    """One agency's file of one kind."""

    agency: str
    kind: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Decision:
    """An officer's: one business, or two after all."""

    verb: str
    entity: str
    into: str


def _day(number: int) -> str:
    return (DAY + timedelta(days=number)).isoformat()


@dataclass(eq=False)
class Entry:
    """What came in: a row, and the step in which it did."""

    step: int
    agency: str
    kind: str
    row: Row
    supersedes: Entry | None

    @property
    def is_state(self) -> bool:
        return self.kind == "rating"


@dataclass
class Book:
    """The model: every entry that came in, every decision that was taken, in order."""

    entries: list[Entry] = field(default_factory=list)
    merges: list[tuple[int, str, str]] = field(default_factory=list)
    splits: list[tuple[int, int]] = field(default_factory=list)  # step, place in merges

    def take(self, step: int, file: File) -> tuple[int, int, int]:
        """(added, unchanged, quarantined)"""
        before, unchanged = len(self.entries), 0
        waiting: list[Row] = []
        seen: set[str] = set()
        for row in file.rows:
            if row.ref in seen:
                continue
            seen.add(row.ref)
            taken = next((e for e in self.entries if (e.agency, e.row.ref) == (file.agency, row.ref)), None)
            if taken is not None:
                unchanged += taken.kind == file.kind and taken.row.cells == row.cells
            elif row.action == "record":
                self.entries.append(Entry(step, file.agency, file.kind, row, None))
            else:
                waiting.append(row)
        while found := next(self._possible(file, waiting), None):
            row, target = found
            waiting.remove(row)
            self.entries.append(Entry(step, file.agency, file.kind, row, target))
        added = len(self.entries) - before
        return added, unchanged, len(file.rows) - added - unchanged

    def _possible(self, file: File, waiting: list[Row]) -> Iterator[tuple[Row, Entry]]:
        superseded = {id(entry.supersedes) for entry in self.entries}
        for row in waiting:
            for entry in self.entries:
                same = (entry.agency, entry.kind, entry.row.ref) == (file.agency, file.kind, row.target)
                if same and entry.row.action in ("record", "correction") and id(entry) not in superseded:
                    yield row, entry

    def one_with(self, code: str, step: int) -> set[str]:
        """The codes that were one business as decided up to that step."""
        undone = {place for when, place in self.splits if when <= step}
        pairs = [{a, b} for place, (when, a, b) in enumerate(self.merges) if when <= step and place not in undone]
        cluster = {code}
        while more := [pair for pair in pairs if pair & cluster and not pair <= cluster]:
            cluster |= more[0]
        return cluster

    def standing(self, code: str, step: int) -> list[Entry]:
        """Neither superseded by then, nor itself an end of something."""
        cluster = self.one_with(code, step)
        known = [entry for entry in self.entries if entry.step <= step]
        gone = {id(entry.supersedes) for entry in known}
        return [
            entry for entry in known
            if entry.row.code in cluster and id(entry) not in gone and entry.row.action in ("record", "correction")
        ]  # fmt: skip

    def read(self, code: str, day: int, step: int) -> tuple[list[str], list[set[str]]]:
        """The refs in force, and for each state the refs of which one is (several: begun on one day, in one file)."""
        begun = [entry for entry in self.standing(code, step) if entry.row.begins <= day]
        events = [entry for entry in begun if not entry.is_state and _holds(entry, day)]
        states = []
        for agency in registry.AGENCIES:
            own = [entry for entry in begun if entry.is_state and entry.agency == agency]
            if own:
                last = max((entry.row.begins, entry.step) for entry in own)
                states.append({_told(e) if _holds(e, day) else "" for e in own if (e.row.begins, e.step) == last})
        return sorted(_told(entry) for entry in events), states

    def names(self, code: str, day: int, step: int) -> tuple[dict[str, str], set[str]]:
        """Every name that the code itself bore with the day since when, and those of which one is current."""
        said = [
            entry
            for entry in self.standing(code, step)
            if entry.row.code == code and entry.row.begins <= day and entry.row.name
        ]
        since = {name: min(e.row.begins for e in said if e.row.name == name) for name in {e.row.name for e in said}}
        last = max(((entry.row.begins, entry.step) for entry in said), default=None)
        current = {entry.row.name for entry in said if (entry.row.begins, entry.step) == last}
        return {name: _day(day) for name, day in since.items()}, current


def _holds(entry: Entry, day: int) -> bool:
    return entry.row.ends is None or day < entry.row.ends


def _told(entry: Entry) -> str:
    row, old = entry.row, entry.supersedes
    end = None if row.ends is None else _day(row.ends)
    told = [entry.agency, entry.kind, row.ref, _day(row.begins), end, row.value, old and old.row.ref]
    return json.dumps(told)


def _compare(book: Book, code: str, day: int, step: int, moment: datetime) -> None:
    text = unified_record("shop", code, as_of=DAY + timedelta(days=day), known_at=moment, audience=Audience.OPERATOR)
    if text is None:
        assert not any(entry.row.code == code for entry in book.entries)
        return
    found = json.loads(text)
    refs: dict[bool, list[str]] = {True: [], False: []}
    for kind, records in found["records"].items():
        kind = kind.removeprefix("toy/")
        for one in records:
            told = [
                one["agency"],
                kind,
                one["ref"],
                one["valid_from"],
                one["valid_to"],
                one["facts"]["value"],
                one["corrects"],
            ]
            refs[kind == "rating"].append(json.dumps(told))
    events, states = book.read(code, day, step)
    assert sorted(refs[False]) == events
    left = list(refs[True])
    for possible in states:
        answer = next((ref for ref in left if ref in possible), "")
        assert answer in possible, f"one of {possible} in {left}"
        left = [ref for ref in left if ref != answer]
    assert left == []
    names, current = book.names(code, day, step)
    assert {one["name"]: one["valid_from"] for one in found["names"] if not one["merged"]} == names
    told_current = {one["name"] for one in found["names"] if one["current"] and not one["merged"]}
    assert len(told_current) == bool(names)
    assert told_current <= current
    others = [book.names(other, day, step) for other in book.one_with(code, step) - {code}]
    borne = sorted(pair for said, _ in others for pair in said.items())
    assert sorted((one["name"], one["valid_from"]) for one in found["names"] if one["merged"]) == borne
    assert sum(one["current"] for one in found["names"] if one["merged"]) == sum(bool(said) for said, _ in others)
    assert {one["code"] for one in found["aliases"]} == {
        e.row.legacy for e in book.standing(code, step) if e.row.legacy
    }
    assert {one["code"] for one in found["one_with"]} | {code} == book.one_with(code, step)


@st.composite
def files(draw: st.DrawFn) -> File:
    """Few references, so that rows meet; seldom a name or a legacy number."""
    refs = st.sampled_from("uvwxyz")
    agency = draw(st.sampled_from(registry.AGENCIES))
    kind = draw(st.sampled_from(("fine", "rating")))
    actions = st.sampled_from(("record", "record", "correction", "correction", "withdrawal", "annulment"))
    rows = []
    for _ in range(draw(st.integers(1, 6))):
        action, begins = draw(actions), draw(st.integers(0, DAYS))
        ends = draw(st.none() | st.integers(begins + 1, DAYS + 1))
        keeps = action in ("record", "correction")
        ref = draw(refs) + ("" if action == "record" else draw(st.sampled_from("12")))
        target = "" if action == "record" else draw(refs) + draw(st.sampled_from(("", "", "1", "2")))
        rows.append(
            Row(
                draw(st.sampled_from(CODES)), ref, action, target, begins, ends, draw(st.integers(0, 3)) if keeps else 0,
                draw(st.sampled_from(("", "", "Ying", "Yang"))) if keeps else "",
                draw(st.sampled_from(("", "", "", *LEGACY))) if keeps else "",
            )
        )  # fmt: skip
    return File(agency, kind, tuple(rows))


decisions = st.builds(
    Decision, st.sampled_from(("merge", "merge", "split")), st.sampled_from(CODES), st.sampled_from(CODES)
)


@pytest.mark.django_db
@settings(
    max_examples=30, deadline=None, database=None, phases=(Phase.explicit, Phase.generate),  # shrinking takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(
    steps=st.lists(files() | files() | files() | decisions, min_size=1, max_size=6),
    reads=st.lists(st.tuples(st.sampled_from(CODES), st.integers(-1, DAYS + 1), st.integers(-1, 5)), min_size=12, max_size=12),
)  # fmt: skip
def test_reads_equal_the_naive_model(
    tmp_path: Path, steps: list[File | Decision], reads: list[tuple[str, int, int]]
) -> None:
    with transaction.atomic():
        registry.put_in_force(registry.toy())
        book, moments = Book(), [registry.moment()]
        for number, step in enumerate(steps):
            if isinstance(step, File):
                path = registry.write_csv(tmp_path / f"{number}.csv", [row.cells for row in step.rows])
                summary = registry.take_in(path, f"{step.agency}-{step.kind}s")
                figures = (summary.added, summary.unchanged, summary.quarantined)
                earlier = next((n for n in range(number) if steps[n] == step), None)
                if earlier is None:
                    assert figures == book.take(number, step)
                else:
                    assert summary.already
            else:
                _decide(book, number, step)
            moments.append(registry.moment())
        for code, day, step_number in reads:
            place = min(step_number, len(steps) - 1)
            _compare(book, code, day, place, moments[place + 1])
        for code in CODES:
            _compare(book, code, DAYS, len(steps) - 1, moments[-1])
        transaction.set_rollback(True)


def _decide(book: Book, step: int, decision: Decision) -> None:
    entities: dict[str, Any] = {one.code: one for one in Entity.objects.filter(code__in=CODES)}
    if decision.entity not in entities or decision.into not in entities:
        return
    a, b = entities[decision.entity], entities[decision.into]
    undone = {place for _, place in book.splits}
    pairs = [(place, m[1:]) for place, m in enumerate(book.merges) if place not in undone]
    try:
        if decision.verb == "merge":
            merge(registry.officer(), a, b)
            assert b.code not in book.one_with(a.code, step), "what is one already cannot be merged"
            book.merges.append((step, a.code, b.code))
        else:
            split(registry.officer(), a, b)
            book.splits.append((step, next(place for place, pair in pairs if pair == (a.code, b.code))))
    except ActRefusedError:
        if decision.verb == "split":
            assert (a.code, b.code) not in [pair for _, pair in pairs]
