"""What the database itself refuses of plans, draws and assignments."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests import registry

from bonafides.acts.act import Acting, Role, official_act
from bonafides.agencies.models import Agency
from bonafides.entities.models import Entity
from bonafides.inspections.models import Assignment, Draw, Plan
from bonafides.packs.models import PackVersion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("toy_in_force")]
toy_in_force = registry.toy_in_force


@official_act("tests.write", by=(Role.OPERATOR,))
def write(acting: Acting, model: Any, **fields: Any) -> Any:
    """A row of an act."""
    return acting.write(model, **fields)


def row(model: Any, **fields: Any) -> Any:
    return write(registry.officer(), model, **fields)


def a_draw() -> Draw:
    agency, version = Agency.objects.get(name="a"), PackVersion.objects.get()
    plan = row(Plan, agency=agency, pack_version=version, number="1", year=2026, filed_with="x", items=[], figures={})
    made: Draw = row(
        Draw, plan=plan, agency=agency, pack_version=version, item="i", batch=1, attempt=1, draw="d", as_of="2026-01-01",
        known_at=registry.moment(), commitment={}, commitment_hash=b"x" * 32, officers={}, leaf=1,
    )  # fmt: skip
    return made


def assignment(of: Draw | None, **fields: Any) -> dict[str, Any]:
    shop, _ = Entity.objects.get_or_create(scheme="shop", code="S1", kind="enterprise")
    return {
        "draw": of, "agency": Agency.objects.get(name="a"), "pack_version": PackVersion.objects.get(), "entity": shop,
        "item": "i", "reason": "plan", "region": "", "lead": "1", "second": "2", "place": 1,
    } | fields  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"second": "1"}, "two"),
        ({"second": ""}, "two"),
        ({"place": None}, "chance"),
        ({"reason": "complaint"}, "chance"),
        ({"draw": None}, "chance"),
    ],
)
def test_an_assignment_that_cannot_be(fields: dict[str, Any], name: str) -> None:
    with pytest.raises(IntegrityError, match=f"inspections_assignment_{name}"), transaction.atomic():
        row(Assignment, **assignment(a_draw(), **fields))


def test_a_business_is_assigned_once_a_draw_and_then_only_to_others() -> None:
    draw = a_draw()
    first = row(Assignment, **assignment(draw))
    with pytest.raises(IntegrityError, match="inspections_assignment_once"), transaction.atomic():
        row(Assignment, **assignment(draw, lead="3"))
    assert row(Assignment, **assignment(draw, lead="3", replaces=first)).officers == ("3", "2")
    assert row(Assignment, **assignment(None, place=None, reason="complaint")).draw is None


@official_act("tests.write_many", by=(Role.OPERATOR,))
def write_many(acting: Acting, rows: list[dict[str, Any]]) -> int:
    """Many rows of an act."""
    return len(acting.write_many(Assignment, rows))


def test_more_values_than_one_statement_takes() -> None:
    """65,535 are the most; a draw of full coverage has more."""
    rows = [assignment(None, place=None, reason="complaint")] * 6_000
    assert write_many(registry.officer(), rows) == Assignment.objects.count() == 6_000


def test_a_batch_is_committed_to_once() -> None:
    draw = a_draw()
    again = {name: getattr(draw, name) for name in ("plan", "agency", "pack_version", "item", "batch", "attempt")}
    with pytest.raises(IntegrityError, match="inspections_draw_once"), transaction.atomic():
        row(
            Draw, **again, draw="other", as_of="2026-01-01", known_at=registry.moment(), commitment={},
            commitment_hash=b"y" * 32, officers={}, leaf=2,
        )  # fmt: skip
