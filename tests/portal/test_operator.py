"""T7 through the application: a sole trader changes its operator. What was before stays on the code, said to be a former
operator's; nobody is named, and no other business of the new operator is touched."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.cli.conftest import Run, run
from tests.portal.conftest import Add, penalty
from tests.registry import officer

from bonafides.entities.acts.merge import merge
from bonafides.entities.queries import entity_by_code
from bonafides.packs.queries import installed_pack
from bonafides.standards.case.indicators import measure
from bonafides.standards.case.records import records_of

__all__ = ["run"]  # a fixture

SHOP, OTHER_SHOP = "92990000MA0TEXT20U", "92990000MA0TEXT30W"
FORMER, NEW = "经营者甲壹", "经营者乙贰"


def shop(ref: str, code: str = SHOP, **cells: object) -> dict[str, object]:
    """A row of mr-sole-trader-registrations."""
    return {
        "统一社会信用代码": code, "业务流水号": ref, "操作": "新增", "核准日期": "2016-03-01", "字号名称": "澄岚县兴曦面馆",
        "业务类型": "设立", "登记状态": "存续", "成立日期": "2016-03-01", "行业门类": "H", "行业代码": "6210",
        "登记机关": "澄岚县市场监督管理局", "组成形式": "个人经营", "经营者": FORMER, "联系电话": "990-5550101",
    } | cells  # fmt: skip


@pytest.fixture
def handed_on(business: Add) -> Add:
    """A shop with a penalty, handed on to somebody who has a shop already; then another penalty."""
    business(
        "mr-sole-trader-registrations", shop("DG1"), shop("DG9", OTHER_SHOP, 字号名称="澄岚县乙记粉店", 经营者=NEW)
    )
    business("mr-penalties", penalty("CF1", 统一社会信用代码=SHOP, 处罚决定日期="2025-06-01"))
    business("mr-sole-trader-registrations", shop("DG2", 核准日期="2025-09-01", 业务类型="经营者变更", 经营者=NEW))
    business("mr-sole-trader-registrations", shop("DG3", 核准日期="2026-02-01", 业务类型="变更", 经营者=NEW))
    business("mr-penalties", penalty("CF2", 统一社会信用代码=SHOP, 处罚决定日期="2025-09-01"))
    return business


def times(record: dict[str, Any]) -> dict[str, Any]:
    return {one["ref"]: one["operator"] for each in record["records"].values() for one in each}


def ask(client: Client, code: str = SHOP, **asked: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/api/v1/entities/uscc/{code}", asked).json()
    return found


def test_each_record_says_in_whose_time_it_falls(client: Client, handed_on: Add) -> None:
    assert times(ask(client)) == {
        "CF1": {"shown_as": "former-operator", "number": 1, "of": 2, "from": None, "until": "2025-09-01"},
        "CF2": {"shown_as": "current", "number": 2, "of": 2, "from": "2025-09-01", "until": None},
        "DG3": {"shown_as": "current", "number": 2, "of": 2, "from": "2025-09-01", "until": None},
    }


def test_before_the_change_there_was_one_operator(client: Client, handed_on: Add) -> None:
    assert set(times(ask(client, as_of="2025-08-31")).values()) == {None}


def test_of_three_operators_the_second_has_two_ends(client: Client, handed_on: Add) -> None:
    handed_on(
        "mr-sole-trader-registrations", shop("DG4", 核准日期="2026-06-01", 业务类型="经营者变更", 经营者="经营者丙叁")
    )
    found = times(ask(client))
    assert found["CF2"] == {
        "shown_as": "former-operator", "number": 2, "of": 3, "from": "2025-09-01", "until": "2026-06-01",
    }  # fmt: skip
    assert (found["CF1"]["number"], found["DG4"]["shown_as"]) == (1, "current")


def test_a_change_that_was_annulled_is_none(client: Client, handed_on: Add) -> None:
    handed_on("mr-sole-trader-registrations", shop("DG5", 操作="撤销", 原业务流水号="DG2", 核准日期="2025-09-01",
                                                   业务类型="经营者变更", 更正理由="登记撤销"))  # fmt: skip
    assert set(times(ask(client)).values()) == {None}


@pytest.mark.parametrize(
    ("language", "former", "current"),
    [
        ("en", "Of a former operator&#x27;s time: operator 1 of 2, up to 2025-08-31",
         "Of the present operator&#x27;s time: operator 2 of 2, since 2025-09-01"),
        ("zh-hans", "原经营者期间的记录：第1任经营者（共2任），截至 2025-08-31",
         "现经营者期间的记录：第2任经营者（共2任），2025-09-01 起"),
    ],
)  # fmt: skip
def test_the_page_says_so_and_names_nobody(
    client: Client, handed_on: Add, language: str, former: str, current: str
) -> None:
    page = client.get(f"/entities/uscc/{SHOP}", headers={"accept-language": language}).content.decode()
    assert page.count(former) == 1
    assert page.count(current) == 2
    assert FORMER not in page
    assert NEW not in page


def test_the_command_says_so_and_names_nobody(run: Run, handed_on: Add) -> None:
    said = run("record", SHOP).out
    assert "\n    Of a former operator's time: operator 1 of 2, up to 2025-08-31\n" in said
    assert FORMER not in said
    assert NEW not in said
    assert times(run("record", SHOP, "--json").json)["CF1"]["shown_as"] == "former-operator"


def test_nothing_of_it_reaches_the_new_operators_other_business(client: Client, handed_on: Add) -> None:
    assert times(ask(client, OTHER_SHOP)) == {"DG9": None}
    pack, day = installed_pack("cn")[0], timezone.localdate()
    counted = {
        code: measure(
            pack,
            pack.indicators["serious_penalties"],
            records_of(pack, entity_by_code("uscc", code).pk, timezone.now()),
            day,
        ).value
        for code in (SHOP, OTHER_SHOP)
    }
    assert counted == {SHOP: 2, OTHER_SHOP: 0}


def test_merged_businesses_keep_their_own_operators(client: Client, handed_on: Add) -> None:
    merge(officer("one shop"), entity_by_code("uscc", OTHER_SHOP), entity_by_code("uscc", SHOP))
    found = times(ask(client))
    assert (found["CF1"]["shown_as"], found["DG3"]["shown_as"]) == ("former-operator", "current")
    handed_on("mr-penalties", penalty("CF9", 统一社会信用代码=OTHER_SHOP, 处罚决定日期="2025-06-01"))
    assert times(ask(client))["CF9"] is None
