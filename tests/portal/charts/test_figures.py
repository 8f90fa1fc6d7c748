"""Each figure within its bounds, for any numbers, and refused where it would lie."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bonafides.portal.charts.bars import Bars
from bonafides.portal.charts.figure import Figure
from bonafides.portal.charts.funnel import Funnel
from bonafides.portal.charts.lines import Lines
from bonafides.portal.charts.series import MOST, FigureRefusedError, Series
from bonafides.portal.charts.shares import Shares
from bonafides.portal.charts.tiles import Tiles


@st.composite
def figures(draw: st.DrawFn, kind: type[Figure], least: int = -(10**12), most: int = MOST) -> Figure:
    count = draw(st.integers(0, 8))
    number = st.one_of(st.none(), st.integers(least, 10**12), st.floats(least, 1e12))
    values = st.lists(number, min_size=count, max_size=count)
    series = [Series(f"s{at}", draw(values)) for at in range(draw(st.integers(1, most)))]
    return kind("A figure", [f"label {at}" for at in range(count)], series, unit=draw(st.sampled_from(["", " %"])))


# The machine may be busy: how long numbers take to be made up says nothing of figures.
steady = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ANY = st.one_of(figures(Bars), figures(Lines), figures(Shares, 0), figures(Tiles, 0, 1))


@steady
@given(ANY)
def test_every_shape_lies_inside(figure: Figure) -> None:
    drawing = figure.draw()
    for bar in drawing.bars:
        assert 0 <= bar.left <= bar.right <= 1
        assert 0 <= bar.top <= bar.top + bar.height <= drawing.height
    for rule in (*drawing.rules, *drawing.lines):
        assert 0 <= rule.from_x <= 1
        assert 0 <= rule.to_x <= 1
        assert 0 <= min(rule.from_y, rule.to_y) <= max(rule.from_y, rule.to_y) <= drawing.height
    assert all(0 <= dot.at <= 1 and 0 <= dot.y <= drawing.height for dot in drawing.dots)
    assert all(0 <= word.at <= 1 and 0 <= word.y <= drawing.height for word in drawing.words)


@steady
@given(ANY)
def test_the_table_holds_each_number_once(figure: Figure) -> None:
    table = figure.table()
    assert len(table.rows) == len(figure.labels)
    assert all(len(texts) == len(figure.series) == len(table.heads) - 1 for _, texts in table.rows)


@steady
@given(figures(Bars))
def test_bars_are_as_long_as_their_numbers(figure: Figure) -> None:
    bars = iter(figure.draw().bars)
    found = [
        (abs(Fraction(value)), next(bars))
        for place in range(len(figure.labels))
        for one in figure.series
        if (value := one.values[place]) is not None
    ]
    scales = {(bar.right - bar.left) / value for value, bar in found if value}
    assert len(scales) <= 1
    assert all(bar.left == bar.right for value, bar in found if not value)


@steady
@given(figures(Shares, 0))
def test_parts_make_the_whole(figure: Figure) -> None:
    assert isinstance(figure, Shares)
    rows: dict[int, Fraction] = {}
    for bar in figure.draw().bars:
        assert rows.get(bar.top, Fraction(0)) == bar.left
        rows[bar.top] = bar.right
    assert set(rows.values()) <= {Fraction(1)}
    assert len(rows) == sum(figure.whole(place) > 0 for place in range(len(figure.labels)))


@steady
@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=6))
def test_a_funnel_never_widens(values: list[int]) -> None:
    labels = [str(at) for at in range(len(values))]
    if values == sorted(values, reverse=True):
        bars = Funnel("A funnel", labels, [Series("left", values)]).draw().bars
        widths = [bar.right - bar.left for bar in bars]
        assert widths == sorted(widths, reverse=True)
    else:
        with pytest.raises(FigureRefusedError, match="more than the one before"):
            Funnel("A funnel", labels, [Series("left", values)])


def test_a_funnel_tells_the_share_of_the_first() -> None:
    with override("en"):
        figure = Funnel("Cases", ["begun", "heard", "decided"], [Series("cases", [40, 30, 0])])
    assert [texts for _, texts in figure.table().rows] == [["40"], ["30 (75 %)"], ["0 (0 %)"]]


def test_a_gap_breaks_the_line() -> None:
    drawing = Lines("A line", list("abcd"), [Series("s", [1, None, 2, 3])]).draw()
    assert (len(drawing.lines), len(drawing.dots)) == (1, 3)


def test_other_words_stand_in_for_a_number() -> None:
    figure = Bars("Records", ["a", "b"], [Series("s", [None, 1200], ["fewer than 5", ""])])
    assert [texts for _, texts in figure.table().rows] == [["fewer than 5"], ["1,200"]]
    with override("en"):
        assert figure.described == "s: from 1,200 (b) to 1,200 (b)"


@pytest.mark.parametrize(
    ("series", "told"),
    [([], "from 1 to 6"), ([Series("s", [1, 2])], "1 labels, and 2 numbers"), ([Series("s", [1])] * 7, "not 7")],
)
def test_what_cannot_be_told_apart_or_does_not_fit_is_refused(series: list[Series], told: str) -> None:
    with pytest.raises(FigureRefusedError, match=told):
        Bars("A figure", ["a"], series)


def test_a_part_below_nothing_is_refused() -> None:
    with pytest.raises(FigureRefusedError, match="less than nothing"):
        Shares("A whole", ["a"], [Series("s", [-1])])


@steady
@given(figures(Tiles, 0, 1))
def test_a_tile_that_holds_twice_as_much_is_filled_twice_as_far(figure: Figure) -> None:
    values = [value for value in figure.series[0].values if value is not None]
    bars = figure.draw().bars
    assert len(bars) == (len(values) if any(values) else 0)
    for one, own in zip(values, bars, strict=bool(bars)):
        for other, another in zip(values, bars, strict=bool(bars)):
            assert (own.right - own.left) * Fraction(other) == (another.right - another.left) * Fraction(one)


def test_tiles_show_one_series() -> None:
    for series in ([Series("a", [1]), Series("b", [1])], [Series("a", [-1])]):
        with pytest.raises(FigureRefusedError, match="one series, and no number below nothing"):
            Tiles("A figure", ["x"], series)
