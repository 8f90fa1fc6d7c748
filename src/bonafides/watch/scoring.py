"""A table of points as a program over a snapshot: for every business its points, and what each figure adds to them.

The same compiler as that of the standards. It says what the table says, row for row (tests/watch/test_scoring.py).
"""

from __future__ import annotations

from datetime import date
from functools import reduce

from bonafides.kernel.relational import build
from bonafides.kernel.relational.form import BOOLEAN, NUMBER, Column, Expr, Op, Program, Stage
from bonafides.packs.pack import Pack
from bonafides.standards.compile.asked_day import OneDay
from bonafides.standards.compile.indicators import sources
from bonafides.watch.points import Part, Points

POINTS = "points"


def part_column(feature: str) -> str:
    """The column of what a figure adds."""
    return f"{feature}_points"


def scores_program(pack: Pack, table: Points, as_of: date) -> Program:
    """A row for each business: `points`, then what each figure adds, in the order of the table."""
    read = sources(pack, OneDay(pack, as_of), [part.feature for part in table.parts])
    figures = {one.name: one.result for source in read for one in source.measures}
    added = tuple((part_column(part.feature), _added(part, figures[part.feature])) for part in table.parts)
    columns = tuple(build.column(name, expr) for name, expr in added)
    base: Expr = build.number(table.base)
    total = reduce(lambda one, other: build.apply(Op.ADD, NUMBER, one, other), columns, base)
    stages = (Stage(added), Stage(((POINTS, total),)))
    return Program((), read, stages, (build.column(POINTS, total), *columns))


def _added(part: Part, figure: Column) -> Expr:
    """The points of a figure: of its first step that holds it; none where it has no value."""
    if figure.type == BOOLEAN:
        yes, no = (build.number(_of(part, truth)) for truth in (1, 0))
        return build.case([(figure, yes), (build.negation(figure), no)], build.number(0))
    nothing = [(build.is_null(figure), build.number(0))]
    bounded = [
        (build.less(figure, build.number(one.up_to), or_equal=True), build.number(one.points))
        for one in part.steps
        if one.up_to is not None
    ]
    return build.case([*nothing, *bounded], build.number(part.steps[-1].points))


def _of(part: Part, truth: int) -> int:
    return next(one.points for one in part.steps if one.up_to is None or truth <= one.up_to)
