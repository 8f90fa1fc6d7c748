"""The names and aliases that rows carry beside their facts."""

from __future__ import annotations

import polars as pl

from bonafides.kernel.identifiers.bulk import validate
from bonafides.records.ingest.plan import Plan
from bonafides.records.ingest.read.source import ROW

_NAMES = {"row_no": pl.Int32, "use": pl.String, "language": pl.String, "name": pl.String}
_ALIASES = {"row_no": pl.Int32, "scheme": pl.String, "code": pl.String}


def names_of(ready: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """row_no, use, language, name: one row a name."""
    parts = [
        ready.filter(pl.col(f"_name_{use}").is_not_null() & (pl.col("_action") < 2)).select(
            row_no=pl.col(ROW), use=pl.lit(use), language=pl.lit(cell.language), name=pl.col(f"_name_{use}")
        )
        for use, cell in plan.mapping.names.items()
    ]
    return pl.concat(parts) if parts else pl.DataFrame(schema=_NAMES)


def aliases_of(ready: pl.DataFrame, plan: Plan) -> tuple[pl.DataFrame, int]:
    """(row_no, scheme, code: one row a valid alias; how many were there and not valid)."""
    parts, invalid = [], 0
    for name in plan.mapping.aliases:
        given = ready.filter(pl.col(f"_alias_{name}").is_not_null() & (pl.col("_action") < 2))
        checked = validate(given[f"_alias_{name}"], plan.alias_schemes[name])
        part = given.select(row_no=pl.col(ROW), scheme=pl.lit(name), code=checked["code"])
        invalid += part["code"].null_count()
        parts.append(part.drop_nulls("code"))
    return (pl.concat(parts) if parts else pl.DataFrame(schema=_ALIASES)), invalid
