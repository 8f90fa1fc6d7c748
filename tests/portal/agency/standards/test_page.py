"""The standards as lawyers read them: every one of the pack, each rule with its law, and what the analysis finds."""

from __future__ import annotations

import pytest
from tests.portal.agency.conftest import Desk
from tests.portal.page import faults, read
from tests.registry import repository_pack


@pytest.mark.parametrize("name", ["listing-procedure", "serious-listing", "tier", "sampling-ratio"])
def test_a_standard(desk: Desk, name: str) -> None:
    answer = desk("1").get(f"/agency/standards/{name}")
    assert answer.status_code == 200
    page = read(answer.content)
    assert faults(page) == []
    rows = sum(len(table.all("tr")) - 1 for table in page.all("table"))
    assert rows >= 3
    assert len(answer.content) < 200_000


def test_a_rule_leads_to_its_standard(desk: Desk) -> None:
    answer = desk("1").get("/agency/standards/listing_decidable")
    assert answer.headers["Location"] == "/agency/standards/listing-procedure"
    assert desk("1").get("/agency/standards/nothing").status_code == 404
    assert desk("1").get("/agency/standards/listing-procedure").content.decode().count("Administrative Penalty") > 1


def test_every_standard_is_listed(desk: Desk) -> None:
    page = read(desk("1").get("/agency/standards/").content)
    links = {one.attributes["href"] for one in page.all("a")}
    assert {f"/agency/standards/{name}" for name in repository_pack("cn").standards} <= links
