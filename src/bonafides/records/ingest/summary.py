"""What an ingest did, for people and programs."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Summary:
    """The figures of one file. `rows` = added + unchanged + quarantined, always."""

    file: str
    mapping: str
    agency: str
    kind: str
    batch: int | None = None
    rows: int = 0
    added: int = 0
    unchanged: int = 0
    quarantined: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    warnings: dict[str, int] = field(default_factory=dict)
    resolved: int = 0
    resumed_at: int | None = None
    already: bool = False
    dry_run: bool = False
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
