"""The public release of a result: who inspected what, when, on which basis, and the draw that it came from.

Officers are known by their numbers. What a pack does not publish of a record is not told here either: whether the business
replied is, its words only where the item's record has a public fact for them.
"""

from __future__ import annotations

from typing import Any

from bonafides.inspections.models import Assignment, Publication, Report
from bonafides.inspections.visits.record_facts import citations, officers_of
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.pack import Pack
from bonafides.packs.queries import pack_of_version


def release(number: int) -> dict[str, Any] | None:
    """The release of an assignment's result; None where it has none that is public."""
    found = (
        Publication.objects.select_related("report__assignment__entity", "report__assignment__agency")
        .select_related("report__assignment__draw__plan", "report__assignment__pack_version")
        .filter(report__assignment=number)
        .first()
    )
    return None if found is None else _told(found)


def releases_of_draw(draw: int) -> list[dict[str, Any]]:
    """The results of a draw as they came to be public."""
    rows = Publication.objects.filter(report__assignment__draw=draw).order_by("pk")
    numbers = rows.values_list("report__assignment_id", flat=True)
    return [one for one in map(release, numbers) if one is not None]


def _told(publication: Publication) -> dict[str, Any]:
    report, own = publication.report, publication.report.assignment
    pack = pack_of_version(own.pack_version)
    item = pack.inspection_items[own.item]
    draw = own.draw
    return {
        "assignment": own.pk,
        "pack": pack.name,
        "agency": own.agency.name,
        "business": {"scheme": own.entity.scheme, "code": own.entity.code},
        "item": own.item,
        "title": dict(item.title),
        "basis": citations(item.basis),
        "reason": own.reason,
        "plan": draw.plan.number if draw else None,
        "draw": draw.draw if draw else None,
        "officers": officers_of(report),
        "entered_on": _entered(own),
        "method": report.method,
        "formed_on": report.formed_on.isoformat(),
        "points": [{"point": one["point"], "finding": one["finding"]} for one in report.points],
        "results": [
            {"result": one["result"], "titles": _titles(pack, item, one["result"]), "ref": one["ref"]}
            for one in publication.records
        ],
        "published_on": publication.published_on.isoformat(),
        "replied": report.replies.exists(),
        "replies": _replies(pack, item, report),
        "act": publication.act_id,
    }


def _entered(own: Assignment) -> str | None:
    entry = getattr(own, "entry", None)
    return entry.entered_on.isoformat() if entry else None


def _titles(pack: Pack, item: InspectionItem, result: str) -> dict[str, str]:
    fact = pack.catalogue[item.record.kind].facts.properties[item.record.result]
    return dict(fact.labels.get(result, {}))


def _replies(pack: Pack, item: InspectionItem, report: Report) -> list[dict[str, str]]:
    name = item.record.tells.get("reply")
    if name is None or name not in pack.catalogue[item.record.kind].facts.public:
        return []
    return [{"received_on": one.received_on.isoformat(), "text": one.text} for one in report.replies.order_by("pk")]
