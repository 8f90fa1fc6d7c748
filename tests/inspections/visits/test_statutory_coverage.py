"""INS-09: every food business on all points once in two years. The visit that did so ends the duty, and time renews it."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone
from tests.inspections import visiting as at

from bonafides.inspections.in_scope import MUST, scope_program
from bonafides.inspections.visits.results import Finding, Point
from bonafides.packs.queries import installed_pack
from bonafides.standards.engines.postgresql import rows

ITEM = "food-daily-supervision"
POINTS = tuple(
    Point(one, Finding.IN_ORDER, evidence=(at.PHOTO.sha256,))
    for one in ("licence", "premises", "purchase-records", "storage", "staff-health")
)


def is_due(day: date) -> bool:
    """Whether the law asks that business 1 be inspected."""
    pack, _ = installed_pack("cn")
    [found] = rows(scope_program(pack, pack.inspection_items[ITEM], day), pack, [at.business().pk], timezone.now())
    return bool(found[MUST])


def inspected(*, all_points: bool) -> None:
    """Inspected today, with the result published."""
    visit = at.assigned(1, ("201", "204"), item=ITEM)
    at.approved(visit)
    at.entered(visit, at.notified(visit), ("201", "204"))
    at.reported(visit, "no-problem", points=POINTS, facts={"all_points": all_points})
    at.cleared(visit)
    at.published(visit)


def test_an_inspection_on_all_points_ends_the_duty_for_two_years() -> None:
    assert is_due(at.today())
    inspected(all_points=True)
    assert not is_due(at.today())
    assert not is_due(at.today() + timedelta(days=729))
    assert is_due(at.today() + timedelta(days=732))


def test_an_inspection_on_some_points_does_not() -> None:
    inspected(all_points=False)
    assert is_due(at.today())
