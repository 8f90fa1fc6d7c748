"""The rows of a snapshot out of PostgreSQL, streamed, in the order of buckets, businesses and records."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl
import pyarrow as pa
from django.db import connection
from psycopg import sql

from bonafides.kernel.relational.form import Kind
from bonafides.packs.pack import Pack
from bonafides.standards.snapshot.layout import arrow_schema
from bonafides.standards.snapshot.needs import Needs

# What was known at the moment, and not superseded by then. Businesses that are one by decision have one number (`same`).
# Of a state, the next one of its source (agency) replaces it; the facts are only those that the standards read.
RECORDS = """
SELECT e.id % %(buckets)s AS bucket, r.kind_id, e.id AS entity_id, r.id AS record_id, r.event_date, r.valid_from, r.valid_to,
  CASE WHEN r.state THEN lead(r.valid_from) OVER (
    PARTITION BY e.id, r.kind_id, r.agency_id ORDER BY r.valid_from, r.known_from, r.id) END AS replaced_on,
  ({facts})::text AS facts
FROM records_record r
LEFT JOIN unnest(%(merged)s::bigint[], %(roots)s::bigint[]) AS same(id, root) ON same.id = r.entity_id
CROSS JOIN LATERAL (SELECT coalesce(same.root, r.entity_id) AS id) e
JOIN agencies_agency a ON a.id = r.agency_id
WHERE r.kind_id = ANY (%(kinds)s::smallint[]) AND r.known_from <= %(known_at)s::timestamptz AND r.action < 2
  AND NOT EXISTS (SELECT FROM records_record s WHERE s.supersedes = r.id AND s.known_from <= %(known_at)s::timestamptz)
  {only}
ORDER BY 1, 2, 3, 4
"""
# A business is in the register from its first record on.
ENTITIES = """
SELECT e.id % %(buckets)s AS bucket, e.id AS entity_id, e.kind AS subject_kind, e.scheme, e.code FROM entities_entity e
WHERE e.scheme = ANY (%(schemes)s::text[]) AND e.id <> ALL (%(merged)s::bigint[]) {only}
  AND EXISTS (
    SELECT FROM records_record r WHERE r.entity_id = e.id AND r.known_from <= %(known_at)s::timestamptz)
ORDER BY 1, 2
"""
_BLOCK = 1 << 24
_COPY = "COPY ({}) TO STDOUT (FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01')"
_STORED: dict[Kind, Any] = {Kind.NUMBER: pl.Int64, Kind.TEXT: pl.String, Kind.DATE: pl.String, Kind.BOOLEAN: pl.Boolean,
           Kind.TEXTS: pl.List(pl.String)}  # fmt: skip


@dataclass(frozen=True)
class Selection:
    """What to extract: of which pack, known when, in how many buckets; `only`: these businesses (none: all)."""

    pack: Pack
    needs: Needs
    known_at: datetime
    buckets: int
    same: dict[int, int]
    only: tuple[int, ...] | None = None

    def values(self) -> dict[str, object]:
        return {
            "buckets": self.buckets,
            "merged": list(self.same),
            "roots": list(self.same.values()),
            "known_at": self.known_at,
            "kinds": list(self.kind_ids().values()),
            "schemes": [use.scheme for use in self.pack.info.schemes if use.role == "identity"],
            "members": self.members(),
            "only": list(self.only or ()),
        }

    def members(self) -> list[int]:
        """The businesses selected, and all that are one with them."""
        chosen = set(self.only or ())
        return sorted(chosen | {one for one, root in self.same.items() if root in chosen})

    def kind_ids(self) -> dict[str, int]:
        from bonafides.packs.models import Kind as KindRow

        found = dict(KindRow.objects.filter(pack=self.pack.name).values_list("name", "id"))
        # A kind that only a pack to come knows has no number yet, and no records.
        return {name: found[name] for name in self.needs.kinds if name in found}


def entities(selection: Selection) -> Iterator[tuple[int, pa.Table]]:
    """(bucket, the businesses in it), each bucket once, in order; one without any is left out."""
    query = ENTITIES.format(only="" if selection.only is None else "AND e.id = ANY (%(only)s::bigint[])")
    names = ["bucket", *(one.name for one in selection.needs.entity)]
    types = dict(zip(names, [pl.Int64, pl.Int64, pl.String, pl.String, pl.String], strict=True))
    for (bucket,), frame in _grouped(_frames(query, selection, types), 1):
        table = frame.drop("bucket").to_arrow().cast(arrow_schema(selection.needs.entity))
        yield int(bucket), table


def records(selection: Selection) -> Iterator[tuple[int, str, pa.Table]]:
    """(bucket, kind, its records in the bucket), in the order of buckets and of the kinds' numbers."""
    ids = selection.kind_ids()
    facts = " ".join(f"WHEN {ids[kind]} THEN {_facts(selection.needs, kind)}" for kind in ids)
    only = "" if selection.only is None else "AND r.entity_id = ANY (%(members)s::bigint[])"
    query = RECORDS.format(facts=f"CASE r.kind_id {facts} END" if ids else "NULL", only=only)
    dates = ("event_date", "valid_from", "valid_to", "replaced_on")
    types = dict.fromkeys(("bucket", "kind_id", "entity_id", "record_id"), pl.Int64) | dict.fromkeys(dates, pl.Date)
    names = {number: name for name, number in ids.items()}
    for (bucket, kind), frame in _grouped(_frames(query, selection, {**types, "facts": pl.String}), 2):
        name = names[int(kind)]
        yield int(bucket), name, _typed(frame, selection.needs, name)


def _facts(needs: Needs, kind: str) -> str:
    """SQL for a JSON object of the facts that are read; `f0`, `f1`, … in their order, whichever half they are stored in."""
    parts = []
    for place, one in enumerate(needs.facts(kind)):
        fact = (
            "to_jsonb(a.name)"
            if one.name == "agency"
            else f"coalesce(r.facts -> '{one.name}', r.withheld -> '{one.name}')"
        )
        parts.append(f"'f{place}', {fact}")
    return f"jsonb_build_object({', '.join(parts)})"


def _typed(frame: pl.DataFrame, needs: Needs, kind: str) -> pa.Table:
    facts = needs.facts(kind)
    columns = [pl.col(one.name) for one in needs.kinds[kind][: -len(facts) or None]]
    if facts:
        shape = pl.Struct([pl.Field(f"f{place}", _STORED[one.type.kind]) for place, one in enumerate(facts)])
        frame = frame.with_columns(pl.col("facts").str.json_decode(shape))
    for place, one in enumerate(facts):
        column = pl.col("facts").struct.field(f"f{place}").alias(one.name)
        columns.append(column.str.to_date("%Y-%m-%d") if one.type.kind is Kind.DATE else column)
    return frame.select(columns).to_arrow().cast(arrow_schema(needs.kinds[kind]))


def _frames(query: str, selection: Selection, types: dict[str, Any]) -> Iterator[pl.DataFrame]:
    """What a query answers, in frames of whole rows of about 16 MB of text."""
    rest = b""
    statement = _COPY.format(bound(query, selection.values()))
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
        pieces: list[bytes] = []
        size = 0
        for block in copy:
            pieces.append(bytes(block))
            size += len(block)
            if size >= _BLOCK:
                whole, _, rest = b"".join(pieces).rpartition(b"\n")
                yield _frame(whole + b"\n", types)
                pieces, size = [rest], len(rest)
        if size:
            yield _frame(b"".join(pieces), types)


def bound(query: str, values: dict[str, object]) -> str:
    """COPY takes no parameters: the values as literals, written by the driver."""
    text = query
    for name, value in values.items():
        text = text.replace(f"%({name})s", sql.Literal(value).as_string())
    return text


def _frame(text: bytes, types: dict[str, Any]) -> pl.DataFrame:
    return pl.read_csv(
        io.BytesIO(text), has_header=False, separator="\x02", quote_char="\x01", schema=types, try_parse_dates=False
    )


def _grouped(frames: Iterator[pl.DataFrame], keys: int) -> Iterator[tuple[tuple[Any, ...], pl.DataFrame]]:
    """Rows that are equal in their first columns, which come one after the other, as one frame."""
    held: list[pl.DataFrame] = []
    last: tuple[Any, ...] | None = None
    for frame in frames:
        names = frame.columns[:keys]
        for key, part in frame.group_by(names, maintain_order=True):
            if last is not None and key != last:
                yield last, pl.concat(held)
                held = []
            last = key
            held.append(part)
    if last is not None:
        yield last, pl.concat(held)
