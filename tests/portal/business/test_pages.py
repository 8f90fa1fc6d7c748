"""Each page of a business shows its own, whole, and says of everything else that there is nothing."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from tests import registry
from tests.portal.business.conftest import OTHER, Speaks, registration, represents
from tests.remedies import world

from bonafides.agencies.acts.end_representation import end_representation
from bonafides.agencies.models import Account, Representation

PAGES = (
    "", "record", "record/cn/administrative-penalty", "records/cn/market-regulation/P-1", "looks", "risk-class", "notices",
    "apply", "certificates", "representatives", "sent", "record.json", "looks.json",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_there_in_both_languages(speaks: Speaks, page: str) -> None:
    client = speaks()
    for language in ("en", "zh-hans"):
        answer = client.get(f"/business/{page}", headers={"accept-language": language})
        assert answer.status_code == 200, answer.content.decode()[:400]
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("page", PAGES)
def test_nobody_else_sees_one(speaks: Speaks, page: str) -> None:
    speaks()
    assert Client().get(f"/business/{page}").status_code == 302
    stranger = Client()
    stranger.force_login(represents("stranger"))
    answer = stranger.get(f"/business/{page}")
    assert answer.status_code == 403, "no business is chosen in this session"
    assert b"No. P-1" not in answer.content


def test_what_ended_has_ended_on_the_next_page(speaks: Speaks) -> None:
    client = speaks()
    assert client.get("/business/record").status_code == 200
    account = Account.objects.get(login="rep")
    end_representation(registry.officer(), Representation.objects.get(account=account))
    for page in PAGES:
        assert client.get(f"/business/{page}").status_code == 403


def test_a_record_of_another_is_not_there(speaks: Speaks) -> None:
    client = speaks()
    world.penalty("P-9", OTHER)
    for path in ("records/cn/market-regulation/P-9", "records/cn/market-regulation/P-0", "records/xx/market-regulation/P-1",
                 "record/cn/tax-arrears", "record/xx/administrative-penalty", "records/cn/tax/P-1"):  # fmt: skip
        assert client.get(f"/business/{path}").status_code == 404, path


def test_each_field_has_its_class_and_who_sees_it(speaks: Speaks) -> None:
    client = speaks()
    registration(operated_by="family")
    page = client.get("/business/record/cn/registration").content.decode()
    assert "A family" in page
    assert "shared between agencies" in page
    assert "Deciding on a licence or a registration" in page
    assert "You read who looked when the case has ended, and after 30 days at the latest." in page
    told = json.loads(client.get("/business/record.json").content)
    [one] = told["records"]["cn/registration"]
    assert one["facts"]["operated_by"] == "family"


def test_who_looked_is_told_and_who_else_represents(speaks: Speaks) -> None:
    client = speaks()
    client.get("/business/record")
    page = client.get("/business/looks").content.decode()
    assert "who represents the business" in page
    assert json.loads(client.get("/business/looks.json").content)["not_yet_told"] == 0
    for bad in ("x", "-1", "9" * 40, "٣"):
        assert client.get(f"/business/looks?before={bad}").status_code == 200


def test_no_class_of_risk_is_shown_in_china(speaks: Speaks) -> None:
    page = speaks().get("/business/risk-class").content.decode()
    assert "do not show a business its class of risk" in page


def test_ending_another_representative(speaks: Speaks) -> None:
    client = speaks()
    other = represents("other")
    page = client.get("/business/representatives").content.decode()
    assert f"account {other.pk}" in page
    number = Representation.objects.get(account=other).pk
    answer = client.post(f"/account/businesses/{number}/end", {"next": "/business/representatives"})
    assert answer.headers["Location"] == "/business/representatives"
    answer = client.post("/account/businesses/choose", {"entity": "", "next": "https://evil.example/"})
    assert answer.headers["Location"] == "/account/"


def test_without_a_session_every_address_leads_to_signing_in(db: None) -> None:
    for page in (*PAGES, "matters/1", "sent/1", "sent/1.txt"):
        assert Client().get(f"/business/{page}").headers["Location"].startswith("/account/login/")
