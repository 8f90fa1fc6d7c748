"""Reads of runs and of the tiers that stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import duckdb

from bonafides.tiers.models import Run
from bonafides.tiers.store import standing_sql


class UnknownRunError(LookupError):
    """No such run."""


def run_of(number: int) -> Run:
    found = Run.objects.select_related("pack_version").filter(pk=number).first()
    if found is None:
        last = Run.objects.order_by("-pk").values_list("pk", flat=True).first()
        raise UnknownRunError(
            f"there is no run {number}; the last one is {last or 'still to be made: bonafides tier run'}"
        )
    return found


def last_run(pack: str) -> Run | None:
    return Run.objects.select_related("pack_version").filter(pack_version__pack=pack).order_by("-pk").first()


def chain_of(run: Run) -> list[int]:
    """The run and those that it brings up to date, back to a full one; the newest first."""
    found = [run.pk]
    base = run.base_id
    while base is not None:
        found.append(base)
        base = Run.objects.values_list("base_id", flat=True).get(pk=base)
    return found


def standing(run: Run, entities: Iterable[int] | None = None) -> list[dict[str, Any]]:
    """What stands after a run, in the order of `entity_id`; of these businesses, or of all."""
    where = "true" if entities is None else f"entity_id IN ({', '.join(map(str, entities)) or 'NULL'})"
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET threads = 2; SET enable_progress_bar = false")
        sql = f"{standing_sql(chain_of(run), where)} ORDER BY entity_id"
        rows: list[dict[str, Any]] = connection.sql(sql).to_arrow_table().to_pylist()
    return rows


def with_tier(run: Run, tier: str) -> list[int]:
    """The numbers of the businesses that have a tier after a run, in their order."""
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET threads = 2; SET enable_progress_bar = false")
        sql = f"SELECT entity_id FROM ({standing_sql(chain_of(run))}) WHERE tier = ? ORDER BY 1"
        return [number for (number,) in connection.execute(sql, [tier]).fetchall()]


def how_many(run: Run) -> dict[str, int]:
    """Tier → how many businesses have it after a run, whichever run decided them."""
    with duckdb.connect(":memory:") as connection:
        sql = f"SELECT tier, count(*) FROM ({standing_sql(chain_of(run))}) WHERE tier IS NOT NULL GROUP BY 1 ORDER BY 1"
        return dict(connection.sql(sql).fetchall())
