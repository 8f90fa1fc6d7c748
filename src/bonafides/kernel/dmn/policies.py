"""Hit policies and aggregations of decision tables, by the names that DMN gives them."""

from __future__ import annotations

from enum import Enum


class HitPolicy(Enum):
    """Which of the rules that match make the result of a table."""

    UNIQUE = "UNIQUE"
    ANY = "ANY"
    PRIORITY = "PRIORITY"
    FIRST = "FIRST"
    RULE_ORDER = "RULE ORDER"
    OUTPUT_ORDER = "OUTPUT ORDER"
    COLLECT = "COLLECT"

    @property
    def many(self) -> bool:
        """Whether the result is made of all rules that match: a list, or the aggregate of one."""
        return self in (HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER, HitPolicy.COLLECT)


class Aggregation(Enum):
    """What COLLECT makes of the outputs of the rules that match."""

    SUM = "SUM"
    COUNT = "COUNT"
    MIN = "MIN"
    MAX = "MAX"
