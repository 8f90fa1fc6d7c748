"""The closed list of results: OK stands alone (INS-11), each once, and the checklist is not contradicted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.inspections import visiting as at
from tests.inspections.visits.test_steps import refused
from tests.records.ingest.conftest import citizen_id
from tests.registry import repository_pack

from bonafides.inspections.visits.results import Finding, Point, faults

PACK = repository_pack("cn")
ITEM = PACK.inspection_items[at.ITEM]
KIND = PACK.catalogue[ITEM.record.kind]
WORDS = KIND.facts.properties[ITEM.record.result].words or ()
POINTS = [one.point for one in ITEM.checklist]


def told(results: list[str], points: tuple[Point, ...] = at.GOOD, method: str = "on-site") -> list[str]:
    return list(faults(ITEM, KIND, method, results, points, {at.PHOTO.sha256}))


@given(st.lists(st.sampled_from(WORDS), max_size=4))
def test_a_list_of_results_is_in_order_exactly_if(results: list[str]) -> None:
    """Not empty, no word twice, and where OK is among them nothing else is."""
    wanted = bool(results) and len(set(results)) == len(results) and ("no-problem" not in results or len(results) == 1)
    assert (told(results) == []) == wanted


def test_ok_and_another_is_refused_by_its_rule() -> None:
    [fault] = told(["no-problem", "refused"])
    assert "`no-problem` excludes every other (INS-11), came with refused" in fault


@given(st.lists(st.tuples(st.sampled_from(POINTS), st.sampled_from(Finding), st.booleans()), max_size=6))
def test_a_checklist_is_in_order_exactly_if(found: list[tuple[str, Finding, bool]]) -> None:
    """Each point once, with evidence where it is required and there was something to find."""
    points = tuple(Point(name, finding, evidence=(at.PHOTO.sha256,) * with_file) for name, finding, with_file in found)
    asks = {one.point for one in ITEM.checklist if one.requires == "evidence"}
    wanted = sorted(name for name, _, _ in found) == sorted(POINTS) and all(
        with_file or name not in asks or finding == Finding.NOT_APPLICABLE for name, finding, with_file in found
    )
    assert (told(["refused"], points) == []) == wanted


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"results": ["nice"]}, "expected one of no-problem"),
        ({"results": ["refused"], "method": "telepathy"}, "method: expected one of on-site, paper"),
        ({"results": ["no-problem"], "points": at.BAD}, r"finds one \(name\)"),
        ({"results": ["refused"], "points": (*at.GOOD, Point("roof", "in-order"))}, "came `roof`"),
        ({"results": ["refused"], "points": (Point("name", "good"), *at.GOOD[:1], *at.GOOD[2:])}, "came `good`"),
        ({"results": ["refused"], "points": (Point("name", "in-order", evidence=("0" * 64,)), *at.GOOD[:1], *at.GOOD[2:])},
         "expected a file of this report"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(given: dict[str, object], word: str) -> None:
    import re

    assert any(re.search(word, one) for one in told(**given)), told(**given)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_report_that_is_not_in_order_leaves_nothing() -> None:
    visit = at.visited()
    refused("excludes every other", at.reported, visit, "no-problem", "refused", points=at.GOOD)
    refused("not in order", at.reported, visit)
    refused("no number of a natural person", at.reported, visit, "refused", findings=f"owner {citizen_id(3)}")
    refused("without control characters", at.reported, visit, "refused", findings="a\0")
    refused("a day from the visit on", at.reported, visit, "refused", formed_on=at.days(-1))
    refused("a day up to", at.reported, visit, "refused", formed_on=at.days(1))


@pytest.mark.django_db
def test_what_can_be_checked_on_paper_needs_no_visit() -> None:
    visit = at.assigned()
    at.reported(visit, "no-problem", method="paper")
