"""Whether what an agency holds can be had from it at all: it has reported that kind here, and has not suspended it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bonafides.acts.statement import Statement
from bonafides.sharing.once.filled import Why

# A kind that an agency has never reported in whole is not known to be empty: nobody knows.
SOURCES = """
SELECT a.name AS agency, k.name AS kind,
  (SELECT b.finished_at FROM records_batch b WHERE b.agency_id = a.id AND b.kind_id = k.id AND b.finished_at IS NOT NULL
    ORDER BY b.finished_at DESC LIMIT 1) AS reported,
  EXISTS (SELECT FROM once_suspension s WHERE s.agency_id = a.id AND (s.kind = k.name OR s.kind = '')
    AND NOT EXISTS (SELECT FROM once_resumption e WHERE e.suspension_id = s.id)) AS suspended
FROM agencies_agency a JOIN packs_kind k ON k.pack = a.pack AND k.name = ANY (%(source_kinds)s::text[])
WHERE a.pack = %(pack)s AND a.name = ANY (%(agencies)s::text[])"""
_SOURCES = Statement(SOURCES)
SUSPENDED = (
    """SELECT FROM once_suspension s WHERE NOT EXISTS (SELECT FROM once_resumption e WHERE e.suspension_id = s.id)"""
)
"""Whether any source at all is suspended now: mostly none is."""


@dataclass(frozen=True)
class Source:
    """What an agency reports of a kind: when it did last, and whether it says just now that it cannot be relied on."""

    reported: datetime | None
    suspended: bool

    @property
    def why(self) -> Why | None:
        """Why it is not to be had; none where it is."""
        return Why.SUSPENDED if self.suspended else Why.NEVER_REPORTED if self.reported is None else None


Row = tuple[str, str, datetime | None, bool]


class Sources:
    """The sources of some kinds at some agencies."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._known = {(agency, kind): Source(reported, bool(suspended)) for agency, kind, reported, suspended in rows}

    @classmethod
    def of(cls, pack: str, kinds: Iterable[str], agencies: Iterable[str]) -> Sources:
        """Asked for by one query."""
        return cls(_SOURCES.rows(values_of(pack, kinds, agencies)))

    def why(self, agencies: Iterable[str], kinds: Iterable[str]) -> Why | None:
        """Why one of these is not to be had; none where every one is."""
        missing = Source(None, suspended=False)
        found = (self._known.get((agency, kind), missing).why for agency in agencies for kind in kinds)
        return next((one for one in found if one is not None), None)

    def suspended(self, agency: str, kind: str) -> bool:
        """Whether an agency says that a kind cannot be relied on now."""
        known = self._known.get((agency, kind))
        return known is not None and known.suspended

    def reported(self, agencies: Iterable[str], kinds: Iterable[str]) -> datetime | None:
        """The moment up to which all of them have told what they know; none where one never did."""
        moments = [self._known[each].reported for a in agencies for k in kinds if (each := (a, k)) in self._known]
        known = [one for one in moments if one is not None]
        return min(known) if known and len(known) == len(moments) else None


def values_of(pack: str, kinds: Iterable[str], agencies: Iterable[str]) -> dict[str, object]:
    """The values of `SOURCES`."""
    return {"source_kinds": sorted(set(kinds)), "pack": pack, "agencies": sorted(set(agencies))}
