"""Measures at the API: each officer for the own agency, with a token; what is not public is the own agency's alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.measures import world
from tests.registry import officer as operator

from bonafides.agencies.acts.issue_credential import issue_credential
from bonafides.agencies.queries import officer
from bonafides.entities.models import Entity
from bonafides.measures.cascade import impose_for_trigger
from bonafides.measures.models import Instance
from bonafides.records.models import Record

Ask = Callable[..., tuple[int, Any]]


@pytest.fixture
def shop(db: None) -> Entity:
    """A business, and the officers of four agencies."""
    return world.business()


@pytest.fixture
def ask(client: Client, shop: Entity) -> Ask:
    """`ask("finance", "measures", {...})`: POST by an officer of that agency; GET without a body."""
    until = timezone.now() + timedelta(days=1)

    def ask(agency: str, path: str, body: Any = None) -> tuple[int, Any]:
        headers = {}
        if agency:
            token = issue_credential(operator(), officer("cn", agency, "D-1"), until)
            headers["authorization"] = f"Bearer {token}"
        address = f"/api/v1/{path}"
        answer = (
            client.get(address, headers=headers)
            if body is None
            else client.post(address, body, content_type="application/json", headers=headers)
        )
        return answer.status_code, answer.json()

    return ask


def ban(**more: Any) -> dict[str, Any]:
    own = {
        "measure": "gp77-procurement-ban", "code": world.CODE, "trigger": {"record": "market-regulation/P-1"},
        "since": "2026-06-01", "until": "2028-06-01", "reason": "bribery to win a contract",
    }  # fmt: skip
    return own | more


def bribed() -> Record:
    return world.penalty(penalty_types=["fine"], field="procurement", severity="general")


def test_an_officer_imposes_and_lifts(ask: Ask) -> None:
    bribed()
    status, told = ask("finance", "measures", ban())
    assert (status, told["told"]["until"]) == (200, "2028-06-01")
    number = told["told"]["instance"]
    assert Instance.objects.get(pk=number).agency.name == "finance"
    assert ask("tax", f"measures/{number}/lift", {"on": "2027-01-01", "reason": "no"})[0] == 409
    assert ask("finance", f"measures/{number}/lift", {"on": "2027-01-01", "reason": "rectified"})[0] == 200
    assert ask("finance", f"measures/{number}/lift", {"on": "2027-01-01", "reason": "again"})[0] == 409


@pytest.mark.parametrize(
    ("agency", "more", "status", "told"),
    [
        ("", {}, 401, "Bearer"), ("tax", {}, 409, "a measure of finance"),
        ("finance", {"until": "2036-06-01"}, 409, "not-proportionate"),
        ("finance", {"measure": "electricity"}, 409, "not-in-list"), ("finance", {"code": world.OTHER}, 404, "no business"),
        ("finance", {"trigger": {"record": "market-regulation/P-9"}}, 409, "AGENCY/REFERENCE"),
        ("finance", {"trigger": {}}, 409, "either `record` or `listing`"), ("finance", {"since": "soon"}, 400, "since"),
        ("finance", {"code": "\0"}, 404, "code of a business"), ("finance", {"stated": {"mood": "bad"}}, 409, "came mood"),
        ("finance", {"measure": "tl53-tender-ban"}, 409, "not-related"), ("finance", {"reason": " "}, 409, "reason"),
    ],
)  # fmt: skip
def test_what_is_refused(ask: Ask, agency: str, more: dict[str, Any], status: int, told: str) -> None:
    bribed()
    found = ask(agency, "measures", ban(**more))
    assert found[0] == status, found
    assert told in found[1]["detail"]
    assert not Instance.objects.exists()


def test_every_agency_sees_the_burden_and_only_its_own_secrets(ask: Ask, shop: Entity) -> None:
    listing = world.listing(on=date(2026, 2, 2))
    impose_for_trigger(operator(), "record", listing.pk, on=date(2026, 2, 10))
    path = f"burdens/uscc/{world.CODE}"
    status, told = ask("tax", path)
    assert status == 200
    assert told["agencies"] == {"finance": 1, "market-regulation": 5, "public-resources": 1}
    assert told["points"]["honour.award"] == "deny"
    assert ask("", path)[0] == 401
    assert ask("tax", f"burdens/uscc/{world.OTHER}")[0] == 404


def test_a_business_declines(ask: Ask) -> None:
    given = {"measure": "reward-fiscal-priority", "code": world.CODE, "on": "2026-06-01", "reason": "it said so"}
    assert ask("finance", "measures/declined", given)[0] == 200
    assert ask("finance", "measures/declined", given)[0] == 409
