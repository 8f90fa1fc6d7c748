"""What is wrong with a pack, told so that a lawyer can mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class PackFault:
    """One fault: where it is, what was expected, what came, and the mend."""

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


class PackRefusedError(Exception):
    """A pack that cannot be used; `faults` holds every fault found, in file order."""

    def __init__(self, source: str, faults: list[PackFault]) -> None:
        self.source, self.faults = source, sorted(faults)
        noun = "fault" if len(faults) == 1 else "faults"
        super().__init__(f"pack {source}: {len(faults)} {noun}\n" + "\n".join(f"  {fault}" for fault in self.faults))
