"""The businesses that rows name: looked up by their codes, those that are new entered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import polars as pl
import psycopg
from django.db import connection

from bonafides.records.ingest.columns import MARK, fetched, given, joined, taken
from bonafides.records.ingest.copying import copy_rows
from bonafides.records.ingest.plan import Plan
from bonafides.records.locked.key import Key

_FOUND = f"""
SELECT {taken("code")}, {taken("id")} FROM entities_entity
WHERE scheme = %(scheme)s AND code = ANY ({given("codes")})
"""
_NEW = f"""
WITH entered AS (
  INSERT INTO entities_entity (scheme, code, kind, exception_id)
  SELECT %(scheme)s, n.code, n.kind, x.id
  FROM unnest({given("codes")}, {given("kinds")}) AS n (code, kind)
  LEFT JOIN entities_codeexception x ON x.scheme = %(scheme)s AND x.code = n.code
  ON CONFLICT (scheme, code) DO NOTHING
  RETURNING code, id
)
SELECT {taken("code")}, {taken("id")} FROM entered
"""
_NUMBERS = f"""SELECT {taken("nextval('entities_entity_id_seq')")} FROM generate_series(1, %s)"""
_EXCEPTED = "SELECT code FROM entities_codeexception WHERE scheme = %s"
_SCHEMA: dict[str, type[pl.DataType]] = {"code": pl.String, "entity_id": pl.Int64}
_NUMBERED: dict[str, type[pl.DataType]] = {"code": pl.String, "id": pl.Int64}
REMEMBERED = 500_000
Cursor = psycopg.Cursor[tuple[object, ...]]
Numbers = dict[str, int]


class Businesses:
    """Those of one chunk. Whom it met the next ones need not look up again, nor other files that share what is `known`."""

    def __init__(self, plan: Plan, known: Numbers | None = None) -> None:
        self._scheme = plan.mapping.code.scheme
        self._known: Numbers = {} if known is None else known  # by whoever shares it, and what is committed only
        self._entered: Numbers = {}
        self._absent: set[str] = set()
        self._numbered: Numbers = {}
        self.keys: defaultdict[str, dict[int, Key]] = defaultdict(dict)
        """By class, those that this transaction made or found."""

    def look_ahead(self, rows: pl.DataFrame) -> None:
        """Look up the businesses of rows that are merged later; for another thread, on that thread's connection.

        A business that is found stays, so that the merge may rely on it; one that is not may have been entered by then. It
        gets a number, by which the merge enters it at a third of the cost, unless it has an exception to refer to.
        """
        known, entered = self._known, self._entered
        asked = sorted(set(rows["code"].unique().to_list()).difference(known, entered))
        if asked:
            with connection.cursor() as cursor:
                found = self._found(cursor.cursor, asked)
                self._absent = set(asked) - found.keys()
                self._numbered = self._numbers_for(cursor.cursor) if self._absent else {}
            known.update(found)

    def forget_ahead(self) -> None:
        """What was looked up ahead does not hold: somebody else was faster with a business."""
        self._absent, self._numbered = set(), {}
        self._entered.clear()
        self.keys.clear()

    def of(self, cursor: Cursor, rows: pl.DataFrame) -> pl.DataFrame:
        """code, entity_id of every business of the sealed rows."""
        known, entered = self._known, self._entered
        if len(known) > REMEMBERED:
            known.clear()
        codes = rows["code"].unique()
        names = codes.to_list()
        numbers = list(map(known.get, names))  # a loop over them all would hold up the other threads
        if None in numbers:
            # `known` may have been emptied by another thread since.
            asked = sorted(
                code for code, number in zip(names, numbers, strict=True) if not number and code not in entered
            )
            found = self._look_up(cursor, asked, rows) if asked else {}
            numbers = [number or entered.get(code) or found[code] for code, number in zip(names, numbers, strict=True)]
        return pl.DataFrame([codes, pl.Series("entity_id", numbers, dtype=pl.Int64)])

    def new(self, entities: Iterable[int]) -> set[int]:
        """Of businesses those that this transaction entered, so that nobody else sees them yet."""
        return set(entities).intersection(self._entered.values())

    def settle(self) -> None:
        """What was entered is committed: everybody may rely on it."""
        self._known.update(self._entered)
        self._entered.clear()
        self.keys.clear()

    def _look_up(self, cursor: Cursor, asked: list[str], rows: pl.DataFrame) -> Numbers:
        """Until all are found: another agency may enter one between the look and the insert."""
        unasked = [code for code in asked if code not in self._absent]
        found = self._found(cursor, unasked) if unasked else {}
        self._known.update(found)
        if self._numbered:
            found |= self._enter_numbered(cursor, [code for code in asked if code not in found], rows)
        while missing := [code for code in asked if code not in found]:
            entered = self._enter(cursor, missing, rows)
            self._entered.update(entered)
            found |= entered
            if missed := [code for code in missing if code not in found]:
                found |= self._found(cursor, missed)
        return found

    def _found(self, cursor: Cursor, codes: list[str]) -> Numbers:
        return _numbers(cursor.execute(_FOUND, {"scheme": self._scheme, "codes": MARK.join(codes)}))

    def _enter(self, cursor: Cursor, codes: list[str], rows: pl.DataFrame) -> Numbers:
        """Those of the codes that nobody entered before."""
        new = _kinds(rows, codes)
        kinds = {"codes": joined(new["code"]), "kinds": joined(new["kind"])}
        return _numbers(cursor.execute(_NEW, {"scheme": self._scheme, **kinds}))

    def _enter_numbered(self, cursor: Cursor, codes: list[str], rows: pl.DataFrame) -> Numbers:
        """Those of the codes that have a number; psycopg.errors.UniqueViolation if somebody entered one since."""
        entered = {code: number for code in codes if (number := self._numbered.get(code))}
        numbers = pl.DataFrame({"code": list(entered), "id": list(entered.values())}, schema=_NUMBERED)
        new = _kinds(rows, list(entered)).join(numbers, on="code", maintain_order="left")
        copy_rows(cursor, "entities_entity", new.with_columns(scheme=pl.lit(self._scheme)))
        self._entered.update(entered)
        return entered

    def _numbers_for(self, cursor: Cursor) -> Numbers:
        excepted = {str(code) for (code,) in cursor.execute(_EXCEPTED, [self._scheme])}
        codes = sorted(self._absent - excepted)
        numbers = fetched(cursor.execute(_NUMBERS, [len(codes)]), {"id": pl.Int64})["id"]
        return dict(zip(codes, numbers, strict=True))


def _kinds(rows: pl.DataFrame, codes: list[str]) -> pl.DataFrame:
    """code, kind of each business, by its code."""
    return rows.filter(pl.col("code").is_in(codes)).group_by("code").agg(kind=pl.col("entity_kind").min()).sort("code")


def _numbers(cursor: Cursor) -> Numbers:
    found = fetched(cursor, _SCHEMA)
    return dict(zip(found["code"].to_list(), found["entity_id"].to_list(), strict=True))
