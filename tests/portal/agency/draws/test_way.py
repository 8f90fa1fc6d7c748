"""A draw from its plan to the officers at the door, by the pages; who does not decide only looks."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.inspections import world
from tests.inspections.conftest import peopled, var
from tests.outside import _outside
from tests.portal.agency.conftest import sit_down
from tests.portal.page import Element, read

from bonafides.inspections.models import Abandoned, Assignment, Draw, Held, Substitution
from bonafides.ledger.sequence import sequence

__all__ = ["_outside", "peopled", "var"]
NAME = "toy.a.2026-1.hygiene.1"


@pytest.fixture
def decider(peopled: list[str], _outside: None) -> Client:
    world.plan()
    return sit_down(world.decider().officer, "a", "toy")


def post(client: Client, status: int, **given: Any) -> Element:
    answer = client.post(f"/agency/draws/of/{NAME}", given)
    assert answer.status_code == status, answer.content.decode()
    return read(answer.content) if status != 302 else Element("", {})


def commit(client: Client) -> dict[str, Any]:
    """Committed to by the page; the evidence of the seed."""
    source, evidence = world.promised(NAME)
    promises = "\n".join(f"{party}={promise}" for party, promise in source["parties"].items())
    post(client, 302, stage="commit", source="ceremony", promises=promises)
    return evidence


def test_the_way(decider: Client) -> None:
    page = read(decider.get("/agency/draws/").content)
    assert NAME in str([one.attributes["href"] for one in page.all("a")])
    refused = post(decider, 422, stage="commit", source="ceremony", promises="agency=1")
    assert "expected PARTY=PROMISE" in refused.text
    evidence = commit(decider)
    assert "waits for the next checkpoint" in decider.get(f"/agency/draws/of/{NAME}").content.decode()
    post(decider, 422, stage="hold", files=[])
    sequence()
    kept = [
        SimpleUploadedFile(f"{party}.json", json.dumps({"draw": NAME, "party": party, "number": number}).encode())
        for party, number in evidence["numbers"].items()
    ]
    refused = post(decider, 422, stage="hold", files=[SimpleUploadedFile("x.json", b"[")])
    assert "x.json: expected JSON" in refused.text
    post(decider, 302, stage="hold", files=kept)
    assert Held.objects.get().draw.draw == NAME
    page = read(decider.get(f"/agency/draws/of/{NAME}").content)
    sent = page.one("section", **{"aria-labelledby": "sent"})
    assert len(sent.all("li")) == Assignment.objects.count()


def held(client: Client) -> None:
    """The draw, held by the page."""
    evidence = commit(client)
    sequence()
    numbers = evidence["numbers"].items()
    files = [
        SimpleUploadedFile(f"{party}.json", json.dumps({"draw": NAME, "party": party, "number": number}).encode())
        for party, number in numbers
    ]
    post(client, 302, stage="hold", files=files)


def test_a_drawn_business_is_put_aside_only_for_a_reason_that_was_committed_to(decider: Client) -> None:
    held(decider)
    code = Assignment.objects.select_related("entity").order_by("pk").first().entity.code  # type: ignore[union-attr]  # somebody is drawn
    page = read(decider.get(f"/agency/draws/of/{NAME}").content)
    rules = [str(one.attributes["value"]) for one in page.all("input", name="rule")]
    assert rules
    proof = SimpleUploadedFile("door.jpg", b"a closed door")
    given = {"stage": "substitute", "code": code, "rule": rules[0], "why": "The door is closed for good."}
    for wrong in ({"rule": "because"}, {"code": "NOBODY"}, {"why": ""}, {"rests_on": "hearsay:1"}, {}):
        post(decider, 422, **(given | wrong))  # the last one shows nothing at all
    assert not Substitution.objects.exists()
    post(decider, 302, **given, files=[proof])
    done = Substitution.objects.get()
    assert (done.out.code, done.reason) == (code, rules[0])
    post(decider, 422, **given, files=[proof])  # put aside already


def test_given_up_in_public_and_drawn_anew(decider: Client) -> None:
    commit(decider)
    post(decider, 422, stage="abandon", why="")
    post(decider, 302, stage="abandon", why="a party did not reveal")
    assert Abandoned.objects.get().draw == Draw.objects.get()
    assert f"{NAME}.2" in decider.get("/agency/draws/").content.decode()


def test_of_another_agency_there_is_nothing(decider: Client) -> None:
    assert decider.get("/agency/draws/of/nothing").status_code == 404
    assert decider.post("/agency/draws/of/nothing", {"stage": "commit"}).status_code == 404


def test_a_plan_that_is_none_is_refused_at_its_field(decider: Client) -> None:
    plan = SimpleUploadedFile("plan.yaml", f"year: {world.DAY + timedelta(days=1)}\n".encode())
    answer = decider.post("/agency/draws/plan", {"file": plan})
    assert answer.status_code == 422
    assert "the plan is not in order" in answer.content.decode()
