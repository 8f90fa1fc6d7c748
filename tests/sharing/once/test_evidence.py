"""Evidence between agencies: by purpose and case, with X-Road's headers; what is hidden is never told to be empty."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.registry import officer as operator
from tests.remedies.world import CODE, ENVIRONMENT, MARKET, acting, enter
from tests.sharing.once import world

from bonafides.acts.act import ActRefusedError
from bonafides.acts.act import Evidence as EvidenceOfAct
from bonafides.agencies.acts.issue_credential import issue_credential
from bonafides.agencies.queries import officer
from bonafides.entities.models import Entity
from bonafides.records.acts.erase import erase
from bonafides.sharing.access.models import Access
from bonafides.sharing.acts.resume_source import resume_source
from bonafides.sharing.acts.suspend_source import suspend_source
from bonafides.sharing.once.contest import contest
from bonafides.sharing.once.figure import meter
from bonafides.sharing.once.models import Evidence, Waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("restaurant")]
Ask = Callable[..., Any]
ROAD = {"x-road-client": "CN/GOV/market-regulation/licences", "x-road-id": "m-1", "x-road-issue": "2026-77"}


@pytest.fixture
def ask(client: Client, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """`ask("evidence", {...}, road={...})`: POST by a case officer of market regulation."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: world.DAY)
    tokens: dict[tuple[str, str], str] = {}

    def ask(path: str, body: dict[str, Any], number: str = "2", agency: str = MARKET, road: Any = ROAD) -> Any:
        if (number, agency) not in tokens:
            until = timezone.now() + timedelta(days=1)
            tokens[number, agency] = issue_credential(operator(), officer("cn", agency, number), until)
        headers = {"authorization": f"Bearer {tokens[number, agency]}", **road}
        return client.post(f"/api/v1/{path}", json.dumps(body), "application/json", headers=headers)

    return ask


def question(*facts: str, **more: Any) -> dict[str, Any]:
    return {"code": CODE, "purpose": "licensing", "facts": list(facts)} | more


def test_value_empty_and_hidden(ask: Ask) -> None:
    enter("tax-credit-rating", "T-1", date(2026, 1, 1), CODE, "tax", year=2025, grade="C")
    looks = Access.objects.count()
    answer = ask("evidence", question(
        "registration/address", "social-insurance-payment/insured", "registration/industry", "tax-credit-rating/grade",
        "court-judgment-enforcement/performance", "credit-commitment/outcome",
    ))  # fmt: skip
    assert answer.status_code == 200, answer.json()
    told = {one["fact"]: one for one in answer.json()["items"]}
    assert told["registration/address"]["value"] == "1 Lotus Road"
    assert (
        told["registration/address"] | {"agency": MARKET, "record": "R-1", "of": "2024-01-02"}
        == told["registration/address"]
    )
    assert told["social-insurance-payment/insured"]["value"] == 12, "opened by the purpose"
    assert told["registration/industry"]["outcome"] == "known-empty", "its record stands and says nothing"
    assert told["tax-credit-rating/grade"]["outcome"] == "unavailable", "C is not published: nobody may call it empty"
    assert told["tax-credit-rating/grade"]["why"] == "not-disclosed"
    assert told["court-judgment-enforcement/performance"]["why"] == "never-reported"
    assert Access.objects.count() == looks + 1
    for name in ("X-Road-Client", "X-Road-Id", "X-Road-Issue"):
        assert answer.headers[name] == ROAD[name.lower()]
    kept = Evidence.objects.get()
    assert (kept.avoided, kept.empty, kept.unavailable, kept.case) == (3, 1, 3, "2026-77")


def test_it_takes_few_statements(ask: Ask) -> None:
    """Who asks, under which pack; which business, and the facts; the message, with the look: one each, no transaction around."""
    asked = question("registration/address", "social-insurance-payment/insured")
    ask("evidence", asked, road=ROAD | {"x-road-id": "first"})
    with CaptureQueriesContext(connection) as statements:
        ask("evidence", asked, road=ROAD | {"x-road-id": "second"})
    told = [one["sql"].split()[0] for one in statements.captured_queries]
    assert told == ["SELECT", "WITH", "WITH"]
    with CaptureQueriesContext(connection) as statements:
        ask("evidence", question("registration/address", "court-judgment-enforcement/performance"))
    assert len(statements.captured_queries) == 3, "what was not found needs no other"


def test_no_answer_leaves_whose_look_is_not_written(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> bool:
        raise OperationalError("the disk is full")

    monkeypatch.setattr("bonafides.sharing.once.evidence.keep", broken)
    answer = ask("evidence", question("registration/address"))
    assert answer.status_code == 503, answer.content
    assert "Lotus" not in answer.content.decode()
    assert Evidence.objects.count() == 0


def test_a_message_is_one_question(ask: Ask) -> None:
    asked = question("registration/address")
    assert [ask("evidence", asked).status_code for _ in range(2)] == [200, 200]
    looks = Access.objects.count()
    assert ask("evidence", question("registration/status")).status_code == 409, "another question under its id"
    assert Access.objects.count() == looks, "nothing was told, so nobody looked"
    assert Evidence.objects.count() == 1
    ask("evidence", asked, road=ROAD | {"x-road-id": "m-2"})
    figure = meter(timezone.now().date(), timezone.now().date() + timedelta(days=1)).agencies["cn/market-regulation"]
    assert (figure.matters, figure.avoided) == (1, 1), "twice for one case was one request"


def test_by_criterion_no_record_leaves(ask: Ask) -> None:
    enter("administrative-penalty", "P-9", date(2026, 1, 2), CODE, MARKET, penalty_types=["permit-revocation"], field="food",
          severity="serious", procedure="ordinary", published_on="2026-01-02")  # fmt: skip
    asked = {
        "code": CODE,
        "purpose": "licensing",
        "form": "food-production-licence",
        "items": ["not-barred", "in-business"],
    }
    answer = ask("evidence", asked)
    assert answer.status_code == 200, answer.json()
    assert [(one["item"], one["value"]) for one in answer.json()["items"]] == [
        ("not-barred", False),
        ("in-business", True),
    ]
    assert "P-9" not in answer.content.decode()
    assert ask("evidence", asked | {"items": ["layout"]}).status_code == 400, "a paper of the business is no evidence"
    assert ask("evidence", asked | {"form": "labour-dispatch-licence"}).status_code == 400, "no such item there"
    other = {"code": CODE, "purpose": "licensing", "form": "pollutant-discharge-permit"}
    assert ask("evidence", other, road=ROAD | {"x-road-id": "m-3"}).status_code == 403, "a form of another agency"


@pytest.mark.parametrize(
    ("road", "more", "status", "told"),
    [
        ({"x-road-client": "CN/GOV/tax/collection"}, {}, 400, "expected the member `market-regulation`"),
        ({"x-road-client": "CN/GOV"}, {}, 400, "INSTANCE/CLASS/MEMBER/SUBSYSTEM"),
        ({"x-road-id": ""}, {}, 400, "X-Road-Id: expected the header"),
        ({"x-road-id": "a b"}, {}, 400, "without blanks"),
        ({"x-road-issue": ""}, {}, 400, "expected the case for which this is asked"),
        ({}, {"case": "another"}, 400, "name one case"),
        ({"x-road-service": "CN/GOV/x/y/delete"}, {}, 400, "ends in `/evidence`"),
        ({}, {"purpose": "adjudication"}, 403, "expected a purpose of market-regulation"),
        ({}, {"purpose": "nothing"}, 403, "expected a purpose of market-regulation"),
        ({"x-road-issue": "case:999"}, {}, 403, "expected a case of market-regulation"),
        ({}, {"facts": ["social-insurance-payment/due"]}, 403, "`due`"),
        ({}, {"facts": ["registration/soul"]}, 400, "a fact of the catalogue"),
        ({}, {"facts": ["address"]}, 400, "expected `kind/field`"),
        ({}, {"facts": []}, 400, "either `facts`, or `form`"),
        ({}, {"code": "91990000MA0TEXT123"}, 404, "no business"),
        ({}, {"code": "\0"}, 404, "no business"),
    ],
)  # fmt: skip
def test_what_is_refused(ask: Ask, road: dict[str, str], more: dict[str, Any], status: int, told: str) -> None:
    looks = Access.objects.count()
    answer = ask("evidence", question("registration/address") | more, road=ROAD | road)
    assert answer.status_code == status, answer.json()
    assert told in answer.json()["detail"]
    assert (Access.objects.count(), Evidence.objects.count()) == (looks, 0), "nothing was read"


def test_what_was_erased_is_not_empty(ask: Ask) -> None:
    enter("registration", "R-9", date(2026, 2, 2), CODE, MARKET, **world.REGISTERED, operator_phone="13900000000")
    asked = question("registration/operator_phone")
    assert ask("evidence", asked).json()["items"][0]["value"] == "13900000000"
    ordered = replace(operator(), evidence=(EvidenceOfAct("file", "order.pdf", "0" * 64),))
    erase(ordered, Entity.objects.get(code=CODE), ("personal",), despite_retention=True)
    told = ask("evidence", asked).json()["items"][0]
    assert (told["outcome"], told["why"]) == ("unavailable", "erased")


def test_who_may_ask(ask: Ask, client: Client) -> None:
    assert ask("evidence", question("registration/address"), number="1").status_code == 403, "a clerk"
    assert client.post("/api/v1/evidence", "{}", "application/json").status_code == 401
    filled = ask("forms/restaurant-licence/fill", {"code": CODE, "case": "2026-77"})
    assert (filled.status_code, filled.json()["prefilled"]) == (200, 4)
    assert ask("forms/restaurant-licence/fill", {"code": CODE, "case": "x"}, agency=ENVIRONMENT).status_code == 403
    assert ask("forms/soup/fill", {"code": CODE, "case": "x"}).status_code == 404


def test_what_waits_is_told_and_says_nothing(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    from bonafides.consumers import evidence
    from bonafides.consumers.acts.add import add

    add(operator(), "licences", "http://127.0.0.1:9/hook", ["*"], private=True)
    suspend_source(acting("3", ENVIRONMENT), "environment-evaluation")
    asked = question("environment-evaluation/key_unit", consumer="licences")
    assert ask("evidence", asked | {"consumer": "nobody"}, road=ROAD | {"x-road-id": "m-0"}).status_code == 409
    answer = ask("evidence", asked)
    assert answer.status_code == 202, answer.json()
    assert (answer.status_code, answer.json()["waiting"], answer.json()["items"][0]["why"]) == (202, True, "suspended")
    sent: list[bytes] = []
    monkeypatch.setattr(evidence, "post", lambda url, body, headers, **_: sent.append(body) or 204)
    assert evidence.tell_waiting() == []
    resume_source(acting("3", ENVIRONMENT), "environment-evaluation")
    assert evidence.tell_waiting() == ["m-1"]
    assert evidence.tell_waiting() == [], "told once"
    event = json.loads(sent[0])
    assert (event["type"], event["data"]) == ("bonafides.evidence", {"x_road_id": "m-1", "outcome": "to-be-had"})
    assert CODE not in sent[0].decode()
    assert ask("evidence", asked).json()["items"][0]["value"] is False
    assert Waiting.objects.count() == 1


def test_a_value_is_contested(ask: Ask) -> None:
    given = {"agency": ENVIRONMENT, "record": "E-1", "statement": "We are no such unit."}
    assert ask("once/contests", given).status_code == 409, "the agency that gave it hears of it"
    answer = ask("once/contests", given, number="1", agency=ENVIRONMENT)
    assert (answer.status_code, answer.json()["told"]["procedure"]) == (200, "objection"), answer.json()
    unit = world.filled().item("discharging-unit")
    assert (unit.disputed, unit.value) == (True, False)
    with pytest.raises(ActRefusedError, match="expected a record of cn/market-regulation"):
        contest(acting("1"), "E-1", "No.")


def test_what_was_asked_twice_is_on_the_meter(ask: Ask, client: Client) -> None:
    given = {"code": CODE, "asked_by": ENVIRONMENT, "what": "registration/address", "on": world.DAY.isoformat()}
    assert ask("once/reports", given, number="1").status_code == 200
    assert ask("once/reports", given, number="1").status_code == 409, "it counts once"
    assert ask("once/reports", given | {"what": "registration/soul"}, number="1").status_code == 409
    told = client.get("/api/v1/once/meter").json()
    assert told["agencies"]["cn/environment"]["slipped_through"] == 1
    assert CODE not in json.dumps(told)
