"""The meter over some days: requests that were not repeated, and those that were although an agency held the answer."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils import timezone

from bonafides.agencies.models import Agency

# Forms of matters, evidence for cases (the same facts of a business for the same case once; of messages whose time is over what
# was counted), and what was reported.
_COUNTED = """
SELECT agency_id, sum(matters), sum(avoided), sum(empty), sum(unavailable), sum(asked), sum(slipped), sum(reported) FROM (
  SELECT agency_id, 1 AS matters, avoided, empty, unavailable, asked, slipped, 0 AS reported FROM once_use
  WHERE (at AT TIME ZONE %(zone)s)::date BETWEEN %(since)s AND %(day)s
  UNION ALL
  SELECT agency_id, 1, max(avoided), max(empty), min(unavailable), 0, 0, 0 FROM once_evidence
  WHERE (at AT TIME ZONE %(zone)s)::date BETWEEN %(since)s AND %(day)s GROUP BY agency_id, "case", entity, wanted
  UNION ALL
  SELECT f.key::int, (f.value ->> 0)::int, (f.value ->> 1)::int, (f.value ->> 2)::int, (f.value ->> 3)::int, 0, 0, 0
  FROM once_evidenceremoval x CROSS JOIN LATERAL jsonb_each(x.figures) f
  WHERE (x.since AT TIME ZONE %(zone)s)::date BETWEEN %(since)s AND %(day)s
  UNION ALL
  SELECT agency_id, 0, 0, 0, 0, 0, 0, 1 FROM once_report WHERE "on" BETWEEN %(since)s AND %(day)s
) AS counted GROUP BY agency_id"""


@dataclass(frozen=True)
class Figure:
    """Of one agency that asks, or of all. `slipped`: found by the register; `reported`: said by a business, or an officer."""

    matters: int = 0
    avoided: int = 0
    empty: int = 0
    unavailable: int = 0
    asked: int = 0
    slipped: int = 0
    reported: int = 0

    def __add__(self, other: Figure) -> Figure:
        return Figure(**{name: value + getattr(other, name) for name, value in asdict(self).items()})

    @property
    def slipped_through(self) -> int:
        """All that was asked although an agency held it."""
        return self.slipped + self.reported

    def as_json(self) -> dict[str, int]:
        """For programs."""
        return asdict(self) | {"slipped_through": self.slipped_through}


@dataclass(frozen=True)
class Meter:
    """The figure of each agency that asked, in the order of their names, from a day up to another (included)."""

    since: date
    day: date
    agencies: dict[str, Figure]

    @property
    def all(self) -> Figure:
        """Of all agencies."""
        return sum(self.agencies.values(), Figure())

    def as_json(self) -> dict[str, Any]:
        """For programs. It names no business."""
        told = {name: one.as_json() for name, one in self.agencies.items()}
        return {
            "since": self.since.isoformat(),
            "day": self.day.isoformat(),
            "all": self.all.as_json(),
            "agencies": told,
        }


def meter(since: date, day: date) -> Meter:
    """The meter over some days, in the time zone of the register."""
    names = {one.pk: str(one) for one in Agency.objects.all()}
    found: dict[int, Figure] = {}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, {"since": since, "day": day, "zone": timezone.get_default_timezone_name()})
        for agency, *counted in cursor.fetchall():
            found[agency] = Figure(*map(int, counted))
    return Meter(since, day, {names[one]: found[one] for one in sorted(found, key=names.__getitem__)})
