"""Everything that is known before the first row: mapping, kind, scheme, numbers of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
