"""The record that a result becomes: which facts, by the item, and the reference under which the agency gives it."""

from __future__ import annotations

from typing import Any

from bonafides.inspections.models import Entry, Report
from bonafides.packs.facts import Fact
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.pack import Pack
from bonafides.packs.vocabulary import Citation
from bonafides.records.ingest.one import NewRecord

CUT = " […]"  # ends a text that is longer than its fact; the whole is with the inspection


def record_of(pack: Pack, item: InspectionItem, report: Report, result: str) -> NewRecord:
    """The record of one result of a report."""
    assignment = report.assignment
    place = report.results.index(result)
    ref = f"inspection-{assignment.pk}" + (f"/{place + 1}" if len(report.results) > 1 else "")
    kind = pack.catalogue[item.record.kind]
    facts: dict[str, Any] = {
        name: list(one) if isinstance(one, tuple) else one for name, one in item.record.facts.items()
    }
    facts[item.record.result] = result
    if place == 0:  # a score stated once is one score, however many results the report has
        facts |= report.facts
    if "method" in kind.facts.properties:  # its values are the item's methods: the check of the pack says so
        facts["method"] = report.method
    for word, told in _told(pack, item, report, result).items():
        if (name := item.record.tells.get(word)) is not None and told not in ("", [], None):  # type: ignore[call-overload]
            facts[name] = _fitting(kind.facts.properties[name], told)
    return NewRecord(
        kind=kind.kind,
        scheme=assignment.entity.scheme,
        code=assignment.entity.code,
        ref=ref,
        event_date=report.formed_on,
        facts=facts,
        document_no=assignment.approval.number if hasattr(assignment, "approval") else None,
        basis=citations(item.basis),
    )


def _told(pack: Pack, item: InspectionItem, report: Report, result: str) -> dict[str, Any]:
    """What an inspection has to tell, by the words of `packs/inspection_item.py`."""
    assignment, language = report.assignment, pack.info.languages[0]
    replies = [one.text for one in report.replies.order_by("pk")]
    draw = assignment.draw
    return {
        "item": item.item,
        "basis": citations(item.basis),
        "authority": pack.agencies[assignment.agency.name].title[language],
        "plan": draw.plan.number if draw else None,
        "draw": draw.draw if draw else None,
        "reason": assignment.reason,
        "officers": officers_of(report),
        "findings": [f"{one['point']}: {one['finding']}" for one in report.points],
        "follow_ups": [one.step for one in report.follow_ups.filter(result=result).order_by("pk")],
        "replied": bool(replies),
        "reply": "\n".join(replies),
    }


def officers_of(report: Report) -> list[str]:
    """The numbers of those who inspected: who entered, or who were to, where nobody had to."""
    entry = Entry.objects.filter(assignment=report.assignment).first()
    return list(entry.officers) if entry else list(report.assignment.officers)


def citations(basis: tuple[Citation, ...]) -> str:
    """Citations as an officer types them: `REG 38; IMPL 65`."""
    return "; ".join(" ".join(filter(None, (one.instrument, one.article))) for one in basis)


def _fitting(fact: Fact, told: Any) -> Any:
    """What is told, in the type of the fact that takes it; the pack's check says that they fit."""
    if fact.type == "array":
        return told if isinstance(told, list) else [told]
    if fact.type == "string":
        text = "; ".join(told) if isinstance(told, list) else str(told)
        most = fact.maxLength or len(text)
        return text if len(text) <= most else text[: most - len(CUT)] + CUT
    return told
