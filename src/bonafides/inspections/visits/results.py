"""The result of an inspection: a closed list, what excludes what, and the checklist that it must not contradict. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.kind import Kind

ON_SITE = "on-site"
"""The method for which officers enter; with any other nobody comes."""


Stated = bool | int | str | list[str]
"""What a fact holds."""


class Finding(StrEnum):
    """What can be found on a point."""

    IN_ORDER = "in-order"
    PROBLEM = "problem"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True)
class Point:
    """What was found on one point of the checklist; `evidence` are hashes of files of the report."""

    point: str
    finding: str
    note: str = ""
    evidence: tuple[str, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """As the report's row keeps it."""
        return {"point": self.point, "finding": self.finding, "note": self.note, "evidence": list(self.evidence)}


def faults(
    item: InspectionItem, kind: Kind, method: str, results: Sequence[str], points: Sequence[Point], files: Collection[str],
) -> Iterator[str]:  # fmt: skip
    """Everything that keeps a report from being entered: what was expected, what came. None: it may be."""
    if method not in item.methods:
        yield f"method: expected one of {', '.join(item.methods)}, came `{method}`"
    yield from _results(item, kind, results)
    yield from _points(item, points, files)
    problems = [one.point for one in points if one.finding == Finding.PROBLEM]
    if problems and item.record.ok in results:
        told = f"result: `{item.record.ok}` says that there is no problem, but the checklist finds one"
        yield f"{told} ({', '.join(problems)}): mend the one or the other"


def stated_faults(item: InspectionItem, kind: Kind, facts: Mapping[str, Stated]) -> Iterator[str]:
    """What keeps the facts that officers state beside the result from being entered: a score, a count."""
    for name, value in facts.items():
        if name not in item.record.states:
            known = ", ".join(item.record.states) or "it takes none"
            yield f"facts: expected facts that `{item.item}` takes ({known}), came `{name}`"
        elif told := kind.facts.fault_of(name, value):
            yield f"facts, `{name}`: expected a value of the fact ({told}), came another"


def texts_of(facts: Mapping[str, Stated]) -> Iterator[str]:
    """The texts among them."""
    for value in facts.values():
        yield from value if isinstance(value, list) else [value] if isinstance(value, str) else ()


def _results(item: InspectionItem, kind: Kind, results: Sequence[str]) -> Iterator[str]:
    known = kind.facts.properties[item.record.result].words or ()
    if not results:
        yield f"result: expected one of {', '.join(known)}, came none"
    for one in results:
        if one not in known:
            yield f"result: expected one of {', '.join(known)}, came `{one}`"
    if len(set(results)) < len(results):
        yield f"result: expected each once, came {', '.join(results)}"
    if item.record.ok in results and len(set(results)) > 1:
        others = ", ".join(one for one in results if one != item.record.ok)
        yield f"result: `{item.record.ok}` excludes every other (INS-11), came with {others}: leave the one or the others out"


def _points(item: InspectionItem, points: Sequence[Point], files: Collection[str]) -> Iterator[str]:
    found = {one.point: one for one in points}
    if len(found) < len(points):
        yield "checklist: expected each point once, came one twice"
    for name in found:
        if item.point(name) is None:
            known = ", ".join(one.point for one in item.checklist)
            yield f"checklist: expected points of `{item.item}` ({known}), came `{name}`"
    for asked in item.checklist:
        given = found.get(asked.point)
        if given is None:
            yield f"checklist: expected a finding on `{asked.point}` ({', '.join(Finding)}), came none"
            continue
        if given.finding not in list(Finding):
            yield f"checklist, `{asked.point}`: expected one of {', '.join(Finding)}, came `{given.finding}`"
        if asked.requires == "evidence" and given.finding != Finding.NOT_APPLICABLE and not given.evidence:
            yield f"checklist, `{asked.point}`: expected evidence, came none: name a file of the report"
        for one in given.evidence:
            if one not in files:
                yield f"checklist, `{asked.point}`: expected a file of this report, came {one[:16]}…"
