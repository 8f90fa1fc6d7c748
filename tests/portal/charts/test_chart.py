"""What the tag writes: words for those who do not see it, a table behind, nothing inline, colours that can be seen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils.translation import override
from tests.portal.page import Element, read
from tests.portal.test_styles import DARK as DARK_TOKENS
from tests.portal.test_styles import LIGHT as LIGHT_TOKENS
from tests.portal.test_styles import contrast

import bonafides.portal
from bonafides.portal.charts.bars import Bars
from bonafides.portal.charts.figure import Figure
from bonafides.portal.charts.lines import Lines
from bonafides.portal.charts.series import Series
from bonafides.portal.charts.shares import Shares

SHEET = (Path(bonafides.portal.__file__).parent / "static" / "portal" / "charts.css").read_text("utf-8")
SERIES = [Series("<b>begun</b>", [3, 5]), Series("decided", [2, None], ["", "fewer than 5"])]
FIGURES = [kind("Cases & lists", ["2024", "2025"], SERIES, note="All agencies.") for kind in (Bars, Lines, Shares)]


def drawn(*figures: Figure) -> Element:
    template = Template("{% load charts %}{% for one in figures %}{% chart one %}{% endfor %}")
    with override("en"):
        return read(template.render(Context({"figures": figures})).encode())


@pytest.mark.parametrize("figure", FIGURES, ids=lambda one: type(one).__name__)
def test_a_picture_has_a_title_a_description_and_a_table(figure: Figure) -> None:
    page = drawn(figure)
    picture = page.one("svg", role="img")
    assert page.one(id=picture.attributes["aria-labelledby"] or "").text == "Cases & lists"
    told = page.one(id=picture.attributes["aria-describedby"] or "").text
    assert "<b>begun</b>: from 3 (2024) to 5 (2025)" in told
    rows = [[cell.text for cell in row.all() if cell.tag in ("th", "td")] for row in page.one("table").all("tr")]
    whole = isinstance(figure, Shares)
    wanted = (["3 (60 %)", "2 (40 %)"], ["5 (100 %)", "fewer than 5"]) if whole else (["3", "2"], ["5", "fewer than 5"])
    assert rows == [["What", "<b>begun</b>", "decided"], ["2024", *wanted[0]], ["2025", *wanted[1]]]
    assert not page.all("b")
    assert page.one("p", class_="note").text == "All agencies."


@pytest.mark.parametrize("figure", FIGURES, ids=lambda one: type(one).__name__)
def test_nothing_is_inline_and_every_id_is_its_own(figure: Figure) -> None:
    other = type(figure)("Another", figure.labels, figure.series)
    page = drawn(figure, other)
    ids = [one.attributes["id"] for one in page.all() if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    assert not [one for one in page.all() if "style" in one.attributes or one.tag in ("style", "script")]
    used = {found for one in page.all() for found in re.findall(r"url\(#([^)]+)\)", one.attributes.get("fill") or "")}
    assert used <= set(ids)


def test_series_differ_by_more_than_colour() -> None:
    many = [Series(f"s{at}", [at]) for at in range(1, 7)]
    bars = drawn(Bars("Bars", ["a"], many))
    insides = [str([(one.tag, one.attributes) for one in pattern.all()]) for pattern in bars.all("pattern")]
    assert len(set(insides)) == 6
    marks = drawn(Lines("Lines", ["a"], many)).one("svg", role="img").all("svg")
    assert len({str([(one.tag, one.attributes) for one in mark.all()]) for mark in marks}) == 6
    dashes = re.findall(r"line\[data-series=\"(\d)\"\][^{}]*\{ stroke-dasharray: ([^;]+);", SHEET)
    assert (len(dict(dashes)), len(set(dict(dashes).values()))) == (5, 5), "the first is whole"


def test_a_figure_without_numbers_says_so() -> None:
    page = drawn(Bars("Nothing", ["a"], [Series("s", [None])]))
    assert not page.all("svg", role="img")
    assert "No figures yet." in page.text


LIGHT, DARK = (
    dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})\b", block)) for block in re.findall(r"\.chart \{([^}]*)\}", SHEET)[:2]
)


@pytest.mark.parametrize(("colours", "ground"), [(LIGHT, LIGHT_TOKENS), (DARK, DARK_TOKENS)], ids=["light", "dark"])
def test_colours_can_be_seen(colours: dict[str, str], ground: dict[str, str]) -> None:
    assert set(colours) == set(LIGHT)
    for name in ("one", "two", "three", "four", "five", "six"):
        assert contrast(colours[name], ground["ground"]) >= 4.5, name
