"""`AGENCY/officers.csv`: the roster of each agency. No officer is a person: names are placeholders.

A roster is no submission: it is not among the `files` of the manifest, which the ingest walks, but among its `rosters`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from bonafides.sample.codes import DIVISION
from bonafides.sample.defaults import AGENCIES, ROSTER
from bonafides.sample.draws import Draws, Ints
from bonafides.sample.population import IN_BUSINESS, Block
from bonafides.sample.texts import dates, joined, where, whole, words
from bonafides.sample.words import STEMS

FIELDS = {
    "market-regulation": ("registration", "food", "special-equipment", "product-quality"),
    "environment": ("pollution",),
    "human-resources": ("labour",),
}
"""In which the officers of an agency inspect; those of the others do not."""
_BUSIEST = "food"  # every fourth business of the county holds a food licence
_LETTERS = dict(zip(AGENCIES, ("MR", "TX", "CU", "EN", "HR", "CT"), strict=True))
# Who does not inspect, in every agency: two of those who decide, so that one can take the place of the other.
_OFFICE = ("decider", "decider", "reviewer", "reviewer", "case-officer", "entry-clerk", "auditor", "administrator")
_INSPECTORS = ("inspector", "inspector;case-officer")
_LEAST_INSPECTORS, _LEAST_CLERKS = 12, 4
_BUSINESSES_AN_INSPECTOR = {"market-regulation": 60, "environment": 240, "human-resources": 240}  # 40 in all
_IN_BLOCK = 20_000  # of a million businesses, those in which an officer can have an interest


@dataclass
class Rosters:
    """Gathers, block by block, the businesses in which officers can have an interest, and writes the rosters at the end."""

    draws: Draws
    as_of: int
    businesses: int = 0
    _codes: list[pl.Series] | None = None

    def see(self, block: Block) -> None:
        """Remember a part of the businesses that are there."""
        self.businesses += len(block.number)
        able = (block.status == IN_BUSINESS) & ~block.odd_code
        able &= self.draws.chance("business of an officer", block.number, _IN_BLOCK)
        self._codes = [*(self._codes or []), block.code.filter(pl.Series(able))]

    def write(self, folder: Path) -> list[dict[str, Any]]:
        """Write every roster; its entries for the manifest."""
        return [self._write(folder, agency) for agency in AGENCIES]

    def _write(self, folder: Path, agency: str) -> dict[str, Any]:
        path = folder / agency / ROSTER
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = self._roster(agency)
        rows.write_csv(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        return {"agency": agency, "file": f"{agency}/{ROSTER}", "officers": rows.height, "sha256": digest}

    def _roster(self, agency: str) -> pl.DataFrame:
        fields = FIELDS.get(agency, ())
        inspectors = max(_LEAST_INSPECTORS, self.businesses // _BUSINESSES_AN_INSPECTOR[agency]) if fields else 0
        clerks = 0 if fields else _LEAST_CLERKS
        number = np.arange(len(_OFFICE) + clerks + inspectors, dtype=np.int64)
        inspects = number >= len(number) - inspectors
        # One draw for each officer of the county, whatever the other agencies have.
        key = number * len(AGENCIES) + AGENCIES.index(agency)
        office = pl.Series([*_OFFICE, *["entry-clerk"] * clerks])
        duties = office.gather(pl.Series(np.minimum(number, len(office) - 1)))
        told = pl.Series(number + 1).cast(pl.String).str.zfill(4)
        until = self.as_of + 240 + self.draws.below("certificate", key, 1_200)
        until = np.where(self.draws.chance("certificate ended", key, 20_000), self.as_of - 30, until)
        columns = {
            "number": joined(f"{_LETTERS[agency]}-", told),
            "name": joined("执法人员", words(list(STEMS), key % len(STEMS)), told),
            "roles": where(inspects, words(_INSPECTORS, self.draws.pick("duties", key, (5, 1))), duties),
            "fields": where(inspects, pl.Series(self._fields(fields, number, key))),
            "regions": where(inspects, pl.Series([DIVISION]).new_from_index(0, len(number))),
            "certificate": where(inspects, joined(f"ZF{DIVISION}-{_LETTERS[agency]}", told)),
            "certificate_until": where(inspects, dates(until)),
            "capacity": where(inspects, whole(24 + self.draws.below("capacity", key, 17)), "0"),
            "interests": pl.Series(list(self._interests(key)), dtype=pl.String),
        }
        return pl.DataFrame(columns)

    def _fields(self, fields: tuple[str, ...], number: Ints, key: Ints) -> list[str]:
        """Each has one field by turns, so that none lacks officers; and food beside it, or food and another."""
        if len(fields) < 2:
            return ["".join(fields)] * len(number)
        others = [one for one in fields if one != _BUSIEST]
        beside = self.draws.below("field beside", key, len(others)).tolist()
        pairs = zip((number % len(fields)).tolist(), beside, strict=True)
        return [f"{fields[one]};{others[other] if fields[one] == _BUSIEST else _BUSIEST}" for one, other in pairs]

    def _interests(self, key: Ints) -> Iterator[str | None]:
        """One officer in eight has an interest in a business, and some of these in two."""
        codes = pl.concat(self._codes).to_list() if self._codes else []
        count = self.draws.pick("interests", key, (14, 1, 1) if codes else (1,))
        places = [self.draws.below(f"interest {turn}", key, len(codes)) for turn in range(2)]
        for at, many in enumerate(count.tolist()):
            yield ";".join(dict.fromkeys(codes[int(place[at])] for place in places[:many])) or None
