"""Lists at the API and on their page, and cases for the officers of their agency."""

from __future__ import annotations

import base64
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.listings import way
from tests.procedures import world
from tests.procedures.conftest import OnDay, listed, on_day, var
from tests.registry import officer

from bonafides.agencies.acts.issue_credential import issue_credential
from bonafides.agencies.queries import officer as officer_of

__all__ = ["listed", "on_day", "var"]
pytestmark = pytest.mark.usefixtures("listed")


def bearer(number: str, agency: str = world.AGENCY) -> dict[str, str]:
    token = issue_credential(officer(), officer_of("cn", agency, number), timezone.now() + timedelta(days=1))
    return {"authorization": f"Bearer {token}"}


def post(client: Client, path: str, headers: dict[str, str], **given: Any) -> Any:
    return client.post(f"/api/v1/{path}", given, content_type="application/json", headers=headers)


PROOF = [{"name": "proof.pdf", "content": base64.b64encode(b"a proof").decode()}]


def test_a_listing_is_public_by_its_code_once_it_is_published(client: Client, on_day: OnDay) -> None:
    case = way.served(on_day)
    assert client.get("/api/v1/listings").json() == {"listings": [], "more": False}
    on_day(way.PUBLISHED)
    world.step(case, "publish", "2")
    [one] = client.get("/api/v1/listings", {"code": world.CODE}).json()["listings"]
    assert (one["code"], one["list"], one["since"], one["until"]) == (
        world.CODE, "serious-violation-listing", "2026-03-10", "2029-03-10",
    )  # fmt: skip
    assert one["document_no"].startswith("市监严列")
    assert not {"name", "names"} & set(one)
    assert client.get("/api/v1/listings", {"list": "abnormal-operations"}).json()["listings"] == []
    page = client.get("/listings/", {"code": world.CODE.lower()}).content.decode()
    assert world.CODE in page
    other = client.get("/listings/", {"code": "91990000MA0NOBODY0"}).content.decode()
    assert world.CODE not in other


def test_what_ended_is_gone_from_the_lists(client: Client, on_day: OnDay) -> None:
    case = way.published(on_day)
    on_day(date(2026, 4, 1))
    world.step(case, "cancel-in-error", "3", fields={"why_not": "Another business was meant."})
    assert client.get("/api/v1/listings").json()["listings"] == []
    assert world.CODE not in client.get("/listings/").content.decode()


def test_officers_open_a_case_and_take_its_steps(client: Client, on_day: OnDay) -> None:
    told = post(
        client, "cases", bearer("1"), procedure="serious-listing", scheme="uscc", code=world.CODE, record=f"{world.AGENCY}/P-1",
        fields=world.GIVEN,
    ).json()  # fmt: skip
    number = told["told"]["case"]
    assert told["told"]["state"] == "proposed"
    early = post(
        client, f"cases/{number}/steps", bearer("3"), step="decide-listing", fields={"no_intent_proved": False}
    )
    assert early.status_code == 409
    served = post(client, f"cases/{number}/steps", bearer("1"), step="serve-notice", files=PROOF)
    assert served.json()["told"]["state"] == "notified"
    assert post(client, f"cases/{number}/steps", bearer("2"), step="serve-notice", files=PROOF).status_code == 403
    seen = post(
        client, f"cases/{number}/steps", bearer("1"), step="submit-defence", fields={"defence_text": "No."}, seen=1
    )
    assert seen.status_code == 409
    assert client.get(f"/api/v1/cases/{number}", headers=bearer("2")).json()["why_not"]["decide-listing"]
    assert [one["clock"] for one in client.get("/api/v1/cases/board", headers=bearer("2")).json()["tasks"]]


def test_a_case_is_its_agencys_alone(client: Client) -> None:
    case = world.opened()
    assert client.get(f"/api/v1/cases/{case.pk}").status_code == 401
    assert client.get(f"/api/v1/cases/{case.pk + 1}", headers=bearer("1")).status_code == 404


@pytest.mark.parametrize("code", ["x" * 200, "a\0b", "%00", "' OR 1=1 --"])
def test_strange_codes_find_nobody(client: Client, code: str) -> None:
    assert client.get("/listings/", {"code": code}).status_code == 200
