"""The businesses that rows name: looked up by their codes, those that are new entered."""

from __future__ import annotations

from collections import deque

import polars as pl
import psycopg
from django.db import connection

from bonafides.records.ingest.columns import fetched, given, joined, taken
from bonafides.records.ingest.plan import Plan

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
_SCHEMA: dict[str, type[pl.DataType]] = {"code": pl.String, "entity_id": pl.Int64}
REMEMBERED = 500_000


class Businesses:
    """Of one file: what one chunk looked up the next ones need not ask again."""

    def __init__(self, plan: Plan) -> None:
        self._scheme = plan.mapping.code.scheme
        self._known = pl.DataFrame(schema=_SCHEMA)
        self._absent = pl.DataFrame(schema={"code": pl.String})
        self._ahead: deque[tuple[pl.DataFrame, pl.DataFrame]] = deque()

    def look_ahead(self, rows: pl.DataFrame) -> None:
        """Look up the businesses of rows that are merged later; for another thread, on that thread's connection.

        A business that is found stays, so that the merge may rely on it; one that is not may have been entered by then.
        """
        wanted = rows.select("code", "entity_kind").unique("code").sort("code")
        asked = wanted.join(self._known, on="code", how="anti", maintain_order="left")
        if asked.height:
            with connection.cursor() as cursor:
                found = self._ask(cursor.cursor, _FOUND, asked)
            self._ahead.append((found, asked.select("code").join(found, on="code", how="anti")))

    def of(self, cursor: psycopg.Cursor[tuple[object, ...]], rows: pl.DataFrame) -> pl.DataFrame:
        """code, entity_id of every business of the sealed rows."""
        if self._known.height > REMEMBERED:
            self._known = self._known.clear()
        while self._ahead:
            found, self._absent = self._ahead.popleft()
            self._known = pl.concat([self._known, found.join(self._known, on="code", how="anti")])
        wanted = rows.group_by("code").agg(pl.col("entity_kind").min()).sort("code")
        asked = wanted.join(self._known, on="code", how="anti", maintain_order="left")
        if asked.height:
            self._known = pl.concat([self._known, self._look_up(cursor, asked)])
        return self._known

    def _look_up(self, cursor: psycopg.Cursor[tuple[object, ...]], asked: pl.DataFrame) -> pl.DataFrame:
        """Until all are found: another agency may enter one between the look and the insert."""
        unasked = asked.join(self._absent, on="code", how="anti", maintain_order="left")
        found = self._ask(cursor, _FOUND, unasked) if unasked.height else pl.DataFrame(schema=_SCHEMA)
        while (missing := asked.join(found, on="code", how="anti", maintain_order="left")).height:
            found = pl.concat([found, self._ask(cursor, _NEW, missing)])
            missed = missing.join(found, on="code", how="anti")
            if missed.height:
                found = pl.concat([found, self._ask(cursor, _FOUND, missed)])
        return found

    def _ask(self, cursor: psycopg.Cursor[tuple[object, ...]], query: str, asked: pl.DataFrame) -> pl.DataFrame:
        values = {
            "scheme": self._scheme,
            "codes": joined(asked["code"]),
            "kinds": joined(asked["entity_kind"]),
        }
        return fetched(cursor.execute(query, values), _SCHEMA)
