"""An agency is reminded of a deadline that it missed: of one that the register shows, and until it shows it met."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.remedies import world
from tests.remedies.conftest import START, OnDay, on_day, penalised

from bonafides.acts.act import ActRefusedError
from bonafides.documents.models import Document
from bonafides.entities.models import Entity
from bonafides.procedures.acts.open_case import open_case
from bonafides.procedures.cases import held
from bonafides.procedures.models import Case
from bonafides.records.models import Record

__all__ = ["on_day", "penalised"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("penalised")]
LATE = date(2026, 6, 11)
DUE = "2026-06-10"


def objection() -> Case:
    record = Record.objects.get(source_ref="P-1")
    return world.opened("objection", record, fields={"ground": "error", "statement": "The amount is wrong."})


def reminder(about: int, due: str = DUE, deadline: str = "decision-due", entity: Entity | None = None) -> Case:
    told: dict[str, Any] = {
        "about_case": about,
        "deadline": deadline,
        "what": "To answer the objection.",
        "due_on": due,
    }
    entity = entity or Entity.objects.get(code=world.CODE)
    return open_case(world.acting("4"), "overdue-duty", entity=entity, fields=told)


def test_reminded_with_a_copy_to_the_business_until_it_is_done(on_day: OnDay) -> None:
    case = objection()
    assert str(held(case).standing(START).clocks["decision-due"].last_day) == DUE
    with pytest.raises(ActRefusedError, match="`reminder_due` to be due, it is not-overdue"):
        reminder(case.pk)
    on_day(LATE)
    overdue = reminder(case.pk)
    world.step(overdue, "remind", "4")
    (paper,) = Document.objects.filter(form="overdue-reminder")
    assert paper.entity.code == world.CODE
    assert "To answer the objection." in str(paper.content["body"]["en"])
    assert held(overdue).standing(LATE).clocks["to-act"].last_day == date(2026, 6, 18)
    with pytest.raises(ActRefusedError, match="`close` needs `reminder_due` to be not-overdue, it is due"):
        world.step(overdue, "close", "4")
    with pytest.raises(ActRefusedError, match="waits until `to-act` is over"):
        world.step(overdue, "escalate", "4", fields={"superior": "The municipal bureau"})
    on_day(date(2026, 6, 22))
    world.step(overdue, "escalate", "4", fields={"superior": "The municipal bureau"})
    world.step(case, "reject", "6", fields={"answer": "The file shows the amount."})
    world.step(overdue, "close", "4")
    assert held(overdue).standing(date(2026, 6, 22)).ended


@pytest.mark.parametrize(
    ("due", "deadline"), [("2026-06-09", "decision-due"), (DUE, "decision-with-check"), (DUE, "nothing")]
)
def test_nobody_is_reminded_of_what_the_register_does_not_show(on_day: OnDay, due: str, deadline: str) -> None:
    case = objection()
    on_day(LATE)
    with pytest.raises(ActRefusedError, match="it is not-overdue"):
        reminder(case.pk, due, deadline)


def test_nor_of_a_case_of_another_business_or_of_none(on_day: OnDay) -> None:
    case = objection()
    other = world.penalty("P-2", world.OTHER).entity
    on_day(LATE)
    for number, entity in ((case.pk, other), (case.pk + 100, None), (1, other)):
        with pytest.raises(ActRefusedError, match="it is not-overdue"):
            reminder(number, entity=entity)
