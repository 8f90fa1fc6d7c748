"""Remedies at the API: each officer for the own agency, by token; refusals name the rule."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.registry import officer as operator
from tests.remedies import world
from tests.remedies.conftest import on_day, penalised

from bonafides.agencies.acts.issue_credential import issue_credential
from bonafides.agencies.queries import officer
from bonafides.remedies.models import FeeAlarm

__all__ = ["on_day", "penalised"]  # fixtures
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("penalised")]
Ask = Callable[..., tuple[int, Any]]


@pytest.fixture
def ask(client: Client) -> Ask:
    """`ask("1", "applications", {...})`: POST by an officer of market regulation; GET without a body."""
    until = timezone.now() + timedelta(days=1)

    def ask(number: str, path: str, body: Any = None, agency: str = world.MARKET) -> tuple[int, Any]:
        token = issue_credential(operator(), officer("cn", agency, number), until) if number else ""
        answer = client.generic(
            "GET" if body is None else "POST", f"/api/v1/remedies/{path}", "" if body is None else json.dumps(body),
            "application/json", headers={"authorization": f"Bearer {token}"} if token else {},
        )  # fmt: skip
        return answer.status_code, answer.json()

    return ask


def paper(content: bytes = b"an account") -> dict[str, str]:
    return {"duty": "rectification", "name": "a.pdf", "content": base64.b64encode(content).decode()}


def test_from_the_question_to_the_finding(ask: Ask) -> None:
    status, told = ask("2", "eligibility?record=P-1")
    assert (status, told["asked_for"]) == (200, ["fine", "rectification"])
    given = {"record": "P-1", "committed": True, "proofs": [paper()]}
    status, told = ask("1", "applications", given | {"fee": 500})
    assert (status, FeeAlarm.objects.count()) == (409, 1), told
    assert ask("1", "applications", given)[0] == 200
    assert ask("1", "applications", given)[0] == 409, "the same application twice"
    world.penalty("P-2", world.OTHER)
    status, told = ask("1", "applications", given | {"record": "P-2"})
    (proof,) = told["told"]["suspicious"]
    assert [one["proof"] for one in ask("2", "proofs")[1]] == [proof]
    assert ask("2", "proofs", agency=world.ENVIRONMENT)[1] == [], "of another agency"
    finding = {"genuine": False, "text": "It is of the other firm."}
    assert ask("1", f"proofs/{proof}/judgement", finding)[0] == 403, "a clerk finds nothing"
    assert ask("2", f"proofs/{proof}/judgement", finding)[0] == 200
    assert ask("2", f"proofs/{proof}/judgement", finding)[0] == 409


def test_objection_and_reply(ask: Ask, client: Client) -> None:
    status, told = ask("1", "objections", {"record": "P-1", "ground": "error", "statement": "The amount is wrong."})
    assert (status, told["told"]["due"]) == (200, "2026-06-10")
    assert ask("1", "objections", {"record": "P-1", "ground": "envy", "statement": "No."})[0] == 409
    assert ask("1", "replies", {"record": "P-1", "text": "We paid."})[0] == 200
    read = client.get(f"/api/v1/entities/uscc/{world.CODE}").json()
    (penalty,) = read["records"]["cn/administrative-penalty"]
    assert [one["kind"] for one in penalty["annotations"]] == ["disputed", "reply"]


def test_who_may_not(ask: Ask) -> None:
    given = {"record": "P-1", "committed": True}
    assert ask("", "applications", given)[0] == 401
    assert ask("3", "applications", given)[0] == 403
    assert ask("1", "applications", given, agency=world.ENVIRONMENT)[0] == 409, "a record of another agency"
    assert ask("1", "applications", given | {"proofs": [paper() | {"content": "§"}]})[0] == 409
