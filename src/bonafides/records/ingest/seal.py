"""Good rows made into what is stored: facts split by disclosure, publicity class, exclusive key, commitment.

Facts of a class that is locked stay beside, in columns of their own; the merge puts them under the keys of businesses (lock.py).
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from bonafides.kernel.canonical import bulk
from bonafides.packs.facts import LOCKED, Fact
from bonafides.packs.kind import Kind
from bonafides.records.commitment import SALT_BYTES, commit_many
from bonafides.records.ingest import lock
from bonafides.records.ingest.plan import Plan, Shape
from bonafides.records.ingest.read.source import ROW

# The columns of the staging table, in its order.
STAGED = (
    "row_no", "code", "entity_kind", "source_ref", "action", "supersedes_ref", "event_date", "valid_from", "valid_to",
    "document_no", "basis", "reason", "facts", "withheld", "publicity_class_id", "exclusive_key", "salt", "commitment",
)  # fmt: skip
_ACTION_WORDS = ("record", "correction", "withdrawal", "annulment")


@dataclass(frozen=True)
class Sealing:
    """The passes of `seal` over rows of one shape, as expressions: facts as members, what is stored, what is committed to."""

    texts: list[pl.Expr]
    parts: list[pl.Expr]
    committed: pl.Expr
    beside: list[str]
    stored: list[pl.Expr]
    exclusive: pl.Expr | None


def seal(rows: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """Rows with `_code` and `_entity_kind` resolved → the staging columns and secrets."""
    mapping, kind = plan.mapping, plan.kind
    steps = _sealing(Shape(plan, rows.schema))
    rows = rows.with_columns(steps.texts)
    rows = lock.secrets_of(rows, plan, {name: pl.col(f"={name}") for name in mapping.facts if name in _locked(kind)})
    rows = rows.with_columns(steps.parts)
    canonical = rows.select(steps.committed).to_series()
    salts = os.urandom(SALT_BYTES * rows.height)
    commitments = commit_many(salts, canonical.cast(pl.Binary).to_list())
    return rows.select(
        *steps.beside,
        *steps.stored,
        exclusive_key=_exclusive_key(rows, plan, steps.exclusive),
        salt=pl.Series([salts[at : at + SALT_BYTES] for at in range(0, len(salts), SALT_BYTES)], dtype=pl.Binary),
        commitment=pl.Series(commitments, dtype=pl.Binary),
    ).select(*STAGED, *steps.beside)


def _locked(kind: Kind) -> frozenset[str]:
    return frozenset[str]().union(*(kind.facts.locked(of) for of in LOCKED))


@lru_cache(maxsize=256)
def _sealing(shape: Shape) -> Sealing:
    plan, schema = shape.plan, shape.schema
    mapping, kind = plan.mapping, plan.kind
    keeps = pl.col("_action") < 2
    public = {name: pl.col(f"={name}") for name in mapping.facts if name in kind.facts.public}
    hidden = {name: pl.col(f"={name}") for name in mapping.facts if name not in kind.facts.public | _locked(kind)}
    held = lock.held(plan)
    words = pl.col("_action").replace_strict(dict(enumerate(_ACTION_WORDS)), return_dtype=pl.String)
    committed = {
        "action": bulk.string(words),
        "agency": bulk.string(pl.lit(mapping.agency)),
        "code": bulk.string(pl.col("_code")),
        "facts": pl.col("_all"),
        "kind": bulk.string(pl.lit(mapping.kind)),
        **({"locked": lock.committed(held)} if held else {}),
        "scheme": bulk.string(pl.lit(mapping.code.scheme)),
        "source_ref": bulk.string(pl.col("_ref")),
        "supersedes": bulk.string(pl.col("_supersedes")),
        **{name: bulk.of(schema[f"_{name}"], pl.col(f"_{name}")) for name in _SCALARS},
    }
    stored = {"row_no": ROW, "code": "_code", "entity_kind": "_entity_kind", "source_ref": "_ref", "action": "_action",
              "supersedes_ref": "_supersedes", **{name: f"_{name}" for name in (*_DAYS, *_TEXTS)}, "facts": "_facts",
              "publicity_class_id": "_publicity"}  # fmt: skip
    exclusive = None
    if kind.exclusive and set(kind.exclusive) <= set(mapping.facts):
        exclusive = pl.when(keeps).then(
            pl.concat_str([bulk.of(schema[name], pl.col(name)) for name in kind.exclusive], separator=",")
        )
    return Sealing(
        texts=[
            pl.when(keeps).then(bulk.member(name, bulk.of(schema[name], pl.col(name)))).alias(f"={name}")
            for name in mapping.facts
        ],
        parts=[
            bulk.joined(public).alias("_facts"),
            (bulk.joined(hidden) if hidden else pl.lit(None, pl.String)).alias("_withheld"),
            bulk.joined(public | hidden).alias("_all"),
            _publicity(plan).alias("_publicity"),
        ],
        committed=bulk.members(committed),
        beside=[head + of for of in held for head in (lock.SECRET, lock.HASH)],
        stored=[
            *(pl.col(column).alias(name) for name, column in stored.items()),
            pl.when(pl.col("_withheld") != "{}").then("_withheld").alias("withheld"),
        ],
        exclusive=exclusive,
    )


_DAYS, _TEXTS = ("event_date", "valid_from", "valid_to"), ("document_no", "basis", "reason")
_SCALARS = ("basis", "document_no", "event_date", "reason", "valid_from", "valid_to")


def _publicity(plan: Plan) -> pl.Expr:
    """The number of the first class whose `when` holds of the facts that are kept.

    Of a list every element must be among the values.
    """
    chosen, keeps = pl.lit(None, pl.Int16), pl.col("_action") < 2
    for one in reversed(plan.kind.publicity.classes):
        holds = pl.lit(value=True)
        for name, values in one.when.items():
            holds &= keeps & _among(name, plan.kind.facts.properties[name], values, mapped=name in plan.mapping.facts)
        chosen = pl.when(holds).then(pl.lit(plan.publicity[one.name], pl.Int16)).otherwise(chosen)
    return chosen


def _among(name: str, fact: Fact, values: tuple[str | bool | int, ...], *, mapped: bool) -> pl.Expr:
    if not mapped:
        return pl.lit(value=False)
    column = pl.col(name)
    if fact.type == "array":
        inside = column.list.eval(pl.element().is_in(list(values))).list.all() & (column.list.len() > 0)
        return inside.fill_null(value=False)
    return column.is_in(list(values)).fill_null(value=False)


def _exclusive_key(rows: pl.DataFrame, plan: Plan, joined: pl.Expr | None) -> pl.Series:
    """63 bits of the SHA-256 of the kind and its exclusive facts; none where one of these is empty."""
    if joined is None:
        return pl.Series([None] * rows.height, dtype=pl.Int64)
    keys = rows.select(joined).to_series()

    def key(text: str | None) -> int | None:
        if text is None:
            return None
        digest = hashlib.sha256(f"{plan.kind_id}\0{text}".encode()).digest()
        return int.from_bytes(digest[:8], "big") >> 1

    return pl.Series([key(text) for text in keys], dtype=pl.Int64)
