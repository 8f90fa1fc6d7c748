"""A chunk made ready for the merge: mapped, checked, codes resolved; the faults of the rest. No database."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import polars as pl

from bonafides.kernel.identifiers.bulk import contains_person_number, may_contain_person_number, validate
from bonafides.kernel.identifiers.texts import refusal_text
from bonafides.records.ingest.cells import masked_cells
from bonafides.records.ingest.faults import Reason, RowFault
from bonafides.records.ingest.plan import Plan, Shape
from bonafides.records.ingest.read.source import ROW, Chunk
from bonafides.records.ingest.repeats import set_aside_repeats
from bonafides.records.ingest.targets import Rule, check_columns, map_chunk

# What the check of a code says of a cell that holds another kind of code, which may be linked as an alias.
ALIAS_OF_REASON = {
    "is-registration-number": "registration-number",
    "is-registration-number-13": "registration-number",
    "is-organisation-code": "organisation-code",
}


@dataclass
class Prepared:
    """`ready` rows have `_code` and `_entity_kind`; `linked` rows name an alias to be looked up (`_alias_scheme`)."""

    first: int
    last: int
    ready: pl.DataFrame
    linked: pl.DataFrame
    faults: list[RowFault]
    source: pl.DataFrame = field(repr=False)
    warnings: dict[str, int] = field(default_factory=dict)


def prepare(chunk: Chunk, plan: Plan) -> Prepared:
    """Map and check one chunk. Every row is in exactly one of `ready`, `linked` and `faults`."""
    mapped, rules = map_chunk(chunk.frame, plan)
    return check(chunk, mapped, rules, plan)


def check(chunk: Chunk, mapped: pl.DataFrame, rules: list[Rule], plan: Plan) -> Prepared:
    """Check rows that have their record columns already, whether a mapping made them or an act."""
    frame = chunk.frame
    checked = with_codes(check_columns(mapped, plan), plan)
    subject, person = _person_rules(Shape(plan, pl.Schema()))
    checked = checked.with_columns(
        (pl.col("_code_reason") == "natural-person-id").alias(subject.flag), *_person_flags(checked, person)
    )
    rules = [subject, *person, *rules]
    flags = tuple(rule.flag for rule in rules)
    if checked.select(_in_order(flags).all()).item():  # nearly always
        ready, repeats = set_aside_repeats(checked.drop(flags), frame)
        return Prepared(
            chunk.first, chunk.last, ready, ready.clear(), [*chunk.faults, *repeats], frame, _warnings(ready)
        )
    clean = _clean(flags)
    good = checked.filter(clean).drop(flags)
    faults = [*chunk.faults, *_faults(checked.filter(~clean), rules, frame)]
    in_order = good["_code_reason"].is_null()
    linked = good.filter(pl.col("_code_reason").is_in(list(ALIAS_OF_REASON)))
    refused = good.filter(~in_order & ~good["_code_reason"].is_in(list(ALIAS_OF_REASON)))
    faults += _code_faults(refused, frame, plan)
    ready = good.filter(in_order)
    faults += _subject_faults(ready.filter(pl.col("_entity_kind").is_null()), frame, plan)
    ready, repeats = set_aside_repeats(ready.filter(pl.col("_entity_kind").is_not_null()), frame)
    return Prepared(chunk.first, chunk.last, ready, linked, faults + repeats, frame, _warnings(ready))


@lru_cache(maxsize=256)
def _clean(flags: tuple[str, ...]) -> pl.Expr:
    """Of a row: no rule fails."""
    return ~pl.any_horizontal(pl.col(name).fill_null(value=False) for name in flags)


@lru_cache(maxsize=256)
def _in_order(flags: tuple[str, ...]) -> pl.Expr:
    """Of a row: no rule fails, its code is good, and names a subject of the pack."""
    return _clean(flags) & pl.col("_code_reason").is_null() & pl.col("_entity_kind").is_not_null()


def with_codes(mapped: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """Check the codes: `_code`, `_code_reason` (null: good), `_entity_kind` (null: no subject of this pack)."""
    checked = validate(mapped["_code_given"], plan.scheme)
    return mapped.with_columns(
        _code=checked["code"],
        _code_reason=checked["reason"],
        _code_warnings=checked["warnings"],
        _code_changes=checked["changes"],
    ).with_columns(_entity_kind=entity_kind(plan))


def entity_kind(plan: Plan) -> pl.Expr:
    """The kind of subject by the longest prefix of the code that the pack names; null where that is refused."""
    kind = pl.lit(None, pl.String)
    for subject in sorted(plan.scheme_use.subjects, key=lambda one: len(one.prefix)):
        kind = pl.when(pl.col("_code").str.starts_with(subject.prefix)).then(pl.lit(subject.kind)).otherwise(kind)
    return kind


def _free_texts(plan: Plan) -> list[tuple[str, str]]:
    """(source column, record column) of every text in which anything may have been typed.

    A pattern is no guard: it may let eighteen digits pass. A decimal may have as many.
    """
    mapping, facts = plan.mapping, plan.kind.facts.properties
    found = [
        (cell.column, name)
        for name, cell in mapping.facts.items()
        if cell.column and (cell.codes is None or cell.otherwise == "keep")
        and facts[name].type in ("string", "array") and not (facts[name].format or facts[name].words)
    ]  # fmt: skip
    found += [(cell.column, f"_{name}") for name in ("document_no", "basis", "reason", "supersedes")
              if (cell := getattr(mapping, name)) is not None and cell.column]  # fmt: skip
    found += [(name.column, f"_name_{use}") for use, name in mapping.names.items()]
    return [*found, ("+".join(mapping.ref.sources), "_ref")] if not mapping.ref.digest else found


@lru_cache(maxsize=256)
def _person_rules(shape: Shape) -> tuple[Rule, list[Rule]]:
    expected = "no number of a natural person"
    code = "+".join(shape.plan.mapping.code.sources)
    return Rule("!person", code, "code", Reason.PERSON, expected), [
        Rule(f"!person{n}", column, target, Reason.PERSON, expected)
        for n, (column, target) in enumerate(_free_texts(shape.plan))
    ]


def _person_flags(checked: pl.DataFrame, rules: list[Rule]) -> list[pl.Series | pl.Expr]:
    """Which free texts hold the number of a natural person; one pass over all finds the few columns to look closer at."""
    texts = [_text(checked.schema, rule.target) for rule in rules]
    suspects = checked.select(
        may_contain_person_number(text).any().alias(rule.flag) for rule, text in zip(rules, texts, strict=True)
    ).row(0)
    return [
        contains_person_number(checked.select(text).to_series()).alias(rule.flag)
        if suspect
        else pl.lit(value=False).alias(rule.flag)
        for rule, text, suspect in zip(rules, texts, suspects, strict=True)
    ]


def _text(schema: pl.Schema, column: str) -> pl.Expr:
    return pl.col(column).list.join("\n") if schema[column] == pl.List else pl.col(column)


def _faults(bad: pl.DataFrame, rules: list[Rule], frame: pl.DataFrame) -> list[RowFault]:
    """The first rule that each bad row breaks."""
    cells = masked_cells(frame, bad[ROW].to_list())
    found = []
    for row in bad.select(ROW, *(rule.flag for rule in rules)).iter_rows(named=True):
        rule = next(rule for rule in rules if row[rule.flag])
        own = cells[row[ROW]]
        came = (
            own[rule.column] if rule.column in own else " + ".join(own.get(one) or "" for one in rule.column.split("+"))
        )
        shown = f"`{came[:80]}`" if came and came.strip(" +") else "nothing"
        found.append(
            RowFault(
                row[ROW],
                rule.column,
                rule.reason,
                f"{rule.target.removeprefix('_')}: expected {rule.expected}, came {shown}",
                own,
            )
        )
    return found


def _code_faults(refused: pl.DataFrame, frame: pl.DataFrame, plan: Plan) -> list[RowFault]:
    column = "+".join(plan.mapping.code.sources)
    cells = masked_cells(frame, refused[ROW].to_list())
    found = []
    for row in refused.select(ROW, "_code_given", "_code_reason").iter_rows(named=True):
        details = refusal_text(plan.scheme.check(row["_code_given"]), "en")
        found.append(RowFault(row[ROW], column, Reason.CODE, details, cells[row[ROW]]))
    return found


def _subject_faults(refused: pl.DataFrame, frame: pl.DataFrame, plan: Plan) -> list[RowFault]:
    column = "+".join(plan.mapping.code.sources)
    cells = masked_cells(frame, refused[ROW].to_list())
    found = []
    for row in refused.select(ROW, "_code").iter_rows(named=True):
        fitting = [one for one in plan.scheme_use.subjects if row["_code"].startswith(one.prefix)]
        refusal = max(fitting, key=lambda one: len(one.prefix)).refuse if fitting else None
        told = refusal or {"en": "No subject of this pack has such a code"}
        details = told.get("en") or next(iter(told.values()))
        found.append(RowFault(row[ROW], column, Reason.SUBJECT, f"`{row['_code']}`: {details}", cells[row[ROW]]))
    return found


def _warnings(ready: pl.DataFrame) -> dict[str, int]:
    """How many codes were accepted with a warning, and how many only after normalising."""
    counts: dict[str, int] = {}
    for column in ("_code_warnings", "_code_changes"):
        words = ready[column]
        if words.len() and words.null_count() < words.len():
            words = words.filter(words != "").str.split(",").explode()
            counts |= dict(words.value_counts().rows())
    return counts
