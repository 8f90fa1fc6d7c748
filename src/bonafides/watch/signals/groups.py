"""What a card that holds businesses against each other learns from everyone, and keeps for the looks that follow.

A crowd keeps for each business the hash of its text, in `var/signals/run-N/CARD.parquet`; looks at whoever was touched write what
is other since then beside it (`CARD.since.parquet`). An outlier keeps the limits of each group in the row of its run.
"""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import duckdb

from bonafides.packs.pack import Pack
from bonafides.packs.signal import Signal
from bonafides.standards.compile.windows import NoValueError

Limits = dict[str, tuple[int, int, int]]
"""Group → (businesses in it, lowest figure that is usual, highest)."""
KEY = "md5_number_lower(lower(regexp_replace({text}, '\\s', '', 'g')))"
"""DuckDB's SQL of the hash of a text, blanks and case aside; of null, null."""


def folder_of(run: int) -> Path:
    from django.conf import settings

    return Path(settings.VAR) / "signals" / f"run-{run}"


def forget(run: int) -> None:
    """Remove what a run that did not come to its end has written."""
    shutil.rmtree(folder_of(run), ignore_errors=True)


def number(pack: Pack, name: str, as_of: object) -> int:
    """A whole number among the parameters of a pack, on a day. Raises NoValueError where none is in force."""
    value = pack.parameters[name].on(as_of)  # type: ignore[arg-type]  # a day
    if value is None:
        raise NoValueError(f"parameter `{name}` has no value in force on {as_of}: give parameters.yaml one")
    return int(str(value.value))


def limits_of(connection: duckdb.DuckDBPyConnection, table: str, fences: int, least: int) -> Limits:
    """The limits of each group of a table (of_group, figure): `fences` tenths of the spread of its middle half beyond that half.

    Tukey's fences, of logarithms: figures of money are as far from each other in ratio as others are in difference.
    """
    quartiles = connection.execute(
        f"SELECT of_group, count(*), quantile_disc(figure, 0.25), quantile_disc(figure, 0.75) FROM {table} "
        "GROUP BY of_group HAVING count(*) >= ? ORDER BY of_group", [least],
    ).fetchall()  # fmt: skip
    found: Limits = {}
    for group, count, low, high in quartiles:
        spread = (Decimal(high) / Decimal(low)) ** (Decimal(fences) / 10)
        found[group] = (count, int(-(-Decimal(low) // spread)), int(Decimal(high) * spread))
    return found


class Crowd:
    """The businesses of a crowd's groups: as everyone was seen by run `base`, and what is other since."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, card: Signal, base: int) -> None:
        self.connection, self.base = connection, folder_of(base) / f"{card.signal}.parquet"
        self.since = folder_of(base) / f"{card.signal}.since.parquet"

    def keep(self, table: str) -> None:
        """Keep a table (entity_id, key) of everyone."""
        self.base.parent.mkdir(parents=True, exist_ok=True)
        self._write(f"SELECT entity_id, key FROM {table} WHERE key IS NOT NULL ORDER BY key, entity_id", self.base)

    def move(self, touched: str) -> list[tuple[int, int]]:
        """(business, how many are in its group) of each group that those in the table `touched` (entity_id, key) are in or left.

        What they are now is kept.
        """
        since = (
            f"SELECT * FROM read_parquet('{self.since}')"
            if self.since.exists()
            else "SELECT 0::BIGINT AS entity_id, 0::UBIGINT AS key WHERE false"
        )
        self.connection.execute(f"CREATE OR REPLACE TEMP TABLE crowd_since AS {since}")
        self.connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE crowd_met AS
            SELECT key FROM {touched} WHERE key IS NOT NULL
            UNION SELECT key FROM crowd_since WHERE key IS NOT NULL AND entity_id IN (SELECT entity_id FROM {touched})
            UNION SELECT key FROM read_parquet('{self.base}') WHERE entity_id IN (SELECT entity_id FROM {touched})"""
        )
        rows = self.connection.execute(
            f"""WITH now AS (
              SELECT entity_id, key FROM {touched}
              UNION ALL SELECT entity_id, key FROM crowd_since WHERE entity_id NOT IN (SELECT entity_id FROM {touched})
              UNION ALL SELECT entity_id, key FROM read_parquet('{self.base}')
                WHERE key IN (SELECT key FROM crowd_met) AND entity_id NOT IN (SELECT entity_id FROM {touched})
                  AND entity_id NOT IN (SELECT entity_id FROM crowd_since))
            SELECT entity_id, count(*) OVER (PARTITION BY key) FROM now WHERE key IN (SELECT key FROM crowd_met) ORDER BY 1"""
        ).fetchall()
        self._write(
            f"SELECT entity_id, key FROM {touched} UNION ALL SELECT entity_id, key FROM crowd_since "
            f"WHERE entity_id NOT IN (SELECT entity_id FROM {touched}) ORDER BY entity_id", self.since,
        )  # fmt: skip
        return [(int(entity), int(count)) for entity, count in rows]

    def _write(self, select: str, path: Path) -> None:
        beside = path.with_suffix(".new")
        self.connection.execute(f"COPY ({select}) TO '{beside}' (FORMAT parquet, COMPRESSION zstd)")
        beside.replace(path)
