"""One fault in a file that people write, told so that its author can mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """The file and line, where in it, what was expected, what came, and the mend."""

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
