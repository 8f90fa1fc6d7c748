"""Facts of the classes that are locked, put under the keys of their businesses in the transaction of the merge.

Until then they are columns of their own beside the sealed rows, so that they stand in no table in the clear, not even in staging.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import polars as pl

from bonafides.kernel.canonical import bulk
from bonafides.packs.facts import LOCKED
from bonafides.records.ingest.plan import Plan
from bonafides.records.locked.form import PREFIX, SALT_BYTES, hash_of, lock

if TYPE_CHECKING:
    import psycopg

    from bonafides.records.ingest.businesses import Businesses

SECRET, HASH = "secret:", "hash:"
"""Columns beside the staged ones, by class: the salt with the facts (none: there are no such facts), and what is committed to."""


def classes(rows: pl.DataFrame) -> list[str]:
    """The classes of which sealed rows hold facts."""
    return [name for name in LOCKED if SECRET + name in rows.columns]


def held(plan: Plan) -> list[str]:
    """The classes of which the rows of a plan may hold facts: those whose columns `secrets_of` makes."""
    return [name for name in LOCKED if plan.kind.facts.locked(name) & set(plan.mapping.facts)]


def secrets_of(rows: pl.DataFrame, plan: Plan, facts: dict[str, pl.Expr]) -> pl.DataFrame:
    """Rows with the columns of each class; `facts` are each fact as a member of an object."""
    for name in LOCKED:
        own = {fact: text for fact, text in facts.items() if fact in plan.kind.facts.locked(name)}
        if not own:
            continue
        told = rows.select(bulk.joined(own)).to_series().to_list()
        salts = os.urandom(SALT_BYTES * rows.height)
        secrets = [
            None if text == "{}" else salts[at : at + SALT_BYTES] + text.encode()
            for at, text in zip(range(0, len(salts), SALT_BYTES), told, strict=True)
        ]
        rows = rows.with_columns(
            pl.Series(SECRET + name, secrets, dtype=pl.Binary),
            pl.Series(HASH + name, [None if one is None else hash_of(one) for one in secrets], dtype=pl.Binary),
        )
    return rows


def committed(of: list[str]) -> pl.Expr:
    """The member `locked` of what each row commits to: class → hash; null where nothing of it is locked."""
    hashes = {name: bulk.string(pl.col(HASH + name).bin.encode("hex")) for name in of}
    text = bulk.members(hashes)
    return pl.when(text != "{}").then(text)


def locked(cursor: psycopg.Cursor[tuple[object, ...]], rows: pl.DataFrame, businesses: Businesses) -> pl.DataFrame:
    """Rows that know their business (`entity_id`), with `withheld` as it is stored and without the columns of secrets."""
    from bonafides.records.ingest.keys import settled  # needs a database; sealing, above, does not

    for name in classes(rows):
        has = rows[SECRET + name].is_not_null()
        of, secrets, hashes = (
            rows.filter(has)[column].to_list() for column in ("entity_id", SECRET + name, HASH + name)
        )
        keys = settled(cursor, name, of, businesses)
        texts = iter([lock(*keys[one], told, secret) for one, told, secret in zip(of, hashes, secrets, strict=True)])
        member = pl.Series("member", [next(texts) if one else None for one in has.to_list()], dtype=pl.String)
        quoted = pl.concat_str(pl.lit(f'"{PREFIX}{name}":"'), pl.col("member"), pl.lit('"'))
        clear = pl.col("withheld").str.head(-1)  # without the brace that closes it
        rows = rows.with_columns(member).with_columns(
            withheld=pl.when(pl.col("member").is_null())
            .then("withheld")
            .when(pl.col("withheld").is_null())
            .then(pl.concat_str(pl.lit("{"), quoted, pl.lit("}")))
            .otherwise(pl.concat_str(clear, pl.lit(","), quoted, pl.lit("}")))
        )
    return without_secrets(rows).drop("member", strict=False)


def without_secrets(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows without what must not be stored."""
    return rows.drop([head + name for name in classes(rows) for head in (SECRET, HASH)])


def plain(rows: pl.DataFrame, numbers: list[int]) -> Iterator[tuple[int, dict[str, object]]]:
    """(row, the facts of every class that are to be locked), of these rows."""
    held = [SECRET + name for name in classes(rows)]
    for number, *secrets in rows.filter(pl.col("row_no").is_in(numbers)).select("row_no", *held).iter_rows():
        facts: dict[str, object] = {}
        for one in secrets:
            facts |= json.loads(one[SALT_BYTES:]) if one is not None else {}
        yield number, facts
