"""Plans and draws at the API: an officer's way by token, what anybody can check, and what is for whom."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.inspections import world
from tests.inspections.conftest import peopled, var
from tests.registry import officer

from bonafides.acts.act import Role
from bonafides.agencies import queries
from bonafides.agencies.acts.appoint import appoint
from bonafides.agencies.acts.issue_credential import issue_credential
from bonafides.inspections.models import Draw
from bonafides.kernel.draw.bundle import Bundle
from bonafides.kernel.draw.opening import Opening
from bonafides.kernel.draw.verify import verify, verify_opening
from bonafides.ledger.sequence import sequence

__all__ = ["peopled", "var"]  # fixtures

ID = "toy.a.2026-1.hygiene.1"
PLAN = {
    "number": "2026-1", "year": 2026, "filed_with": "the province",
    "items": [{"item": "hygiene", "batches": [{"batch": 1, "from": "2026-01-01", "to": "2026-12-31", "share": 10000}]}],
}  # fmt: skip
Ask = Callable[..., tuple[int, Any]]


@pytest.fixture
def ask(client: Client, peopled: list[str]) -> Ask:
    """`ask("post", "plans", {...})` by officer 0, who decides and audits; `token=""` by anybody."""
    one = queries.officer("toy", "a", "0")
    appoint(officer(), one, Role.AUDITOR, world.DAY.replace(year=2020), None)
    held = issue_credential(officer(), one, timezone.now() + timedelta(days=1))

    def ask(method: str, path: str, body: Any = None, *, token: str = held) -> tuple[int, Any]:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        answer = client.generic(
            method, f"/api/v1/inspections/{path}", json.dumps(body) if body else "", "application/json", headers=headers
        )
        return answer.status_code, answer.json()

    return ask


def committed(ask: Ask) -> dict[str, Any]:
    """The plan filed, the draw committed to and sealed; the evidence of its seed."""
    status, told = ask("post", "plans", PLAN)
    assert (status, told["told"]["figures"]["hygiene"]) == (200, {"subjects": 50, "drawn": 8})
    source, evidence = world.promised(ID)
    asked = {"plan": "2026-1", "item": "hygiene", "batch": 1, "seed": source, "on": str(world.DAY)}
    status, told = ask("post", "draws", asked)
    assert (status, told["told"]["draw"], told["ledger_index"]) == (200, ID, None)
    sequence()
    return evidence


def test_the_way(ask: Ask) -> None:
    evidence = committed(ask)
    status, told = ask("get", f"draws/{ID}", token="")
    assert (status, told["state"]) == (200, "sealed")
    status, told = ask("get", f"draws/{ID}/bundle", token="")
    assert status == 409, "not held yet"
    status, told = ask("post", f"draws/{ID}/hold", {"evidence": evidence})
    assert (status, len(told["told"]["drawn"])) == (200, 8)
    code = told["told"]["drawn"][0]
    status, public = ask("get", f"draws/{ID}/bundle", token="")
    assert status == 200
    assert "officers" in verify(Bundle.of_json(public)).shown
    status, opening = ask("get", f"draws/{ID}/openings/{code}")
    assert verify_opening(Bundle.of_json(public), Opening.of_json(opening)).drawn
    status, auditor = ask("get", f"draws/{ID}/auditor-bundle")
    assert "assignment" in verify(Bundle.of_json(auditor)).shown
    asked = {"code": code, "rule": "closed", "reason": "it closed", "evidence": [{"kind": "record", "ref": "a/1"}]}
    status, told = ask("post", f"draws/{ID}/substitutions", asked)
    assert (status, told["told"]["place"]) == (200, 1)
    status, after = ask("get", f"draws/{ID}/bundle", token="")
    assert len(after["result"]["substitutions"]) == 1, "the bundle is not the one from before"
    status, told = ask("get", f"draws/{ID}/assignments")
    assert code not in {one["code"] for one in told["assigned"]}
    one = told["assigned"][0]
    third = next(number for number in ("1", "2", "3", "4") if number not in one["officers"])
    asked = {"code": one["code"], "officers": [one["officers"][0], third], "reason": "ill", "on": str(world.DAY)}
    assert ask("post", f"draws/{ID}/officers", asked)[0] == 200
    assert ask("get", "plans", token="")[1]["plans"][0]["draws"][0]["state"] == "held"


def test_what_is_refused(ask: Ask) -> None:
    status, told = ask("post", "plans", PLAN | {"year": 1999})
    assert (status, told["detail"]) == (
        409, "the plan is not in order; year: expected at least 2,000, came `1999`",
    )  # fmt: skip
    evidence = committed(ask)
    assert ask("get", "draws/none", token="")[0] == 404
    assert ask("post", f"draws/{ID}/hold", {"evidence": {}})[0] == 409
    assert ask("post", f"draws/{ID}/hold", {})[0] == 400
    assert ask("get", f"draws/{ID}/auditor-bundle", token="")[0] == 401
    status, told = ask("post", f"draws/{ID}/abandonment", {"reason": "the association does not answer"})
    assert status == 200
    status, told = ask("post", f"draws/{ID}/hold", {"evidence": evidence})
    assert (status, told["title"]) == (409, "Conflict")


def test_other_agencies_are_told_nothing_internal(ask: Ask) -> None:
    evidence = committed(ask)
    ask("post", f"draws/{ID}/hold", {"evidence": evidence})
    world.officers_of_b()
    token = issue_credential(officer(), queries.officer("toy", "b", "0"), timezone.now() + timedelta(days=1))
    for path in ("auditor-bundle", "assignments", "openings/S0000"):
        assert ask("get", f"draws/{ID}/{path}", token=token)[0] == 403, path
    assert ask("post", f"draws/{ID}/abandonment", {"reason": "x"}, token=token)[0] == 403
    assert Draw.objects.filter(abandoned=None).exists()
