"""The expiry calendar: the day on which a business's result may change although no record comes.

It may be early, never late: a business that is due is decided anew, and its next day computed from there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bonafides.kernel.relational import build
from bonafides.kernel.relational.dialect import Engine
from bonafides.kernel.relational.expressions import name, tree
from bonafides.kernel.relational.form import Apply, Column, Constant, Expr, Measure, Op, Program
from bonafides.packs.indicator import Indicator
from bonafides.packs.pack import Pack
from bonafides.packs.scope import OF_A_RUN, names_in
from bonafides.standards.compile.pace import Pace, next_day, pace_of
from bonafides.standards.compile.standard import Standard
from bonafides.standards.compile.windows import length_of

_COMPARED = (Op.LESS, Op.LESS_OR_EQUAL, Op.EQUAL, Op.SAME, Op.IS_NULL)


def due_text(standard: Standard, pack: Pack) -> str | None:
    """DuckDB's SQL for (entity_id, due) of the businesses that have such a day. None where every one is due tomorrow.

    That is where an expression looks at `as_of` itself, and at more of it than its month: what it makes of it cannot be told
    beforehand. Where it looks at the month, or only the year, every one is due when the next begins.
    """
    pace = pace_of(standard.model, standard.decision)
    if pace is Pace.DAILY:
        return None
    found: dict[str, dict[str, None]] = {}
    for source in standard.compiled.program.sources:
        for one in source.measures:
            indicator = pack.indicators[one.name]
            if indicator.where is not None and _asks_the_day(pack, indicator):
                return None
            days = list(_days(standard, pack, indicator, one))
            for kind in source.kinds:
                found.setdefault(kind, {}).update(dict.fromkeys(_after(day, one, standard.as_of) for day in days))
    parts = [
        f"SELECT entity_id, min(LEAST({', '.join(days)})) AS due FROM {_quoted(kind)} GROUP BY entity_id"
        for kind, days in found.items()
    ]
    if (begins := next_day(pace, standard.as_of)) is not None:
        parts.append(f"SELECT entity_id, {_literal(begins)} AS due FROM entities")
    if not parts:
        return "SELECT 0::BIGINT AS entity_id, NULL::DATE AS due WHERE false"
    return f"SELECT entity_id, min(due) AS due FROM ({' UNION ALL '.join(parts)}) GROUP BY entity_id"


def _asks_the_day(pack: Pack, one: Indicator) -> bool:
    from bonafides.packs.scope import record_scope
    from bonafides.standards.compile.indicators import parsed

    scope = record_scope(pack, tuple(pack.catalogue[kind] for kind in one.kinds))
    return bool(set(OF_A_RUN) & set(names_in(parsed(one.where or "", tuple(scope.items())))))


def _after(day: str, one: Measure, as_of: date) -> str:
    """A day of a record that counts for a measure, if it is still to come. (DuckDB's LEAST passes over nulls.)"""
    which = tree(build.truth(one.which), Engine.DUCKDB).sql(dialect="duckdb", identify=True)
    also = "" if one.which == build.TRUE else f" AND {which}"
    return f"CASE WHEN {day} > {_literal(as_of)}{also} THEN {day} END"


def _quoted(word: str) -> str:
    return name(word).sql(dialect="duckdb", identify=True)


def _days(standard: Standard, pack: Pack, indicator: Indicator, one: Measure) -> Iterator[str]:
    """SQL of each day on which what a record counts for this measure may change."""
    on = _quoted(one.on.name)
    yield on
    if one.on.name != "valid_from":
        yield "valid_from"
    if any(pack.catalogue[kind].nature == "state" for kind in indicator.kinds):
        yield "replaced_on"
    if indicator.holding:
        yield "valid_to"
    if indicator.window is not None:
        length = length_of(indicator.window, pack, standard.as_of)
        yield _leaves(on, indicator.window.unit, length, included=indicator.window.first_day == "included")
    if one.measure == "days_since":
        turns = turns_of(standard.compiled.program, one.name)
        if turns is None:
            tomorrow = _literal(standard.as_of + timedelta(days=1))
            yield f"CASE WHEN {on} <= {_literal(standard.as_of)} THEN {tomorrow} END"
        else:
            yield from (f"CAST({on} + INTERVAL {days} DAY AS DATE)" for days in sorted(turns))


def _leaves(on: str, unit: str, length: int, *, included: bool) -> str:
    """The first day on which a date lies before the window."""
    if unit == "calendar_years":
        return f"make_date(year({on}) + {length}, 1, 1)"
    late = f"CAST({on} + INTERVAL 1 DAY AS DATE)" if included else on
    if unit == "days":
        return f"CAST({late} + INTERVAL {length} DAY AS DATE)"
    months = length * (12 if unit == "years" else 1)
    later = f"CAST({late} + INTERVAL {months} MONTH AS DATE)"
    # 29 February + 12 months is 28 February, and 12 months before that day is still before the 29th: a day more.
    back = f"CAST({later} - INTERVAL {months} MONTH AS DATE)"
    return f"CASE WHEN {back} >= {late} THEN {later} ELSE CAST({later} + INTERVAL 1 DAY AS DATE) END"


def turns_of(program: Program, measure: str) -> set[int] | None:
    """The numbers of days at which a comparison of a `days_since` turns; None where it is used in another way."""
    found: set[int] = set()
    for stage in program.stages:
        for _, expr in stage.columns:
            if not _collect(expr, measure, found):
                return None
    return None if any(one.name == measure for one in program.outputs) else found


def _collect(expr: Expr, measure: str, found: set[int]) -> bool:
    if isinstance(expr, Constant):
        return True
    if isinstance(expr, Column):
        return expr.name != measure
    if any(_is(one, measure) for one in expr.args):
        others = [one for one in expr.args if not _is(one, measure)]
        if expr.op not in _COMPARED or not all(isinstance(one, Constant) for one in others):
            return False
        for one in others:
            if isinstance(one, Constant) and one.value is not None:
                scaled = _factor(expr, measure)
                turn = int(str(one.value)) // scaled
                found |= {turn, turn + 1}
        return True
    return all(_collect(one, measure, found) for one in expr.args)


def _is(expr: Expr, measure: str) -> bool:
    """The measure, or the measure at a larger scale."""
    if isinstance(expr, Column):
        return expr.name == measure
    scaled = isinstance(expr, Apply) and expr.op is Op.MULTIPLY and isinstance(expr.args[1], Constant)
    return scaled and isinstance(expr, Apply) and expr.type.scale > 0 and _is(expr.args[0], measure)


def _factor(expr: Apply, measure: str) -> int:
    own = next(one for one in expr.args if _is(one, measure))
    return int(10**own.type.scale)


def _literal(day: date) -> str:
    return f"DATE '{day.isoformat()}'"
