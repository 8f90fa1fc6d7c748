"""What is wrong with a decision model, told so that its author can mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class ModelFault:
    """One fault: the file and line, the decision, rule and cell, what was expected, what came, and the mend."""

    file: str
    line: int
    where: str
    expected: str
    came: str
    mend: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        where = f" {self.where}:" if self.where else ""
        mend = f"; {self.mend}" if self.mend else ""
        return f"{place}:{where} expected {self.expected}, came {self.came}{mend}"


class ModelRefusedError(Exception):
    """A model that cannot be used; `faults` holds every fault found, in the order of the file."""

    def __init__(self, file: str, faults: list[ModelFault]) -> None:
        self.file, self.faults = file, sorted(set(faults))
        if len(self.faults) == 1:
            super().__init__(str(self.faults[0]))
        else:
            super().__init__(f"{file}: {len(self.faults)} faults\n" + "\n".join(f"  {fault}" for fault in self.faults))
