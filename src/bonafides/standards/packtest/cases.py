"""`tests/*.yaml` of a pack: the cases as they are written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from bonafides.packs.document import Document, parse_document
from bonafides.packs.faults import PackFault
from bonafides.packs.load import TESTS
from bonafides.packs.vocabulary import Entry, FactName, Identifier, SubjectKind, Text
from bonafides.packs.wording import shown, wrong


class Business(Entry):
    """The business that the case is about."""

    code: str = ""
    scheme: str = ""
    subject_kind: SubjectKind = "enterprise"


class Record(Entry):
    """A record, as an agency submits it. `of`: the code of another business, if it is not that of the case."""

    kind: Identifier
    agency: Identifier | None = None
    ref: str | None = None
    of: str | None = None
    event_date: date
    valid_from: date | None = None
    valid_to: date | None = None
    known_from: date | None = None
    action: Literal["record", "correction", "withdrawal", "annulment"] = "record"
    supersedes: str | None = None
    facts: dict[FactName, Any] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _names_what_it_supersedes(self) -> Record:
        if (self.action == "record") != (self.supersedes is None):
            came = f"`action: {self.action}` and {'none' if self.supersedes is None else '`supersedes`'}"
            raise wrong("`supersedes`, the `ref` of a record, beside any action but `record`", came)
        return self


class Dates(Entry):
    """What a period comes to: its last day, days on which an act is in time, days on which it is late."""

    last_day: date | None = None
    on_time: tuple[date, ...] = ()
    late: tuple[date, ...] = ()

    @model_validator(mode="after")
    def _something(self) -> Dates:
        if self.last_day is None and not self.on_time and not self.late:
            raise wrong("`last_day`, `on_time` or `late`", "none of them")
        return self


class Case(Entry):
    """One case: facts in, expected decisions and dates out. `known_at`: what was known by the end of that day.

    `refused`: by decision, words of what it must say where it cannot decide, as a fact is missing or not allowed.
    """

    case: str
    as_of: date
    known_at: date | None = None
    note: str | Text | None = None
    business: Business = Business()
    records: tuple[Record, ...] = ()
    record: Record | None = None
    inputs: dict[FactName, Any] = Field(default_factory=dict)
    expect: dict[str, Any] = Field(default_factory=dict)
    fired: dict[str, int | tuple[int, ...]] = Field(default_factory=dict)
    dates: dict[str, Dates] = Field(default_factory=dict)
    refused: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _expects_something(self) -> Case:
        if not (self.expect or self.dates or self.refused):
            raise wrong("`expect`, `dates` or `refused`: what the case must come to", "none of them")
        return self

    @property
    def decisions(self) -> tuple[str, ...]:
        """The decisions that the case asks, each once."""
        return tuple(dict.fromkeys((*self.expect, *self.dates, *self.fired, *self.refused)))


@dataclass(frozen=True)
class Placed:
    """A case with its place, for messages."""

    case: Case
    file: str
    line: int


def read_cases(root: Path) -> tuple[list[Placed], list[PackFault]]:
    """The cases of the pack in folder `root`, by file and place, and what is wrong with how they are written."""
    placed: list[Placed] = []
    faults: list[PackFault] = []
    for path in sorted((root / TESTS).rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.suffix in (".md", "") or path.is_dir():
            continue
        if path.suffix != ".yaml":
            faults.append(PackFault(name, 0, "", f"`{TESTS}/NAME.yaml`", "another file", "rename or move it"))
            continue
        document = parse_document(name, path.read_bytes())
        if isinstance(document, list):
            faults += document
            continue
        for one in _cases(document):
            if isinstance(one, PackFault):
                faults.append(one)
            else:
                placed.append(one)
    return placed, faults


def _cases(document: Document) -> list[Placed | PackFault]:
    if not isinstance(document.content, tuple):
        return [document.fault((), "a list of cases", shown(document.content), "begin each with `- case: …`")]
    found: list[Placed | PackFault] = []
    seen: set[str] = set()
    for index in range(len(document.content)):
        read = document.model(Case, (index,))
        if isinstance(read, list):
            found += read
            continue
        if read.case in seen:
            found.append(document.fault((index, "case"), "each case once", shown(read.case), "rename one"))
        seen.add(read.case)
        found.append(Placed(read, document.name, document.line((index,))))
    return found
