"""What an ingest did, for people and programs."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from bonafides.kernel.identifiers.natural_person import mask
from bonafides.packs.mapping import Mapping


@dataclass
class Summary:
    """The figures of one file. `rows` = added + unchanged + quarantined, always.

    `unnamed`: columns of the file that the mapping neither takes nor ignores.
    """

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
    unnamed: list[str] = field(default_factory=list)
    resumed_at: int | None = None
    already: bool = False
    dry_run: bool = False
    seconds: float = 0.0

    @classmethod
    def of(cls, file: str, mapping: Mapping, columns: list[str], *, dry_run: bool) -> Summary:
        """What there is to tell before the first row; numbers of natural persons in names of columns are masked."""
        known = {*mapping.columns, *mapping.ignore}
        unnamed = [mask(name) for name in columns if name not in known and not name.startswith("_")]
        return cls(file, mapping.mapping, mapping.agency, mapping.kind, dry_run=dry_run, unnamed=unnamed)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
