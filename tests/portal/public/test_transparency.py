"""The report of transparency, the ledger and the measures as anybody reads them."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.portal.conftest import Add, penalty
from tests.portal.page import faults, read

from bonafides.sharing.statistics.cells import told
from bonafides.sharing.statistics.records import _counted

ENGLISH, CHINESE = {"accept-language": "en"}, {"accept-language": "zh-CN"}


@given(st.lists(st.integers(0, 1000)), st.integers(1, 20))
def test_a_small_cell_is_never_told(counts: list[int], least: int) -> None:
    cells = told(counts, least)
    for count, value, text in zip(counts, cells.values, cells.texts, strict=True):
        assert value is None if 0 < count < least else value == count
        assert bool(text) == (value is None)


@pytest.mark.parametrize("headers", [ENGLISH, CHINESE], ids=["en", "zh"])
@pytest.mark.parametrize(
    "address", ["/transparency", "/transparency?year=2026", "/transparency?year=1", "/ledger/", "/measures/"]
)
def test_a_page_can_be_read(client: Client, business: Add, headers: dict[str, str], address: str) -> None:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    assert faults(read(answer.content)) == []
    assert len(answer.content) < 200_000


def test_records_are_counted_and_small_cells_are_not_told(client: Client, business: Add) -> None:
    _counted.cache_clear()
    business("mr-penalties", *(penalty(f"CF{number}") for number in range(4)))
    page = read(client.get("/transparency", headers=ENGLISH).content)
    rows = [[cell.text for cell in row.all() if cell.tag in ("th", "td")] for row in page.all("tr")]
    told = {(row[1], row[2]) for row in rows if len(row) == 3 and row[0] == "Market regulation"}
    assert ("Administrative penalty", "4") in told
    assert ("Annual report", "fewer than 3") in told
    _counted.cache_clear()


def test_a_receipt_is_asked_for_by_number(client: Client, business: Add) -> None:
    for wrong in ("x", "0", "-1", "9" * 30, "１２"):
        answer = client.get("/ledger/", {"act": wrong}, headers=ENGLISH)
        assert answer.status_code == 400
        assert "no number of an act" in read(answer.content).text


def test_each_measure_has_its_basis_and_its_length(client: Client, business: Add) -> None:
    page = read(client.get("/measures/", headers=ENGLISH).content)
    sections = page.one("main").all("section")
    assert len(sections) > 15
    for one in sections:
        terms = [term.text for term in one.all("dt")]
        assert {"Follows from", "For", "Agency", "How long", "Counts at", "Legal basis"} <= set(terms)
