"""A report as an officer writes it: a YAML file, or the same as JSON. Every fault is told with its line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from bonafides.acts.files import Kept, keep
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.visits.results import Point, Stated
from bonafides.packs.document import parse_document
from bonafides.packs.vocabulary import Entry, Words

MOST_FILES = 100


class FoundPoint(Entry):
    """What was found on one point; `files` are names from the folder of the form."""

    point: Words
    finding: Words
    note: str = ""
    files: tuple[Words, ...] = ()


class ReportForm(Entry):
    """`results` from the closed list, `points` of the checklist, `method`; `files` beside those of the points.

    `facts` are those that the item lets officers state beside the result (`record.states`).
    """

    results: Annotated[tuple[Words, ...], Field(min_length=1)]
    method: Words
    points: tuple[FoundPoint, ...] = ()
    findings: str = ""
    facts: dict[Words, bool | int | str | tuple[str, ...]] = Field(default_factory=dict)
    files: Annotated[tuple[Words, ...], Field(max_length=MOST_FILES)] = ()
    formed_on: date | None = None


def read_report(name: str, content: bytes) -> ReportForm:
    """A report from a file. Raises RefusedError with every fault, a line each."""
    document = parse_document(name, content)
    form = document if isinstance(document, list) else document.model(ReportForm)
    if isinstance(form, list):
        raise RefusedError("the report is not in order:\n  %(faults)s", faults="\n  ".join(str(one) for one in form))
    return form


def kept_files(form: ReportForm, folder: Path) -> dict[str, Kept]:
    """The files that a report names, kept under their hashes. Raises RefusedError for one that is not in the folder."""
    names = dict.fromkeys([*form.files, *(one for point in form.points for one in point.files)])
    for name in names:
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
            raise RefusedError(
                "expected a file in the folder of the form, there is no %(name)s; nothing was changed", name=name
            )
    return {name: keep(folder / name) for name in names}


def stated(form: ReportForm) -> dict[str, Stated]:
    """The facts, as the act takes them."""
    return {name: list(one) if isinstance(one, tuple) else one for name, one in form.facts.items()}


def points_of(form: ReportForm, files: Mapping[str, Kept]) -> tuple[Point, ...]:
    """The points with their files by their hashes."""
    return tuple(
        Point(one.point, one.finding, one.note, tuple(files[name].sha256 for name in one.files)) for one in form.points
    )
