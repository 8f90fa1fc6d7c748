"""Officers see which accounts speak for a business, and end it; others do not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests import registry
from tests.agencies.conftest import Enrol, enrolled, toy

from bonafides.acts.models import Act
from bonafides.agencies import queries
from bonafides.agencies.accounts.queries import represented
from bonafides.agencies.acts.claim_by_code import claim_by_code
from bonafides.agencies.acts.invite import invite
from bonafides.agencies.acts.issue_credential import issue_credential
from bonafides.agencies.acts.serve_code import serve_code
from bonafides.agencies.models import Representation
from bonafides.entities.models import Entity

__all__ = ["enrolled", "toy"]  # fixtures
WHY = {"basis": "LAW art. 1", "reason": "the letter went astray"}


@pytest.fixture
def made(toy: object, enrolled: Enrol) -> Representation:
    enrolled({"number": "1", "roles": "case-officer"}, {"number": "2", "roles": "inspector"})
    account = invite(registry.officer(), "li.na")
    return claim_by_code(
        registry.officer(), account, serve_code(registry.officer(), Entity.objects.get(code="A"), "L-1")
    )


def by(number: str) -> dict[str, str]:
    until = timezone.now() + timedelta(days=1)
    token = issue_credential(registry.officer(), queries.officer("toy", "a", number), until)
    return {"authorization": f"Bearer {token}"}


def asked(client: Client, number: str, code: str) -> Any:
    return client.get("/api/v1/representations", {"scheme": "shop", "code": code}, headers=by(number))


def ended(client: Client, number: str, one: int) -> Any:
    return client.post(f"/api/v1/representations/{one}/end", WHY, "application/json", headers=by(number))


def test_seen_and_ended(client: Client, made: Representation) -> None:
    answer = asked(client, "1", "A")
    [told] = answer.json()["representations"]
    assert (told["id"], told["account"], told["shown_by"]) == (made.pk, f"account {made.account_id}", "document L-1")
    assert "li.na" not in answer.content.decode(), "nothing of the person"
    done = ended(client, "1", made.pk)
    assert done.status_code == 200, done.content
    act = Act.objects.get(pk=done.json()["act"])
    assert (act.name, act.officer, act.reason) == ("agencies.end_representation", "1", WHY["reason"])
    assert represented(made.account_id) == []
    assert asked(client, "1", "A").json() == {"representations": []}
    assert ended(client, "1", made.pk).status_code == 409, "it has ended"


def test_what_there_is_not_and_who_may_not(client: Client, made: Representation) -> None:
    assert asked(client, "1", "Z9").status_code == 404
    assert ended(client, "1", made.pk + 1).status_code == 404
    assert asked(client, "2", "A").status_code == 403
    assert ended(client, "2", made.pk).status_code == 403
    assert len(represented(made.account_id)) == 1
