"""The pages and the API over a small register of the pack cn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest
from django.db import connection, transaction
from tests import registry
from tests.outside import _outside
from tests.portal.browsing import browser, pages, server

__all__ = ["_outside", "browser", "pages", "server"]
CODE = "91990000MA0TEXT124"
OTHER = "91110000600037341L"  # in order, but none of this register
LEGACY = "990000000000015"
PERSON = "11010519491231002X"  # the number of the standard's own example
RECENT = (date.today() - timedelta(days=30)).isoformat()  # noqa: DTZ011
NAME, FORMER = "澄岚县兴曦面馆有限公司", "澄岚县旧名小吃有限公司"

Add = Callable[..., None]


@pytest.fixture(scope="session")
def prepared(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a database with the pack cn and one business in it, made once: what a test adds is undone."""
    with django_db_blocker.unblock():
        empty = connection.settings_dict["NAME"]
        name = f"{empty}_{token_hex(4)}"  # the commands' tests have one of their own
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{empty}"')
        with database(name):
            registry.put_in_force(registry.repository_pack("cn"))
            add = adder(tmp_path_factory.mktemp("prepared"))
            add("mr-enterprise-registrations", registration("DJ1", 名称=FORMER, 原注册号=LEGACY))
            add("mr-enterprise-registrations", registration("DJ2", 核准日期="2020-07-01", 业务类型="变更"))
            add("mr-annual-reports", REPORT)
    yield name
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def database(name: str) -> Iterator[None]:
    """Django on another database of the server."""
    connection.close()
    own, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


@pytest.fixture(autouse=True)
def _behind_the_wall(_outside: None) -> None:
    """Every page and every answer of the API in these tests passes the second wall."""


@pytest.fixture
def business(prepared: str, django_db_blocker: Any, tmp_path: Path) -> Iterator[Add]:
    """A business with a former name and a legacy code; `business("mr-penalties", penalty(), …)` adds rows to it."""
    with django_db_blocker.unblock(), database(prepared), transaction.atomic():
        yield adder(tmp_path)
        transaction.set_rollback(True)


def adder(folder: Path) -> Add:
    """What takes rows in under a mapping of the pack cn, by way of files in a folder."""
    numbers = count()

    def add(mapping: str, *rows: dict[str, object]) -> None:
        columns = columns_of(registry.repository_pack("cn").mappings[mapping].model_dump())
        summary = registry.take_in(registry.write_csv(folder / f"{next(numbers)}.csv", rows, columns), mapping)
        assert summary.added == len(rows), summary.reasons

    return add


def columns_of(value: object, key: str = "") -> list[str]:
    """The columns that a file under a mapping must have, found wherever the mapping names one."""
    if isinstance(value, dict):
        return list(dict.fromkeys(column for name, one in value.items() for column in columns_of(one, name)))
    if key not in ("column", "columns", "digest", "ignore") or not value:
        return []
    return [value] if isinstance(value, str) else list(value)  # type: ignore[call-overload]


def registration(ref: str = "DJ1", **cells: object) -> dict[str, object]:
    """A row of mr-enterprise-registrations."""
    return {
        "统一社会信用代码": CODE, "业务流水号": ref, "操作": "新增", "核准日期": "2015-03-02", "名称": NAME,
        "主体类型": "有限责任公司", "业务类型": "设立", "登记状态": "存续", "成立日期": "2015-03-02",
        "注册资本(万元)": "1,000", "行业门类": "H", "行业代码": "6210", "住所": "澄岚县望栖镇大道1号",
        "登记机关": "澄岚县市场监督管理局",
    } | cells  # fmt: skip


REPORT = {
    "统一社会信用代码": CODE, "年报编号": "NB1", "操作": "新增", "报送日期": "2024-05-01", "年报年度": "2023",
    "经营状态": "开业", "是否公示": "是", "从业人数": "12",
}  # fmt: skip


def penalty(ref: str = "CF1", **cells: object) -> dict[str, object]:
    """A row of mr-penalties, so recent that it is public."""
    return {
        "统一社会信用代码": CODE, "案件编号": ref, "操作": "新增", "处罚决定日期": RECENT, "处罚种类": "罚款",
        "违法领域": "食品", "失信程度": "严重", "处罚程序": "普通程序", "罚款金额(万元)": "0.5",
        "违法事实": "销售超过保质期的食品", "裁量等次": "一般", "处罚机关": "澄岚县市场监督管理局",
        "处罚决定书文号": "澄市监处罚〔2022〕1号", "处罚依据": "《食品安全法》第一百二十四条",
    } | cells  # fmt: skip
