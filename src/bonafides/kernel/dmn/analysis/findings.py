"""What the analysis of a table tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bonafides.kernel.dmn.model import DecisionTable
from bonafides.kernel.feel.values import Value

Kind = Literal["overlap", "gap", "unreachable", "not-analysed", "unfinished"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    `example` is a concrete input, by the title of the column; `region` all inputs that the finding is about, as a rule
    that could be written. `rules` are numbers. A finding that is not `certain` depends on what was not analysed.
    """

    kind: Kind
    told: str
    rules: tuple[int, ...] = ()
    example: Mapping[str, Value] = field(default_factory=dict, hash=False)
    region: Mapping[str, str] = field(default_factory=dict, hash=False)
    certain: bool = True
    line: int = 0

    def __str__(self) -> str:
        return self.told


@dataclass(frozen=True, slots=True)
class Analysis:
    """The findings of one table. `complete`: a rule matches every input; None if that could not be decided."""

    table: DecisionTable
    findings: tuple[Finding, ...]
    complete: bool | None

    def of_kind(self, kind: Kind) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.kind == kind)

    @property
    def contradictions(self) -> tuple[Finding, ...]:
        """Overlaps that are certain: some input surely has no result."""
        return tuple(one for one in self.of_kind("overlap") if one.certain)
