"""The search as a program gets it: how each name meets what was typed, who bears it now, who is in business."""

from __future__ import annotations

from typing import Any

import pytest
from benchmarks.checks_register import codes
from django.test import Client
from tests.portal.conftest import Add, registration

OWN = codes(6)


@pytest.fixture
def _businesses(business: Add) -> None:
    names = ("珠海格力电器股份有限公司", "格力精工有限公司", "珠海格力商贸有限公司", "珠海恒力电器有限公司")
    rows = [registration(f"N{number}", 统一社会信用代码=OWN[number], 名称=name) for number, name in enumerate(names)]
    business("mr-enterprise-registrations", *rows)


def found(client: Client, name: str) -> list[dict[str, Any]]:
    answer = client.get("/api/v1/entities", {"name": name})
    assert answer.status_code == 200
    return list(answer.json()["found"])


def told(client: Client, name: str) -> list[tuple[str, str]]:
    return [(one["current_name"], one["match"]) for one in found(client, name)]


@pytest.mark.usefixtures("_businesses")
def test_how_each_meets_what_was_typed(client: Client) -> None:
    assert told(client, "格力") == [
        ("格力精工有限公司", "beginning"), ("珠海格力商贸有限公司", "brand"), ("珠海格力电器股份有限公司", "brand"),
    ]  # fmt: skip
    assert told(client, "珠海市格力电器股份有限公司") == [("珠海格力电器股份有限公司", "equal")]
    # A company of another form is another company: it is shown, and not said to be the one that was asked for.
    assert told(client, "珠海市格力电器有限责任公司")[0] == ("珠海格力电器股份有限公司", "similar")
    assert told(client, "珠海格力電器") == [("珠海格力电器股份有限公司", "equal")]
    assert told(client, "格立电器") == [("珠海格力电器股份有限公司", "similar")]
    assert told(client, "珠格电器") == [("珠海格力电器股份有限公司", "abbreviation")]


@pytest.mark.usefixtures("_businesses")
def test_who_has_ended_and_who_bore_it_come_later(client: Client, business: Add) -> None:
    ended = registration("E", 统一社会信用代码=OWN[2], 核准日期="2024-01-02", 业务类型="注销", 登记状态="注销")
    business("mr-enterprise-registrations", ended | {"名称": "珠海格力商贸有限公司"})
    former = registration(
        "F", 统一社会信用代码=OWN[0], 核准日期="2024-01-02", 业务类型="变更", 名称="珠海格美电器股份有限公司"
    )
    business("mr-enterprise-registrations", former)
    business("mr-enterprise-registrations", registration("G", 统一社会信用代码=OWN[4], 名称="珠海格力装饰工程有限公司"))
    answer = [(one["code"], one["former"], one["ended"]) for one in found(client, "格力")]
    assert answer == [(OWN[1], False, False), (OWN[4], False, False), (OWN[2], False, True), (OWN[0], True, False)]
