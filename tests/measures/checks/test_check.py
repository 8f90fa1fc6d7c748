"""What is answered at a decision point: fresh, of the codes that were asked, signed, and to each what they may see."""

from __future__ import annotations

import json
import time
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.measures import world
from tests.registry import officer

from bonafides.acts.act import NotPermittedError
from bonafides.agencies.queries import agency
from bonafides.entities.acts.merge import merge
from bonafides.entities.acts.split import split
from bonafides.entities.models import Entity
from bonafides.kernel.tokens.status import open_token
from bonafides.measures.acts.lift import lift
from bonafides.measures.cascade import impose_for_trigger
from bonafides.measures.checks import check as checking
from bonafides.measures.checks.asker import OPERATOR, PUBLIC, Asker, of_agency
from bonafides.measures.checks.check import MOST, CheckRefusedError, check
from bonafides.measures.checks.keys import status_keys
from bonafides.measures.checks.points import UnknownPointError, point_in_force
from bonafides.measures.models import Instance
from bonafides.packs.queries import installed_pack
from bonafides.procedures.models import Case, Step
from bonafides.records.acts.annotate import annotate
from bonafides.records.acts.end_annotation import end_annotation
from bonafides.records.models import Record

POINT = "procurement.supplier"
OTHER = "91990000MA0TEXT20Y"
UNKNOWN = "91990000MA0TEXT049"


def ask(*codes: str, point: str = POINT, asker: Asker = OPERATOR) -> dict[str, Any]:
    """The answer, which its token says as well."""
    done = check(point_in_force(point), codes or [world.CODE], asker)
    told: dict[str, Any] = json.loads(done.text)
    token = told.pop("token")
    status = open_token(token, status_keys().published, int(time.time()), asker.audience)
    assert status.claims == told == json.loads(done.payload)
    return told


def one(point: str = POINT, asker: Asker = OPERATOR) -> dict[str, Any]:
    [answer] = ask(point=point, asker=asker)["answers"]
    return dict(answer)


def counting(shop: Entity, effect: str, point: str = POINT, **more: Any) -> Instance:
    """A measure as it could stand in the table."""
    row: dict[str, Any] = {
        "entity": shop, "measure": "gp77-procurement-ban", "kind": "penalty", "version": installed_pack("cn")[1],
        "agency": agency("cn", "finance"), "basis": "GPL 77", "trigger_kind": "record", "trigger_of": "x",
        "trigger_ref": Instance.objects.count() + 1, "points": {point: effect}, "public": True,
        "since": timezone.localdate(), "act_id": 1, "seal": b"",
    }  # fmt: skip
    made = Instance(**row | more)
    made.save(force_insert=True)
    return made


@pytest.fixture
def weighed(shop: Entity) -> Instance:
    """Listed as abnormal, which is weighed of a supplier."""
    record = world.abnormal(on=timezone.localdate() - timedelta(days=30))
    made, _ = impose_for_trigger(officer(), "record", record.pk, on=timezone.localdate())
    [found] = [one for one in made if POINT in one.points]
    return found


def test_nothing_stands_against_it(shop: Entity) -> None:
    told = ask()
    assert told["answers"] == [{"code": world.CODE, "answer": "allowed", "measures": []}]
    assert (told["errors"], told["catalogue"]) == ([], [])
    assert (told["pack"], told["point"], told["sees"]) == ("cn", POINT, "agency")
    assert told["as_of"] == timezone.localdate().isoformat()


def test_what_counts_is_told_whole(weighed: Instance) -> None:
    told = ask()
    [answer] = told["answers"]
    assert answer["answer"] == "weigh"
    assert answer["measures"] == [
        {
            "id": weighed.pk, "measure": weighed.measure, "version": weighed.version_id, "effect": "weigh",
            "basis": weighed.basis, "agency": "finance", "scope": None, "since": weighed.since.isoformat(), "until": None,
            "remedy_pending": False, "code": world.CODE,
        }
    ]  # fmt: skip
    [entry] = told["catalogue"]
    assert (entry["measure"], entry["version"]) == (weighed.measure, weighed.version_id)
    assert set(entry["title"]) == set(entry["content"]) == {"zh", "en"}


def test_it_counts_only_at_its_points(weighed: Instance) -> None:
    assert one("permit.tax-service")["answer"] == "allowed"


@pytest.mark.parametrize(
    ("effects", "word"),
    [
        (["favour"], "allowed"),
        (["require"], "weigh"),
        (["favour", "weigh"], "weigh"),
        (["weigh", "deny", "favour"], "denied"),
    ],
)
def test_the_gravest_gives_the_word(shop: Entity, effects: list[str], word: str) -> None:
    for effect in effects:
        counting(shop, effect)
    told = one()
    assert told["answer"] == word
    assert [row["effect"] for row in told["measures"]] == effects


def test_a_lifted_measure_is_gone_from_the_next_answer(weighed: Instance) -> None:
    assert one()["measures"]
    lift(world.of("finance"), weighed.pk, timezone.localdate(), "it was paid")
    assert one() == {"code": world.CODE, "answer": "allowed", "measures": []}


def test_one_that_is_lifted_from_a_later_day_still_counts(weighed: Instance) -> None:
    lift(world.of("finance"), weighed.pk, timezone.localdate() + timedelta(days=2), "from then on")
    assert one()["measures"]


@pytest.mark.parametrize(("day", "counts"), [(0, False), (1, True), (5, True), (9, True), (10, False), (11, False)])
def test_it_counts_from_its_first_day_to_before_its_end(
    shop: Entity, monkeypatch: pytest.MonkeyPatch, day: int, counts: bool
) -> None:
    first = date(2026, 6, 1)
    counting(shop, "deny", since=first + timedelta(days=1), until=first + timedelta(days=10))
    noon = datetime.combine(first + timedelta(days=day), datetime.min.time(), timezone.get_current_timezone())
    monkeypatch.setattr(checking.timezone, "localtime", lambda *_: noon + timedelta(hours=12))
    [answer] = json.loads(check(point_in_force(POINT), [world.CODE], OPERATOR).payload)["answers"]
    assert answer["answer"] == ("denied" if counts else "allowed")


def test_no_token_outlives_its_day(shop: Entity, monkeypatch: pytest.MonkeyPatch) -> None:
    late = datetime(2026, 6, 1, 23, 58, 30, tzinfo=timezone.get_current_timezone())
    for moment, seconds in ((late, 90), (late.replace(hour=12), 300), (late.replace(minute=59, second=59), 1)):
        monkeypatch.setattr(checking.timezone, "localtime", lambda *_, moment=moment: moment)
        monkeypatch.setattr(checking.time, "time", lambda moment=moment: moment.timestamp() + 0.4)
        claims = json.loads(check(point_in_force(POINT), [world.CODE], OPERATOR).payload)
        assert (claims["as_of"], claims["exp"] - claims["iat"]) == ("2026-06-01", seconds)


def test_a_remedy_that_is_pending_is_told(weighed: Instance) -> None:
    record = Record.objects.get(pk=weighed.record)
    annotate(officer(), record, "reply", "case 1", text="we see it otherwise")
    assert one()["measures"][0]["remedy_pending"] is False, "a reply leaves nothing to be decided"
    dispute = annotate(officer(), record, "disputed", "case 2")
    assert one()["measures"][0]["remedy_pending"] is True
    end_annotation(officer(), dispute)
    assert one()["measures"][0]["remedy_pending"] is False


@pytest.mark.parametrize(
    ("procedure", "pending"), [("abnormal-removal", True), ("suit", True), ("abnormal-listing", False)]
)
def test_a_case_by_the_business_that_is_open_is_told(weighed: Instance, procedure: str, pending: bool) -> None:
    row = {"act_id": 1, "seal": b""}
    case = Case.objects.create(
        procedure=procedure, version=weighed.version, agency=weighed.agency, entity=weighed.entity, record_id=weighed.record,
        opened_on=timezone.localdate(), **row,
    )  # fmt: skip
    step = {
        "case": case,
        "on": timezone.localdate(),
        "state": "x",
        "fields": {},
        "findings": {},
        "files": [],
        "asked": [],
    } | row
    Step.objects.create(number=0, step="opened", ends=False, **step)
    assert one()["measures"][0]["remedy_pending"] is pending
    Step.objects.create(number=1, step="close", ends=True, **step)
    assert one()["measures"][0]["remedy_pending"] is False


def test_merged_businesses_are_one(weighed: Instance) -> None:
    facts = {
        "legal_form": "limited-company", "status": "in-business", "established_on": "2016-03-01",
        "registration_event": "establishment",
    }  # fmt: skip
    other = world.record("registration", "R-2", date(2016, 3, 1), facts, code=OTHER).entity
    assert [row["answer"] for row in ask(OTHER)["answers"]] == ["allowed"]
    made = merge(officer("one address"), other, weighed.entity)
    [first, second] = ask(OTHER, world.CODE)["answers"]
    assert first["answer"] == second["answer"] == "weigh"
    assert first["measures"] == second["measures"]
    assert first["measures"][0]["code"] == world.CODE, "and whose it was is told"
    split(officer("two after all"), made.entity, made.into)
    assert [bool(row["measures"]) for row in ask(OTHER, world.CODE)["answers"]] == [False, True]


@pytest.mark.parametrize(
    ("code", "why", "shown"),
    [
        (UNKNOWN, "unknown", UNKNOWN),
        ("91990000MA0TEXT125", "no-code", "91990000MA0TEXT125"),
        (world.CODE.lower(), "form", world.CODE.lower()),
        (f" {world.CODE}", "form", f" {world.CODE}"),
        ("11010519491231002X", "natural-person", "110**************X"),
        ("澄岚润博物业服务有限公司", "no-code", "澄岚润博物业服务有限公司"),
        ("", "no-code", ""),
        ("%", "no-code", "%"),
        ("a\0b", "no-code", "a\0b"),
        ("\ud800", "no-code", "?"),
    ],
)
def test_of_a_code_of_nobody_an_error_is_told_and_no_answer(shop: Entity, code: str, why: str, shown: str) -> None:
    done = check(point_in_force(POINT), [world.CODE, code], OPERATOR)
    told = json.loads(done.payload)
    assert [row["code"] for row in told["answers"]] == [world.CODE]
    [error] = told["errors"]
    assert (error["why"], error["code"]) == (why, shown)
    assert "11010519491231002X" not in done.payload


def test_no_name_and_no_look_alike_is_tried(shop: Entity) -> None:
    """With O for 0: elsewhere a look-alike is suggested, at the counter it is not."""
    [error] = ask(world.CODE.replace("MA0", "MAO"))["errors"]
    assert world.CODE not in error["detail"]


def test_the_same_code_twice_is_one_question(shop: Entity) -> None:
    told = ask(world.CODE, UNKNOWN, world.CODE, UNKNOWN)
    assert (len(told["answers"]), len(told["errors"])) == (1, 1)


@pytest.mark.parametrize("codes", [[], [str(number) for number in range(MOST + 1)]], ids=["none", "many"])
def test_no_code_or_too_many(shop: Entity, codes: list[str]) -> None:
    with pytest.raises(CheckRefusedError, match="expected 1 to 10,000 codes"):
        check(point_in_force(POINT), codes, OPERATOR)


def test_a_batch_is_one_statement(weighed: Instance) -> None:
    codes = [UNKNOWN, world.CODE, *(f"A{number}" for number in range(MOST - 2))]
    check(point_in_force(POINT), codes[:4], OPERATOR)
    with CaptureQueriesContext(connection) as asked:
        done = check(point_in_force(POINT), codes, OPERATOR)
    assert len(asked) == 2, "the points in force, and the answers"
    told = json.loads(done.payload)
    assert [row["code"] for row in told["errors"]] == [one for one in codes if one != world.CODE], "in their order"


def test_who_sees_what(weighed: Instance) -> None:
    """The agency that decides at the point sees all; others nothing; the public what is public, and is promised nothing."""
    at = point_in_force(POINT)
    finance = of_agency("cn", "finance", at)
    assert finance.audience == "urn:bonafides:cn:finance"
    assert one(asker=finance)["answer"] == "weigh"
    for pack, name in (("cn", "tax"), ("other", "finance")):
        with pytest.raises(NotPermittedError, match="decides cn/finance"):
            of_agency(pack, name, at)
    assert one(asker=PUBLIC)["answer"] == "weigh"
    assert one("permit.tax-service", PUBLIC)["answer"] == "nothing-public"


def test_what_is_not_public_is_not_told_to_the_public(shop: Entity) -> None:
    point = "inspection.frequency"
    counting(shop, "deny", point, public=False, trigger_kind="tier")
    assert one(point)["answer"] == "denied"
    assert one(point, PUBLIC) == {"code": world.CODE, "answer": "nothing-public", "measures": []}
    assert ask(point=point, asker=PUBLIC)["catalogue"] == []


def test_a_point_that_is_none(shop: Entity) -> None:
    with pytest.raises(UnknownPointError, match=r"expected a decision point .*procurement\.supplier.*came another"):
        point_in_force("procurement")
    with pytest.raises(UnknownPointError):
        point_in_force(POINT, "other")
