"""The one place that decides which records and facts an audience sees. (Purpose, basis and case join with issue 6.)"""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """Public: anyone. Operator: whoever may run commands on this machine, and so reads the database anyway."""

    PUBLIC = "public"
    OPERATOR = "operator"


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


def visible(audience: Audience, until: str = PUBLIC_UNTIL, public: str = "p.public") -> str:
    """The SQL condition for a record `r` whose publicity period in force is `p`: is it shown today?

    Whatever day is asked about: what is no longer public is not shown as it stood either.
    """
    return f"({public} AND coalesce(%(today)s::date < {until}, true))" if audience is Audience.PUBLIC else "true"


def facts(audience: Audience) -> str:
    """The SQL expression of a record's facts: withheld ones never reach the public."""
    return "r.facts" if audience is Audience.PUBLIC else "coalesce(r.facts || r.withheld, r.facts)"
