"""A visit at the API: officers act by token, anybody sees what is public, and not more."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.inspections import visiting as at
from tests.inspections.visits.conftest import _world
from tests.registry import officer as operator

from bonafides.agencies.acts.issue_credential import issue_credential
from bonafides.agencies.queries import officer

__all__ = ["_world"]  # a fixture

Ask = Callable[..., tuple[int, Any]]
POINTS = [
    {"point": "licence-displayed", "finding": "in-order"}, {"point": "name", "finding": "problem", "note": "internal"},
    {"point": "address", "finding": "in-order", "files": ["photo.jpg"]}, {"point": "scope", "finding": "not-applicable"},
]  # fmt: skip
REPORT = {
    "results": ["corrected"], "method": "on-site", "points": POINTS,
    "files": [{"name": "photo.jpg", "content": base64.b64encode(b"photo").decode()}],
}  # fmt: skip


@pytest.fixture
def ask(client: Client) -> Ask:
    """`ask("201", "visits/1/entry", {...})` by officer 201; by anybody where the officer is empty."""
    until = timezone.now() + timedelta(days=1)

    def ask(who: str, path: str, body: Any = None) -> tuple[int, Any]:
        headers = {}
        if who:
            headers["authorization"] = f"Bearer {issue_credential(operator(), officer('cn', at.AGENCY, who), until)}"
        method = "get" if body is None else "post"
        answer = client.generic(
            method,
            f"/api/v1/inspections/{path}",
            "" if body is None else json.dumps(body),
            "application/json",
            headers=headers,
        )
        return answer.status_code, answer.json()

    return ask


def test_the_way(ask: Ask) -> None:
    given = {"scheme": "uscc", "code": at.business().code, "item": at.ITEM, "trigger": "complaint", "officers": ["201", "202"],
             "reason": "a letter", "evidence": [{"kind": "act", "ref": "1"}]}  # fmt: skip
    status, told = ask(at.CASE, "visits", given)
    assert status == 200, told
    visit = told["told"]["visit"]
    here = f"visits/{visit}"
    days = {"since": str(at.today()), "until": str(at.days(9))}
    assert ask(at.DECIDER, f"{here}/approval", {"form": "A-1", **days})[0] == 200
    status, told = ask("201", f"{here}/notice", {})
    code = told["told"]["code"]
    assert "█" in told["told"]["qr"]
    assert ask("201", f"{here}/entry", {"code": "x", "officers": ["201", "202"]})[0] == 409
    assert ask("201", f"{here}/entry", {"code": code, "officers": ["201", "202"]})[0] == 200
    status, told = ask("202", f"{here}/report", REPORT)
    assert (status, told["told"]["follow_ups"]) == (200, ["verify-correction"]), told
    assert ask("", here)[0] == 404
    assert ask(at.CLERK, f"{here}/replies", {"text": "Done."})[0] == 200
    status, told = ask(at.REVIEWER, "board")
    assert {one["step"] for one in told["tasks"]} == {"clear", "follow-up"}
    assert ask(at.REVIEWER, f"{here}/clearance", {})[0] == 200
    assert ask(at.REVIEWER, f"{here}/publication", {})[0] == 200
    status, told = ask("", here)
    assert (status, told["officers"], told["replied"], told["draw"]) == (200, ["201", "202"], True, None)
    assert "internal" not in str(told)
    assert ask(at.CASE, f"{here}/order", {"what": "The sign", "by": str(at.days(4)), "basis": "IR-2024 18"})[0] == 200
    assert ask(at.CLERK, f"{here}/rectification", {"account": "Done."})[0] == 200
    status, told = ask(at.CASE, f"{here}/recheck", {"by": str(at.days(6))})
    assert status == 200
    assert ask(at.CASE, f"{here}/steps", {"step": "verify-correction", "outcome": "seen"})[0] == 200
    assert len(ask("201", f"{here}/steps")[1]["steps"]) == 12


def test_who_may_not_is_told_so(ask: Ask) -> None:
    visit = at.assigned()
    days = {"since": str(at.today()), "until": str(at.days(9))}
    assert ask("", f"visits/{visit}/approval", {"form": "A", **days})[0] == 401
    assert ask("201", f"visits/{visit}/approval", {"form": "A", **days})[0] == 403
    status, told = ask("201", f"visits/{visit}/entry", {"code": "x", "officers": ["201", "202"]})
    assert status == 409
    assert "not-approved (IN-54)" in told["detail"]
    assert ask("201", "visits/999999/steps")[0] == 404
    assert ask("201", "visits/999999/entry", {"code": "x", "officers": []})[0] == 409


def test_a_report_that_cannot_be_read(ask: Ask) -> None:
    visit = at.visited()
    wrong = REPORT | {"files": [{"name": "photo.jpg", "content": "ä"}]}
    assert "in base64" in ask("201", f"visits/{visit}/report", wrong)[1]["detail"]
    wrong = REPORT | {"files": []}
    assert "expected files of this report" in ask("201", f"visits/{visit}/report", wrong)[1]["detail"]


def test_there_are_no_results_of_a_draw_that_is_none(ask: Ask) -> None:
    assert ask("", "draws/none/results")[0] == 404
