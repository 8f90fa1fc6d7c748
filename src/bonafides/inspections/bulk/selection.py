"""Tickets and selection over a frozen list: of each stratum only the tickets that can be drawn are kept and ranked."""

from __future__ import annotations

from collections.abc import Mapping
from math import isqrt
from pathlib import Path

import duckdb

from bonafides.inspections.bulk.expressions import frozen, text, ticket
from bonafides.kernel.draw.commitment import Commitment, Stratum
from bonafides.kernel.draw.selection import Ranked
from bonafides.kernel.draw.tickets import ticket_key

_ALL = 1 << 64


def rank(
    db: duckdb.DuckDBPyConnection,
    path: Path,
    commitment: Commitment,
    seed: bytes,
    weights: Mapping[str, int],
    reserve: int = 0,
) -> dict[str, Ranked]:
    """Rank the head of every stratum: those drawn, and `reserve` after them at least, where there are so many.

    `weights` is what `check_list` returns. The order is the kernel's; only what no reader can need is left out.
    """
    tickets, wanted = ticket(ticket_key(commitment.draw, seed), blinded=commitment.blinded), 1
    ranked: dict[str, Ranked] = {}
    missing = list(commitment.strata)
    while missing:
        bounds = {one.name: _bound(one, weights.get(one.name, 0), reserve, wanted) for one in missing}
        ranked |= _below(db, path, tickets, missing, bounds)
        missing = [one for one in missing if len(ranked[one.name].order) < min(one.size, one.quota + reserve)]
        wanted *= 4
    return {one.name: ranked[one.name] for one in commitment.strata}


def _bound(stratum: Stratum, weight: int, reserve: int, wanted: int) -> int:
    """Below this, of 2**64, as many tickets are expected as are needed and, eight standard deviations on, a few more."""
    least = stratum.quota + reserve
    if not least or not weight:
        return 0
    return min(_ALL, (least + 8 * isqrt(least) + 64) * wanted * _ALL // weight)


def _below(
    db: duckdb.DuckDBPyConnection, path: Path, tickets: str, strata: list[Stratum], bounds: Mapping[str, int]
) -> dict[str, Ranked]:
    # Compared as text: a bound of 16 letters lies below every ticket that begins with it.
    whens = "".join(f" WHEN {text(name)} THEN {text(_letters(bound))}" for name, bound in bounds.items())
    rows = db.execute(
        f"SELECT stratum, ticket, code FROM (SELECT stratum, code, {tickets} AS ticket FROM {frozen(path)}"
        f" WHERE excluded IS NULL) WHERE ticket < CASE stratum{whens} ELSE '' END ORDER BY stratum, ticket, code"
    )
    order: dict[str, list[tuple[bytes, str]]] = {one.name: [] for one in strata}
    while chunk := rows.fetchmany(100_000):
        for stratum, found, code in chunk:
            order[stratum].append((bytes.fromhex(found), code))
    return {one.name: Ranked(one.quota, order[one.name]) for one in strata}


def _letters(bound: int) -> str:
    return "g" if bound == _ALL else f"{bound:016x}"
