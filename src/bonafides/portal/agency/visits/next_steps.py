"""What comes next in a visit: the steps that its rows leave open, each asked again by its act when it is taken."""

from __future__ import annotations

from bonafides.inspections.models import Clearance, Entry, Notice, Order, Publication, Recheck, Rectified, Report
from bonafides.inspections.visits.results import ON_SITE
from bonafides.portal.agency.visits.own import Visit


def next_steps(visit: Visit) -> list[str]:
    """By the words of the board of visits, in the order in which they are taken."""
    own = visit.own
    if hasattr(own, "replaced_by"):
        return []
    report = visit.report()
    if report is None:
        return _before(visit)
    found = []
    if not Clearance.objects.filter(report=report).exists():
        found.append("clear")
    elif not Publication.objects.filter(report=report).exists():
        found.append("publish")
    if visit.open_steps():
        found.append("follow-up")
    return [*found, *_after(visit, report), "reply"]


def _before(visit: Visit) -> list[str]:
    """Up to the result."""
    if not hasattr(visit.own, "approval"):
        return ["approve"]
    entered = Entry.objects.filter(assignment=visit.own).exists()
    if entered:
        return ["report"]
    noticed = Notice.objects.filter(assignment=visit.own).exists()
    from_afar = ["report"] if set(visit.item.methods) != {ON_SITE} else []
    return ["enter" if noticed else "notify", *from_afar]


def _after(visit: Visit, report: Report) -> list[str]:
    """Orders, and looking again."""
    order = Order.objects.filter(report=report).first()
    if order is None:
        return [] if visit.item.record.ok in report.results else ["order"]
    if not Rectified.objects.filter(order=order).exists():
        return ["rectify"]
    return [] if Recheck.objects.filter(report=report).exists() else ["recheck"]
