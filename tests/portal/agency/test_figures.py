"""The board and the figures of an agency, as they stand while a case is under way."""

from __future__ import annotations

from tests.portal.agency.conftest import Desk
from tests.portal.page import faults, read
from tests.procedures import world


def test_figures_count_the_agency_alone(desk: Desk) -> None:
    world.opened()
    page = read(desk("1").get("/agency/figures/").content)
    assert faults(page) == []
    [row] = [one for one in page.all("tr") if "Listing for serious violations" in one.text]
    assert row.all("td")[0].text == "1"
    assert "rank nobody" in page.text


def test_the_board_shows_an_officer_what_that_one_may_go_on_with(desk: Desk) -> None:
    case = world.opened()
    page = read(desk("1").get("/agency/").content)
    assert faults(page) == []
    work = page.all("ul", class_="work")
    assert f"case {case.pk}" in work[0].text
    assert "Prior notice served" in work[0].text
