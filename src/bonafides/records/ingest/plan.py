"""Everything that is known before the first row: mapping, kind, scheme, numbers of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from bonafides.kernel.identifiers import Scheme
from bonafides.packs.kind import Kind
from bonafides.packs.mapping import Mapping
from bonafides.packs.pack import SchemeUse


@dataclass(frozen=True)
class Plan:
    """What the ingest of one file needs. `publicity` gives the database's number of each publicity class."""

    mapping: Mapping
    kind: Kind
    scheme_use: SchemeUse
    scheme: Scheme
    alias_schemes: dict[str, Scheme]
    latest_day: date
    batch_id: int
    kind_id: int
    agency_id: int
    publicity: dict[str, int]


class Shape:
    """A plan over columns of certain types: by it the expressions that are made of both are kept.

    They are many hundreds, and for a few rows cost more than the rows. Two plans are alike that came of one mapping and one
    kind of a pack that is kept: which those are is asked, not what is in them.
    """

    def __init__(self, plan: Plan, schema: pl.Schema) -> None:
        self.plan, self.schema = plan, schema
        self._alike = (
            id(plan.mapping), id(plan.kind), plan.kind_id, plan.latest_day, tuple(plan.publicity.items()), tuple(schema.items()),
        )  # fmt: skip  # numbers of objects that this one keeps, so that no other gets them

    def __hash__(self) -> int:
        return hash(self._alike)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Shape) and self._alike == other._alike
