"""Objections by the rules of each region, reconsideration and suits, and repairs gained by false material."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from tests.remedies import world
from tests.remedies.conftest import START, OnDay

from bonafides.acts.act import ActRefusedError, NotPermittedError
from bonafides.packs.queries import installed_pack
from bonafides.procedures.cases import held
from bonafides.procedures.models import Case
from bonafides.records.acts.enter import enter
from bonafides.records.annotations import remedy_pending
from bonafides.records.ingest.one import NewRecord
from bonafides.records.models import Record
from bonafides.remedies.models import FalseMaterial
from bonafides.sharing.public_record import public_record

pytestmark = pytest.mark.django_db
OBJECTED = {"ground": "error", "statement": "The amount is wrong."}


def said(code: str = world.CODE) -> dict[str, list[str]]:
    """Reference → kinds of annotation of the penalties that the public sees."""
    read = json.loads(public_record("uscc", code) or '{"records": {}}')
    return {
        one["ref"]: [each["kind"] for each in one["annotations"]]
        for one in read["records"].get("cn/administrative-penalty", [])
    }


def objection(record: Record | None = None) -> Case:
    record = record or Record.objects.get(source_ref="P-1")
    return world.opened("objection", record, fields=OBJECTED)


@pytest.mark.usefixtures("penalised")
@pytest.mark.parametrize(
    ("code", "decided", "with_check"),
    [
        ("91310000MA1FL0001R", date(2026, 6, 15), date(2026, 6, 17)),  # Shanghai: 5 and 7 working days
        ("91370100MA3C000074", date(2026, 6, 11), date(2026, 6, 17)),  # Shandong: 3 and 7
        ("91410100MA440000XP", date(2026, 6, 11), date(2026, 6, 17)),  # Henan: 3 and 7
        ("91440300MA5D000015", date(2026, 6, 10), date(2026, 6, 15)),  # Shenzhen: 2 and 5
        (world.OTHER, date(2026, 6, 10), date(2026, 6, 15)),  # none known: the pack's own profile, the strictest seen
    ],
)
def test_the_time_of_the_region(code: str, decided: date, with_check: date) -> None:
    case = objection(world.penalty("P-2", code))
    assert held(case).standing(START).clocks["decision-due"].last_day == decided
    world.step(case, "order-check", "2", fields={"checked_with": "the tax bureau"})
    clocks = held(case).standing(START).clocks
    assert clocks["decision-with-check"].last_day == with_check, "from when it came in, not from the check"
    assert not clocks["decision-due"].running


@pytest.mark.usefixtures("penalised")
def test_it_is_marked_at_once_and_for_as_long_as_it_lasts() -> None:
    record = Record.objects.get(source_ref="P-1")
    case = objection()
    assert said() == {"P-1": ["disputed"]}
    assert remedy_pending(record.pk, START)
    with pytest.raises(ActRefusedError, match="is open already"), transaction.atomic():
        objection()
    world.step(case, "reject", "6", fields={"answer": "The file of the case shows the amount."})
    assert said() == {"P-1": []}
    assert not remedy_pending(record.pk, START)


@pytest.mark.usefixtures("penalised")
def test_upheld_by_a_correction_that_is_there() -> None:
    case = objection()
    named: dict[str, Any] = {"correction_ref": "P-1b", "answer": "It was 20,000 yuan."}
    with pytest.raises(ActRefusedError, match="enter the correction first"), transaction.atomic():
        world.step(case, "correct", "6", fields=named)
    record = Record.objects.get(source_ref="P-1")
    pack, version = installed_pack("cn")
    correction = NewRecord(
        "administrative-penalty", "uscc", world.CODE, "P-1b", record.event_date, {**record.facts, "fine": 2_000_000},
        action="correction", supersedes="P-1", reason="objection", document_no=record.document_no,
    )  # fmt: skip
    enter(world.acting("2"), pack, version, correction)
    assert said() == {"P-1b": ["disputed"]}, "it goes over to the correction while the case lasts"
    with pytest.raises(ActRefusedError, match="enter the correction first"), transaction.atomic():
        world.step(case, "correct", "6", fields={**named, "correction_ref": "P-1"})
    world.step(case, "correct", "6", fields=named)
    assert said() == {"P-1b": []}


@pytest.mark.usefixtures("penalised")
def test_whoever_took_it_in_does_not_decide_it() -> None:
    case = world.opened("objection", Record.objects.get(source_ref="P-1"), by="2", fields=OBJECTED)
    with pytest.raises(NotPermittedError), transaction.atomic():
        world.step(case, "end-record", "2", fields={"answer": "Mine."})
    world.step(case, "end-record", "6", fields={"answer": "It is past its publicity period."})
    assert said() == {}


@pytest.mark.usefixtures("penalised")
@pytest.mark.parametrize("remedy", ["reconsideration", "suit"])
def test_while_another_body_decides_the_record_says_so(remedy: str, on_day: OnDay) -> None:
    record = Record.objects.get(source_ref="P-1")
    given = {"fields": {"body": "People's Court of the District", "file_no": "(2026) 1"}}
    with pytest.raises(ActRefusedError, match="needs evidence"), transaction.atomic():
        world.opened(remedy, record, **given)
    case = world.opened(remedy, record, files=[world.paper()], **given)
    assert said() == {"P-1": [remedy]}, "annotated, and not suspended by default"
    world.step(case, "suspend", "2", files=[world.paper()])
    assert said() == {"P-1": [remedy, "suspended"]}
    world.step(case, "learn-annulment", "2", files=[world.paper()], fields={"outcome": "The penalty is annulled."})
    assert held(case).standing(START).clocks["correction"].last_day == date(2026, 6, 11)  # three working days
    on_day(date(2026, 6, 9))
    world.step(case, "end-record", "2")
    assert said() == {}
    assert Record.objects.get(supersedes=record.pk).action == Record.Action.ANNULMENT


@pytest.mark.usefixtures("penalised")
def test_a_reconsideration_that_maintains_ends_the_annotation() -> None:
    given = {"fields": {"body": "The people's government", "file_no": "1"}, "files": [world.paper()]}
    case = world.opened("reconsideration", Record.objects.get(source_ref="P-1"), **given)
    assert held(case).standing(START).clocks["decision"].last_day == date(2026, 8, 7)  # 60 days
    world.step(case, "learn-maintained", "2", files=[world.paper()], fields={"outcome": "Maintained."})
    assert said() == {"P-1": []}


@pytest.mark.usefixtures("performed")
def test_false_material_restores_what_stood_and_bars_the_next(on_day: OnDay) -> None:
    repair = world.applied()
    world.granted(repair)
    assert said() == {}
    entity = Record.objects.get(source_ref="P-1").entity
    from bonafides.procedures.acts.open_case import open_case

    case = open_case(
        world.acting("5"), "false-material", entity=entity, files=[world.paper()],
        fields={"repair_case": repair.pk, "facts": "The account of the rectification was made up."},
    )  # fmt: skip
    finding = {"false_material": world.found()}
    with pytest.raises(ActRefusedError, match="is taken in notified"), transaction.atomic():
        world.step(case, "restore", "3", findings=finding, fields={"why_not": "Made up."})
    world.step(case, "notify", "5")
    with pytest.raises(ActRefusedError, match="waits until `hearing` is over"), transaction.atomic():
        world.step(case, "restore", "3", findings=finding, fields={"why_not": "Made up."})
    on_day(date(2026, 6, 24))
    unfounded = {"false_material": world.found(holds=False)}
    with pytest.raises(ActRefusedError, match="`listing_outcome` to be restore"), transaction.atomic():
        world.step(case, "restore", "3", findings=unfounded, fields={"why_not": "Made up."})
    world.step(case, "restore", "3", findings=finding, fields={"why_not": "Made up."})
    assert said() == {f"P-1#restored-{case.pk}": []}
    again = Record.objects.get(source_ref=f"P-1#restored-{case.pk}")
    old = Record.objects.get(source_ref="P-1")
    assert (again.facts, again.withheld, again.event_date, again.document_no) == (
        old.facts, old.withheld, old.event_date, old.document_no,
    )  # fmt: skip
    (bar,) = FalseMaterial.objects.all()
    assert (bar.case, bar.until) == (repair, date(2029, 6, 24))
    untrue = Record.objects.get(source_ref=f"commitment#case-{repair.pk}#untrue")
    assert untrue.facts["outcome"] == "false", "the commitment's own record says so, to all"
    with pytest.raises(ActRefusedError, match="no repair rests on a commitment up to 2029-06-24"), transaction.atomic():
        world.applied(again)
    on_day(date(2029, 6, 25))
    world.applied(again)
