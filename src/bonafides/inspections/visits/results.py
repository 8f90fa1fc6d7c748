"""The result of an inspection: a closed list, what excludes what, and the checklist that it must not contradict. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bonafides.kernel.sentence import Joined, Sentence
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
        yield Sentence(
            "method: expected one of %(methods)s, came `%(method)s`", methods=Joined(item.methods), method=method
        )
    yield from _results(item, kind, results)
    yield from _points(item, points, files)
    problems = [one.point for one in points if one.finding == Finding.PROBLEM]
    if problems and item.record.ok in results:
        told = Sentence(
            "result: `%(ok)s` says that there is no problem, but the checklist finds one", ok=item.record.ok
        )
        yield Sentence("%(told)s (%(problems)s): mend the one or the other", told=told, problems=Joined(problems))


def stated_faults(item: InspectionItem, kind: Kind, facts: Mapping[str, Stated]) -> Iterator[str]:
    """What keeps the facts that officers state beside the result from being entered: a score, a count."""
    for name, value in facts.items():
        if name not in item.record.states:
            known = Joined(item.record.states) or Sentence("it takes none")
            yield Sentence(
                "facts: expected facts that `%(item)s` takes (%(known)s), came `%(name)s`",
                item=item.item,
                known=known,
                name=name,
            )
        elif told := kind.facts.fault_of(name, value):
            yield Sentence(
                "facts, `%(name)s`: expected a value of the fact (%(told)s), came another", name=name, told=told
            )


def texts_of(facts: Mapping[str, Stated]) -> Iterator[str]:
    """The texts among them."""
    for value in facts.values():
        yield from value if isinstance(value, list) else [value] if isinstance(value, str) else ()


def _results(item: InspectionItem, kind: Kind, results: Sequence[str]) -> Iterator[str]:
    known = kind.facts.properties[item.record.result].words or ()
    if not results:
        yield Sentence("result: expected one of %(known)s, came none", known=Joined(known))
    for one in results:
        if one not in known:
            yield Sentence("result: expected one of %(known)s, came `%(one)s`", known=Joined(known), one=one)
    if len(set(results)) < len(results):
        yield Sentence("result: expected each once, came %(results)s", results=Joined(results))
    if item.record.ok in results and len(set(results)) > 1:
        others = Joined(one for one in results if one != item.record.ok)
        yield Sentence(
            "result: `%(ok)s` excludes every other (INS-11), came with %(others)s: leave the one or the others out",
            ok=item.record.ok,
            others=others,
        )


def _points(item: InspectionItem, points: Sequence[Point], files: Collection[str]) -> Iterator[str]:
    found = {one.point: one for one in points}
    if len(found) < len(points):
        yield Sentence("checklist: expected each point once, came one twice")
    for name in found:
        if item.point(name) is None:
            known = Joined(one.point for one in item.checklist)
            yield Sentence(
                "checklist: expected points of `%(item)s` (%(known)s), came `%(name)s`",
                item=item.item,
                known=known,
                name=name,
            )
    for asked in item.checklist:
        given = found.get(asked.point)
        if given is None:
            yield Sentence(
                "checklist: expected a finding on `%(point)s` (%(finding)s), came none",
                point=asked.point,
                finding=Joined(Finding),
            )
            continue
        if given.finding not in list(Finding):
            yield Sentence(
                "checklist, `%(point)s`: expected one of %(finding)s, came `%(came)s`",
                point=asked.point,
                finding=Joined(Finding),
                came=given.finding,
            )
        if asked.requires == "evidence" and given.finding != Finding.NOT_APPLICABLE and not given.evidence:
            yield Sentence(
                "checklist, `%(point)s`: expected evidence, came none: name a file of the report", point=asked.point
            )
        for one in given.evidence:
            if one not in files:
                yield Sentence(
                    "checklist, `%(point)s`: expected a file of this report, came %(one)s…",
                    point=asked.point,
                    one=one[:16],
                )
