"""What a run that is repeated must come to again, held against what is on record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Compared:
    """One thing that must be the same: as it is on record, and as it came now."""

    what: str
    recorded: str
    now: str

    @property
    def same(self) -> bool:
        return self.recorded == self.now
