"""Rows that name a business by a legacy code: resolved where exactly one business is linked to it, never otherwise."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
import psycopg

from bonafides.records.ingest.cells import masked_cells
from bonafides.records.ingest.faults import Reason, RowFault
from bonafides.records.ingest.plan import Plan
from bonafides.records.ingest.prepare import ALIAS_OF_REASON, Prepared, entity_kind
from bonafides.records.ingest.read.source import ROW

# An alias lives as long as the record that gave it stands.
_SQL = """
SELECT a.scheme, a.code, array_agg(DISTINCT e.code)
FROM unnest(%(schemes)s::text[], %(codes)s::text[]) AS given(scheme, code)
JOIN entities_alias a ON a.scheme = given.scheme AND a.code = given.code
JOIN entities_entity e ON e.id = a.entity_id AND e.scheme = %(scheme)s
WHERE NOT EXISTS (SELECT FROM records_record s WHERE s.supersedes = a.record)
GROUP BY a.scheme, a.code
"""


# Per legacy code (its scheme, itself) the businesses that are linked to it.
Owners = dict[tuple[str, str], list[str]]


@dataclass(frozen=True)
class Linked:
    """The rows whose alias one business has, ready under its code; what is to be told of the others, and of all."""

    rows: pl.DataFrame
    faults: list[RowFault]
    warnings: dict[str, int]


def owners_of(cursor: psycopg.Cursor[tuple[object, ...]], prepared: Prepared, plan: Plan) -> Owners:
    """Who is linked to the legacy codes that the `linked` rows name."""
    asked = set(asked_by(prepared, plan).values())
    if not asked:
        return {}
    schemes, codes = zip(*sorted(asked), strict=True)
    cursor.execute(_SQL, {"schemes": list(schemes), "codes": list(codes), "scheme": plan.mapping.code.scheme})
    return {(str(scheme), str(code)): list(owners) for scheme, code, owners in cursor.fetchall()}  # type: ignore[call-overload]


def link(prepared: Prepared, plan: Plan, owners: Owners) -> Linked:
    """The `linked` rows by the owners of what they name."""
    asked = asked_by(prepared, plan)
    owner = {row: owners[key][0] for row, key in asked.items() if len(owners.get(key, ())) == 1}
    cells = masked_cells(prepared.source, [row for row in asked if row not in owner])
    column = "+".join(plan.mapping.code.sources)
    faults = []
    for number, (scheme, code) in asked.items():
        if number not in owner:
            several = len(owners.get((scheme, code), ())) > 1
            reason = Reason.ALIAS_AMBIGUOUS if several else Reason.ALIAS_UNLINKED
            what = "is linked to several businesses" if several else "is linked to no business yet"
            details = f"`{code}` is a legacy code ({scheme}) and {what}; give the code that the business has now"
            faults.append(RowFault(number, column, reason, details, cells[number]))
    resolved = prepared.linked.filter(pl.col(ROW).is_in(list(owner)))
    codes_now = pl.Series([owner[row] for row in resolved[ROW]], dtype=pl.String)
    found_now = resolved.with_columns(_code=codes_now, _code_reason=pl.lit(None, pl.String))
    rows = found_now.with_columns(_entity_kind=entity_kind(plan))
    return Linked(rows, faults, {"linked by legacy code": len(owner)} if owner else {})


def asked_by(prepared: Prepared, plan: Plan) -> dict[int, tuple[str, str]]:
    """Per `linked` row the scheme and the legacy code that it names."""
    asked: dict[int, tuple[str, str]] = {}
    for row in prepared.linked.select(ROW, "_code_given", "_code_reason").iter_rows(named=True):
        scheme = ALIAS_OF_REASON[row["_code_reason"]]
        check = plan.alias_schemes[scheme].check(row["_code_given"]) if scheme in plan.alias_schemes else None
        asked[row[ROW]] = (scheme, check.code or "" if check else "")
    return asked
