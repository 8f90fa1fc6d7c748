"""How often a page asks the database: so often, however much there is to show."""

from __future__ import annotations

import pytest
from benchmarks.checks_register import codes
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.portal.conftest import CODE, NAME, Add, penalty, registration


def asked(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    own = ("SAVEPOINT", "SET ROLE", "RESET ROLE", "bonafides.time_zone")  # of the test and of the second wall
    return sum(not any(word in one["sql"] for word in own) for one in queries)


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/", 0),
        (f"/?name={NAME}", 4),  # is it a code; which packs; who bears it; what is told of them
        ("/?name=兴曦", 5),  # beside these, who is abbreviated so, as few bear it
        ("/?name=龘龘龘", 4),
        (f"/entities/uscc/{CODE}", 6),  # beside the record: which of its kinds are licences, and the measures in force
        ("/api/v1/entities?name=兴曦", 4),
    ],
)
def test_no_more_with_more_to_show(client: Client, business: Add, path: str, most: int) -> None:
    client.get(path)  # what is read once is read
    few = asked(client, path)
    assert few == most
    rows = [
        registration(f"N{number}", 统一社会信用代码=code, 名称=f"澄岚县兴曦{number}号面馆有限公司")
        for number, code in enumerate(codes(40))
        if code != CODE
    ]
    business("mr-enterprise-registrations", *rows)
    business("mr-penalties", *(penalty(f"P{number}", 违法事实=f"第{number}次") for number in range(9)))
    assert asked(client, path) <= few
