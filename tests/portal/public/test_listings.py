"""The lists for anybody: what puts a business on one, in the pack's words; who stands on it, and nobody who does no longer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from benchmarks.checks_register import codes
from django.test import Client
from tests.portal.conftest import CODE, Add, registration
from tests.portal.page import faults, read
from tests.portal.test_queries import asked
from tests.registry import repository_pack

from bonafides.listings.standards import lists_of, standards_of
from bonafides.portal.public import listing as page_of_a_list

DAY = date(2026, 11, 30)
PACK = repository_pack("cn")
LIST = "/listings/cn/abnormal-operations"


def abnormal(ref: str, code: str = CODE, **cells: object) -> dict[str, object]:
    """A row of mr-abnormal-operations that holds."""
    return {
        "统一社会信用代码": code, "列异编号": ref, "操作": "新增", "列入日期": "2024-07-08",
        "列入决定书文号": f"澄列异〔2024〕{ref}号",
        "列入原因": "未按规定期限公示年度报告", "列入方式": "列入", "作出决定机关": "澄岚县市场监督管理局",
    } | cells  # fmt: skip


def get(client: Client, path: str, **given: Any) -> str:
    answer = client.get(path, headers={"accept-language": "en"}, **given)
    assert answer.status_code == 200
    page = read(answer.content)
    assert faults(page) == []
    return page.text


def test_every_list_of_the_law_is_there() -> None:
    assert [one.kind for one in lists_of(PACK, DAY)] == [
        "abnormal-operations", "court-judgment-enforcement", "serious-violation-listing", "wage-arrears-listing",
    ]  # fmt: skip
    assert [one.kind for one in lists_of(PACK, date(2015, 1, 1))] == ["abnormal-operations"]


def test_what_puts_a_business_on_a_list_and_takes_it_off_comes_from_the_pack() -> None:
    found = standards_of(PACK, PACK.catalogue["serious-violation-listing"], DAY)
    assert {one.procedure.procedure for one in found.on} == {"serious-listing", "refusal-listing"}
    rules = [rule for way in found.on for rule in way.rules if rule.met]
    assert "All four tests are met: the listing may be proposed together with the penalty." in {
        rule.words["en"] for rule in rules
    }
    assert all(rule.words["zh"] and rule.law for rule in rules)
    assert {one.step.step for one in found.off} >= {"expire", "cancel", "cancel-in-error"}
    assert "serious-listing-removal-2025" in {one.procedure.procedure for one in found.off}
    assert "serious-listing-removal" not in {one.procedure.procedure for one in found.off}  # no law any more
    assert found.months == PACK.catalogue["serious-violation-listing"].publicity.periods[0].months
    lengths = {one.clock.clock: one.lengths for one in found.times}
    assert [(int(length), unit) for length, unit in lengths["hearing-request"]] == [(5, "working-days")]
    assert len(lengths["publication-due"]) >= 1  # the field `route` chooses between two
    assert lengths["listing-term"] == ()  # that one hangs on the case


@pytest.mark.parametrize("kind", [one.kind for one in lists_of(PACK, DAY)])
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_each_list_can_be_read(client: Client, business: Add, kind: str, language: str) -> None:
    answer = client.get(f"/listings/cn/{kind}", headers={"accept-language": language})
    assert answer.status_code == 200
    page = read(answer.content)
    assert faults(page) == []
    assert len(answer.content) < 200_000
    assert {one.attributes.get("id") for one in page.all("h2")} >= {"on", "off", "follows", "on-it"}


def test_who_stands_on_it_by_code_alone(client: Client, business: Add) -> None:
    business("mr-abnormal-operations", abnormal("A1"))
    told = get(client, LIST)
    assert CODE in told
    assert "8 July 2024" in told
    assert "Annual report not published in time" in told
    assert "兴曦" not in told  # of a sole trader a name may be a person's
    assert CODE in get(client, "/listings/", data={"code": CODE.lower()})


def test_who_is_off_it_is_gone_with_the_next_request(client: Client, business: Add) -> None:
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011
    business("mr-abnormal-operations", abnormal("A1"), abnormal("A2", 移出日期=str(yesterday), 移出原因="补报年报"))
    assert get(client, LIST).count("澄列异") == 1
    business("mr-abnormal-operations", abnormal("A3", 操作="撤销", 原列异编号="A1", 更正理由="列入有误"))
    told = get(client, LIST)
    assert CODE not in told
    assert "Nobody is on this list today." in told
    assert "No business with this code" in get(client, "/listings/", data={"code": CODE})


def test_a_long_list_goes_on_by_key_and_asks_no_more(
    client: Client, business: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_of_a_list, "AT_ONCE", 3)
    many = [one for one in codes(9) if one != CODE][:8]
    business(
        "mr-enterprise-registrations", *(registration(f"N{at}", 统一社会信用代码=one) for at, one in enumerate(many))
    )
    business("mr-abnormal-operations", *(abnormal(f"A{at}", one) for at, one in enumerate(many)))
    seen: list[str] = []
    path = LIST
    while path:
        answer = read(client.get(path).content)
        seen += [one.text for one in answer.all("a", class_="code")]
        [*_, after] = ["", *(one.attributes["href"] or "" for one in answer.all("a", rel="next"))]
        path = f"{LIST}{after.partition('#')[0]}" if after else ""
    assert sorted(seen) == sorted(many)
    assert seen == [*reversed(many)]  # what became known last comes first
    few = asked(client, LIST)
    business("mr-abnormal-operations", *(abnormal(f"B{at}", one) for at, one in enumerate(many)))
    assert asked(client, LIST) <= few


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "1 OR 1=1", "٣"])
def test_a_strange_key_is_no_key(client: Client, business: Add, before: str) -> None:
    assert client.get(LIST, {"before": before}).status_code == 200


@pytest.mark.parametrize("path", ["cn/registration", "cn/nothing", "xx/abnormal-operations"])
def test_what_is_no_list_is_not_there(client: Client, business: Add, path: str) -> None:
    assert client.get(f"/listings/{path}").status_code == 404
