"""Powers under four eyes by the API: proposed by one administrator, done by another, refused to the same."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests import registry
from tests.agencies.conftest import Enrol, enrolled, today, toy

from bonafides.acts.act import Role
from bonafides.agencies import queries
from bonafides.agencies.acts.issue_credential import issue_credential

__all__ = ["enrolled", "toy"]  # fixtures
WHY = {"basis": "LAW art. 1", "reason": "needed"}


@pytest.fixture
def tokens(enrolled: Enrol) -> dict[str, str]:
    enrolled({"number": "x", "roles": "administrator"}, {"number": "y", "roles": "administrator"}, {})
    until = timezone.now() + timedelta(days=1)
    return {one: issue_credential(registry.officer(), queries.officer("toy", "a", one), until) for one in "xy1"}


def test_from_a_proposal_to_a_token_for_a_program(client: Client, tokens: dict[str, str]) -> None:
    def post(path: str, by: str, body: dict[str, Any]) -> Any:
        return client.post(
            f"/api/v1/proposals{path}",
            body | WHY,
            "application/json",
            headers={"authorization": f"Bearer {tokens[by]}"},
        )

    appoint = {
        "verb": "agencies.appoint",
        "arguments": {"officer": "1", "role": "decider", "since": today().isoformat()},
    }
    until = (timezone.now() + timedelta(days=9)).isoformat()
    program = {"verb": "agencies.register_client", "arguments": {"title": "feeder", "scopes": ["feed"], "until": until}}
    assert [post("", "x", one).status_code for one in (appoint, program)] == [200, 200]
    bad = appoint | {"arguments": {"officer": "1", "role": "king", "since": "soon"}}
    for body, told in ((bad, "arguments: role"), (appoint | {"verb": "agencies.enrol"}, "verb: expected one of")):
        answer = post("", "x", body)
        assert (answer.status_code, told in answer.json()["detail"]) == (409, True)
    listed = client.get("/api/v1/proposals", headers={"authorization": f"Bearer {tokens['y']}"}).json()["proposals"]
    assert [one["verb"] for one in listed] == ["agencies.appoint", "agencies.register_client"]
    first, second = (one["id"] for one in listed)
    assert [post(f"/{first}/confirm", by, {}).status_code for by in ("x", "1")] == [409, 403]
    done = post(f"/{first}/confirm", "y", {})
    assert (done.status_code, done.json()["act"]) == (200, registry.sql("SELECT max(id) FROM acts_act")[0][0])
    assert Role.DECIDER in queries.roles_of("toy", "a", "1", today())
    made = post(f"/{second}/confirm", "y", {}).json()
    assert made["client_secret"].startswith("bonafides_secret_")
    assert post("/999/confirm", "y", {}).status_code == 404
    assert post(f"/{second}/drop", "x", {}).status_code == 409
