"""The files of reports, looked at anew: one that is gone, or is no more what a report was sealed with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bonafides.acts.files import fault_of, path_of
from bonafides.inspections.models import EvidenceFile


@dataclass(frozen=True)
class Altered:
    """A file that is no more what a report was sealed with."""

    file: EvidenceFile
    path: Path
    told: str


def altered() -> Iterator[Altered]:
    """Every file of a report that is gone, or whose bytes have another hash."""
    seen: dict[str, str | None] = {}
    for file in EvidenceFile.objects.select_related("report__assignment").order_by("id").iterator():
        if file.sha256 not in seen:
            seen[file.sha256] = fault_of(file.sha256)
        if (told := seen[file.sha256]) is not None:
            yield Altered(file, path_of(file.sha256), told)
