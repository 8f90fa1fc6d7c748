"""What an audit finds: which row of which table, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What is wrong with a row. The words for people are in the command."""

    CHANGED = "changed"
    ADDED = "added"
    DELETED = "deleted"
    MOVED = "moved"
    FALSE = "false"
    """A signature that does not hold."""
    FORKED = "forked"
    """Two checkpoints of one log that contradict each other, or a log that does not go on from an older one."""
    CUT = "cut"
    """The log is shorter than one that was signed."""


@dataclass(frozen=True, order=True)
class Finding:
    """One row, or a run of rows, changed, added or deleted behind the application's back."""

    table: str
    row: str
    fault: Fault
    told: str = ""

    def as_json(self) -> dict[str, str]:
        """As a program reads it."""
        return {"table": self.table, "row": self.row, "fault": self.fault.value, "told": self.told}


def in_runs(findings: Iterable[Finding]) -> list[Finding]:
    """Each fault of a row once, in order; entries of one fault that follow one another as one."""
    found: list[Finding] = []
    once = {(one.table, one.row, one.fault): one for one in sorted(findings, reverse=True)}
    for one in sorted(once.values(), key=lambda one: (one.table, int(one.row) if one.row.isdigit() else 0, one)):
        last = found[-1] if found else None
        if (
            last is not None
            and one.table == "ledger_entry" == last.table
            and (one.fault, one.told) == (last.fault, last.told)
        ):
            first, _, end = last.row.partition(" to ")
            if one.row.isdigit() and int(one.row) == int(end or first) + 1:
                found[-1] = Finding(one.table, f"{first} to {one.row}", one.fault, one.told)
                continue
        found.append(one)
    return found
