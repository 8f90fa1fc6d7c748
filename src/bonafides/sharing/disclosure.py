"""The one place that decides which records and facts an audience sees. (Purpose, basis and case join with issue 6.)"""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """Public: anyone. Operator: whoever may run commands on this machine, and so reads the database anyway."""

    PUBLIC = "public"
    OPERATOR = "operator"


# The day on which publication ends; null where it has no end by itself.
PUBLIC_UNTIL = "((CASE p.starts WHEN 'valid_from' THEN r.valid_from ELSE r.event_date END) + make_interval(months => p.months))::date"
# Is the record public today? Whatever day is asked about: what is no longer public is not shown as it stood either.
_IS_PUBLIC = f"(p.public AND (p.months IS NULL OR %(today)s::date < {PUBLIC_UNTIL}))"


def visible(audience: Audience) -> str:
    """The SQL condition for a record `r` whose publicity period in force is `p`."""
    return _IS_PUBLIC if audience is Audience.PUBLIC else "true"


def facts(audience: Audience) -> str:
    """The SQL expression of a record's facts: withheld ones never reach the public."""
    return "r.facts" if audience is Audience.PUBLIC else "coalesce(r.facts || r.withheld, r.facts)"
