"""The mapping applied to a chunk: source columns in, record columns out, and a reason for every row that fails.

Record columns begin with `_` (`_ref`, `_event_date`, …); facts have their own names, which never do.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl

from bonafides.packs.mapping import Cell, RefCell
from bonafides.records.ingest.faults import Reason
from bonafides.records.ingest.parse.cell import plain, reading
from bonafides.records.ingest.plan import Plan, Shape
from bonafides.records.ingest.read.source import ROW
from bonafides.records.ingest.validate import CONTROL, DTYPE_OF_TYPE, Check, checks, rule_of

_DATES = ("event_date", "valid_from", "valid_to")
_TEXTS = ("document_no", "basis", "reason", "supersedes")
_ACTIONS = {"record": 0, "correction": 1, "withdrawal": 2, "annulment": 3}


@dataclass(frozen=True)
class Rule:
    """A row fails where the column `flag` is true; `column` is the source's, `target` what it was to become."""

    flag: str
    column: str
    target: str
    reason: Reason
    expected: str


@dataclass(frozen=True)
class Steps:
    """Three passes over a chunk, each over what the last one made: cells as text, typed values, what failed."""

    givens: list[pl.Expr]
    values: list[pl.Expr]
    flags: list[pl.Expr]
    dropped: list[str]
    rules: list[Rule]


def map_chunk(frame: pl.DataFrame, plan: Plan) -> tuple[pl.DataFrame, list[Rule]]:
    """The record columns and one boolean column a rule, in the order in which rules are told."""
    steps = _steps(Shape(plan, frame.schema))
    mapped = frame.select(steps.givens).with_columns(steps.values).with_columns(steps.flags).drop(steps.dropped)
    return complete(mapped, plan), steps.rules


@lru_cache(maxsize=256)
def _steps(shape: Shape) -> Steps:
    plan, schema = shape.plan, shape.schema
    mapping = plan.mapping
    givens: dict[str, pl.Expr] = {ROW: pl.col(ROW), "_code_given": _joined(mapping.code.sources, "@", schema, plan)}
    values: dict[str, pl.Expr] = {}
    flags: dict[str, pl.Expr] = {}
    rules: list[Rule] = []

    def add(name: str, cell: Cell, rule: str) -> None:
        how = reading(cell, rule, schema, mapping.nulls)
        given, target = f"?{name}", name.removeprefix("_")
        givens[given] = how.given
        values[name] = how.value(pl.col(given))
        if cell.column is not None and not how.lenient:
            flag = f"!{len(rules)}"
            flags[flag] = pl.col(given).is_not_null() & pl.col(name).is_null()
            rules.append(Rule(flag, cell.column, target, how.reason, how.expected))

    for target in _DATES:
        if (cell := getattr(mapping, target)) is not None:
            add(f"_{target}", cell, cell.parse or "date")
            if cell.last_day:
                values[f"_{target}"] = _day_after(values[f"_{target}"])
    for target in _TEXTS:
        if (cell := getattr(mapping, target)) is not None:
            add(f"_{target}", cell, cell.parse or "text")
    if mapping.action is not None:
        as_written = {word: word for word in _ACTIONS}
        codes = mapping.action.codes or (None if mapping.action.column is None else as_written)
        add("_action", mapping.action.model_copy(update={"codes": codes}), "text")
    for target, cell in mapping.facts.items():
        add(target, cell, cell.parse or rule_of(plan.kind.facts.properties[target]))
    for use, name in mapping.names.items():
        givens[f"_name_{use}"] = plain(name.column, schema, mapping.nulls)
    for alias, cell_of_alias in mapping.aliases.items():
        givens[f"_alias_{alias}"] = plain(cell_of_alias.column, schema, mapping.nulls)
    givens["_ref"] = _ref(mapping.ref, schema, plan)
    dropped = [name for name in givens if name.startswith("?")]
    return Steps(_named(givens), _named(values), _named(flags), dropped, [*rules, *rules_of(plan)])


def _named(expressions: dict[str, pl.Expr]) -> list[pl.Expr]:
    return [one.alias(name) for name, one in expressions.items()]


def rules_of(plan: Plan) -> list[Rule]:
    """The rules that look at record columns, however these came to be: those of `check_columns`."""
    return [*_missing(plan), *_validated(plan)]


def _day_after(day: pl.Expr) -> pl.Expr:
    """The next day; 9999-12-31, with which some files say that there is no end, stays: there is no day after it."""
    return pl.when(day < date.max).then(day.dt.offset_by("1d")).otherwise(day)


def check_columns(mapped: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """Add the flags of the checks that look at parsed values: required ones, dates, the facts' schema."""
    return mapped.with_columns(_later(Shape(plan, pl.Schema())))


@lru_cache(maxsize=256)
def _later(shape: Shape) -> list[pl.Expr]:
    plan = shape.plan
    later = {
        "!no_ref": pl.col("_ref").is_null(),
        "!no_code": pl.col("_code_given").is_null(),
        "!no_event_date": pl.col("_event_date").is_null() & (pl.col("_action") < 2),
        "!future": pl.col("_event_date") > plan.latest_day,
        "!order": pl.col("_valid_to") <= pl.col("_valid_from"),
        "!no_target": pl.col("_supersedes").is_null() & (pl.col("_action") > 0),
        "!stray_target": pl.col("_supersedes").is_not_null() & (pl.col("_action") == 0),
    }
    ends = pl.col("_action") > 1  # a withdrawal or annulment carries no facts of its own
    for number, check in enumerate(_checks(plan)):
        later[f"!check{number}"] = check.fails & ~ends
    for name, (_, most) in _own_texts(plan).items():
        later[f"!control{name}"] = pl.col(name).str.contains(CONTROL)
        later[f"!length{name}"] = pl.col(name).str.len_chars() > most
    return _named(later)


def _checks(plan: Plan) -> list[Check]:
    coded = {
        name
        for name, cell in plan.mapping.facts.items()
        if cell.codes is not None and cell.otherwise != "keep" and _words_allowed(plan, name, cell)
    }
    return list(checks(plan.kind.facts, set(plan.mapping.facts), coded))


def _words_allowed(plan: Plan, name: str, cell: Cell) -> bool:
    fact = plan.kind.facts.properties[name]
    allowed = fact.words
    return allowed is not None and set((cell.codes or {}).values()) <= set(allowed)


def complete(mapped: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """Every record column there, defaults filled in, facts in their catalogue types."""
    there, days = _completed(Shape(plan, mapped.schema))
    return mapped.with_columns(there).with_columns(days)


@lru_cache(maxsize=256)
def _completed(shape: Shape) -> tuple[list[pl.Expr], list[pl.Expr]]:
    plan, mapping = shape.plan, shape.plan.mapping
    there: dict[str, pl.Expr] = {f"_{name}": pl.lit(None, pl.Date) for name in _DATES if getattr(mapping, name) is None}
    there |= {f"_{name}": pl.lit(None, pl.String) for name in _TEXTS if getattr(mapping, name) is None}
    action = pl.col("_action") if mapping.action is not None else pl.lit(None, pl.String)
    there["_action"] = action.fill_null("record").replace_strict(_ACTIONS, return_dtype=pl.Int16)
    there |= {
        name: pl.col(name).cast(DTYPE_OF_TYPE[plan.kind.facts.properties[name].type])
        for name in mapping.facts
        if shape.schema[name] != pl.Date
    }
    ended = pl.when(pl.col("_action") > 1).then(pl.coalesce("_event_date", pl.lit(plan.latest_day)))
    event = ended.otherwise(pl.col("_event_date"))
    days = {"_event_date": event, "_valid_from": pl.coalesce(pl.col("_valid_from"), event)}
    return _named(there), _named(days)


def _joined(columns: tuple[str, ...], join: str, schema: pl.Schema, plan: Plan) -> pl.Expr:
    parts = [plain(name, schema, plan.mapping.nulls) for name in columns]
    if join == "@":  # the last one divides a name from its place (kernel/identifiers/name_place.py)
        parts[1:] = [part.str.replace_all("@", "", literal=True) for part in parts[1:]]
    return parts[0] if len(parts) == 1 else pl.concat_str(parts, separator=join)


def _ref(cell: RefCell, schema: pl.Schema, plan: Plan) -> pl.Expr:
    """The source's reference; where it has none, a digest of the columns that make a row itself."""
    if not cell.digest:
        return _joined(cell.sources, cell.join, schema, plan)
    parts = [plain(name, schema, plan.mapping.nulls).fill_null("") for name in cell.digest]
    return pl.concat_str(parts, separator="\x1f").map_elements(
        lambda text: "sha256:" + hashlib.sha256(text.encode()).hexdigest()[:32], return_dtype=pl.String
    )


def _missing(plan: Plan) -> list[Rule]:
    mapping = plan.mapping
    day = mapping.event_date.column or ""
    end = mapping.valid_to.column or "" if mapping.valid_to else ""
    of_target = mapping.supersedes.column or "" if mapping.supersedes else ""
    code, ref = "+".join(mapping.code.sources), "+".join(mapping.ref.sources)
    return [
        Rule("!no_ref", ref, "ref", Reason.MISSING, "the source's own reference of the record"),
        Rule("!no_code", code, "code", Reason.MISSING, "the code of the business"),
        Rule("!no_event_date", day, "event_date", Reason.MISSING, "a date"),
        Rule("!future", day, "event_date", Reason.FUTURE, f"a date up to {plan.latest_day}"),
        Rule("!order", end, "valid_to", Reason.ORDER, "an end later than the beginning"),
        Rule(
            "!no_target",
            of_target,
            "supersedes",
            Reason.TARGET_MISSING,
            "the reference of the record it corrects or ends",
        ),
        Rule(
            "!stray_target",
            of_target,
            "supersedes",
            Reason.TARGET_MISSING,
            "no such reference on a new record",
        ),
    ]


def _own_texts(plan: Plan) -> dict[str, tuple[str, int]]:
    """Record columns of free text: the source column, and how many characters the database takes at most.

    References and names are in indexes of PostgreSQL, whose entries are bounded; the others have a bound of good sense.
    """
    mapping = plan.mapping
    found = {"_ref": ("+".join(mapping.ref.sources), 500)}
    for target in _TEXTS:
        if (cell := getattr(mapping, target)) is not None and cell.column is not None:
            found[f"_{target}"] = (cell.column, 500 if target == "supersedes" else 5_000)
    return found | {f"_name_{use}": (name.column, 500) for use, name in mapping.names.items()}


def _validated(plan: Plan) -> list[Rule]:
    def column(fact: str) -> str:
        cell = plan.mapping.facts.get(fact)
        return (cell.column or "") if cell else ""

    own = [
        rule
        for name, (source, most) in _own_texts(plan).items()
        for rule in (
            Rule(f"!control{name}", source, name[1:], Reason.CONTROL, "text without control characters"),
            Rule(f"!length{name}", source, name[1:], Reason.LENGTH, f"at most {most:,} characters"),
        )
    ]
    return own + [
        Rule(f"!check{number}", column(check.fact), check.fact, check.reason, check.expected)
        for number, check in enumerate(_checks(plan))
    ]
