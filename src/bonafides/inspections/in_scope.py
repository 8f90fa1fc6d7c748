"""The scope of an item as a program over the register: whether a business is in it, and the region that it is of.

The same program runs in DuckDB over a snapshot (`directory.py`) and in PostgreSQL for one business (`is_in_scope`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from bonafides.kernel.draw.subjects import MOST_TICKETS
from bonafides.kernel.relational import build
from bonafides.kernel.relational.form import NUMBER, TEXT, Apply, Column, Constant, Expr, Op, Program, Stage
from bonafides.packs.inspection_item import Condition, InspectionItem
from bonafides.packs.pack import Pack
from bonafides.packs.scope import OF_AN_ENTITY
from bonafides.standards.compile.indicators import sources
from bonafides.standards.engines.postgresql import rows

IN_SCOPE, MUST, REGION, WEIGHT = "in_scope", "must", "region", "weight"
NO_REGION = ""
"""The region of a business of which the register does not know it."""


def read_by(item: InspectionItem, pack: Pack) -> tuple[str, ...]:
    """The indicators that an item's conditions and region look at, in the order of the pack."""
    named = {one.of for one in (*item.scope, *item.must_include)} | ({item.region.of} if item.region else set())
    named |= {item.weight} if item.weight else set()
    return tuple(name for name in pack.indicators if name in named)


def scope_program(pack: Pack, item: InspectionItem, day: date) -> Program:
    """A row for each business: its code, `in_scope`, `must` (whether the law asks that it be inspected), `region`, `weight`."""
    read = sources(pack, day, read_by(item, pack))
    entity = {name: Column(name, TEXT, nullable=False) for name in OF_AN_ENTITY}
    known = entity | {one.name: one.result for source in read for one in source.measures}
    must = _all_hold(item.must_include, known) if item.must_include else build.FALSE
    computed = (
        (IN_SCOPE, _all_hold(item.scope, known)), (MUST, must), (REGION, _region(item, known)), (WEIGHT, _weight(item, known)),
    )  # fmt: skip
    outputs = (entity["code"], *(build.column(name, expr) for name, expr in computed))
    return Program(tuple(entity.values()), read, (Stage(computed),), outputs)


def is_in_scope(pack: Pack, item: InspectionItem, day: date, entity: int, known_at: datetime) -> bool:
    """Whether one business is in the scope of an item on a day."""
    return any(one[IN_SCOPE] for one in rows(scope_program(pack, item, day), pack, [entity], known_at))


def region_of(pack: Pack, item: InspectionItem, day: date, entity: int, known_at: datetime) -> str:
    """The region of one business, as an item sees it."""
    return next((one[REGION] for one in rows(scope_program(pack, item, day), pack, [entity], known_at)), NO_REGION)


def _all_hold(conditions: Iterable[Condition], known: dict[str, Column]) -> Expr:
    return build.truth(build.conjunction([_holds(one, known[one.of]) for one in conditions]))


def _holds(one: Condition, column: Column) -> Expr:
    if one.within is None:
        return build.less(build.number(one.at_least or 0), column, or_equal=True)
    return build.disjunction([build.same(column, _constant(value)) for value in one.within])


def _constant(value: bool | int | str | date) -> Constant:  # noqa: FBT001  # a value, not a switch
    if isinstance(value, bool):
        return build.TRUE if value else build.FALSE
    if isinstance(value, int):
        return build.number(value)
    return build.day(value) if isinstance(value, date) else build.text(value)


def _weight(item: InspectionItem, known: dict[str, Column]) -> Expr:
    """How many tickets a business has: at least one, at most what a draw allows."""
    one, most = build.number(1), build.number(MOST_TICKETS)
    if item.weight is None:
        return one
    value = known[item.weight]
    return build.case([(build.less(most, value), most), (build.less(one, value), value)], one)


def _region(item: InspectionItem, known: dict[str, Column]) -> Expr:
    if item.region is None:
        return build.text(NO_REGION)
    text: Expr = known[item.region.of]
    if (part := item.region.characters) is not None:
        places = (Constant(part.first, NUMBER), Constant(part.last - part.first + 1, NUMBER))
        text = Apply(Op.SUBSTRING, (text, *places), TEXT, text.nullable)
    return build.case([(build.negation(build.is_null(text)), text)], build.text(NO_REGION))
