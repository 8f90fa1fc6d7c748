"""Which records and facts an audience is shown, as SQL: of a record `r` whose period of publicity in force is `p`."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bonafides.records.locked.form import MEMBERS
from bonafides.sharing.opened import HAS_LOCKED, OPEN


class Audience(StrEnum):
    """Public: anyone. Scoped: an agency, by a purpose. Operator: whoever may run commands here, and so reads the database."""

    PUBLIC = "public"
    SCOPED = "scoped"
    OPERATOR = "operator"


@dataclass(frozen=True)
class Sight:
    """What a scope opens, by the numbers of the database: of which kinds also what is not public, and which facts of each.

    What the agency gave itself it sees whole: it has it anyway.
    """

    agency: int
    kinds: tuple[int, ...]
    fields: str
    """JSON: number of the kind → names of the withheld facts that are opened."""

    @classmethod
    def of(cls, agency: int, fields: Mapping[int, Collection[str]]) -> Sight:
        """The sight of an agency to which these facts of these kinds are opened."""
        return cls(agency, tuple(fields), json.dumps({str(kind): sorted(names) for kind, names in fields.items()}))

    def values(self) -> dict[str, object]:
        """The parameters of a statement for the audience `SCOPED`."""
        return {"agency": self.agency, "kinds": list(self.kinds), "fields": self.fields}


def records(audience: Audience) -> str:
    """Where records are read: for the public in a view without what is withheld, which the web server's role may read."""
    return "records_disclosed" if audience is Audience.PUBLIC else "records_record"


# How long each class of record is public, by the law of today. A record `r` joins it by its class, as `p`. `coalesce` hides
# the operator from the planner, which would think one period in a hundred in force and compare each record with all of them.
PERIOD = """
  SELECT p.publicity_class_id, p.public, p.months, p.starts, p.while_valid FROM packs_publicityperiod p
  WHERE coalesce(p.in_force @> %(today)s::date, false)
    AND coalesce(p.version_id = ANY (ARRAY(SELECT i.version_id FROM packs_installedpack i)), false)"""
# The first day on which a record is published no more; null where that has no end by itself (LEAST passes over a null).
PUBLIC_UNTIL = """LEAST(
  ((CASE p.starts WHEN 'valid_from' THEN r.valid_from ELSE r.event_date END) + make_interval(months => p.months))::date,
  CASE WHEN p.while_valid THEN r.valid_to END)"""
OWN = "r.agency_id = %(agency)s::smallint"


def visible(audience: Audience, until: str = PUBLIC_UNTIL, public: str = "p.public") -> str:
    """The SQL condition for a record: is it shown today? Whatever day is asked about: what is over is not shown as it stood.

    A purpose opens what is of a class that is not published. What was published and is so no longer has ended, for the
    agencies as well: only the one that gave it sees it still.
    """
    published = f"({public} AND coalesce(%(today)s::date < {until}, true))"
    if audience is Audience.PUBLIC:
        return published
    if audience is Audience.OPERATOR:
        return "true"
    opened = f"(NOT coalesce({public}, false) AND r.kind_id = ANY (%(kinds)s::smallint[]))"
    return f"(coalesce({published}, false) OR {opened} OR {OWN})"


def facts(audience: Audience) -> str:
    """The SQL expression of a record's facts: withheld ones never reach the public, nor an agency beyond its purpose."""
    if audience is Audience.PUBLIC:
        return "r.facts"
    if audience is Audience.OPERATOR:
        return "coalesce(r.facts || r.withheld, r.facts)"
    # Facts under lock pass in one piece, with the names of those that are opened of them (opened.py).
    return f"""r.facts || coalesce((
      SELECT jsonb_object_agg(w.key, w.value) FROM jsonb_each(r.withheld) AS w
      WHERE {OWN} OR (%(fields)s::jsonb -> r.kind_id::text) ? w.key OR w.key = ANY (ARRAY{list(MEMBERS)})), '{{}}')
      || CASE WHEN {HAS_LOCKED} THEN jsonb_build_object(
        '{OPEN}', CASE WHEN {OWN} THEN 'true'::jsonb ELSE %(fields)s::jsonb -> r.kind_id::text END) ELSE '{{}}' END"""
