"""Files that reports rest on, each under the hash of its bytes: the same file is kept once, and a changed one is found out."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from bonafides.inspections.models import EvidenceFile


@dataclass(frozen=True)
class Kept:
    """A file as it was kept."""

    sha256: str
    name: str
    size: int


@dataclass(frozen=True)
class Altered:
    """A file that is no more what a report was sealed with."""

    file: EvidenceFile
    path: Path
    told: str


def path_of(sha256: str) -> Path:
    """Where the bytes of a hash lie."""
    return Path(settings.VAR) / "evidence" / sha256[:2] / sha256


def keep(source: Path) -> Kept:
    """Copy a file in, whole or not at all. Kept before the act commits: bytes that no report names harm nobody."""
    with source.open("rb") as read:
        return keep_bytes(source.name, read)


def keep_bytes(name: str, read: BinaryIO) -> Kept:
    """What a stream holds, kept under its hash."""
    folder = Path(settings.VAR) / "evidence"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, prefix="part-", delete=False) as part:
        while block := read.read(1 << 20):
            digest.update(block)
            size += len(block)
            part.write(block)
        part.flush()
        os.fsync(part.fileno())
    path = path_of(digest.hexdigest())
    path.parent.mkdir(mode=0o700, exist_ok=True)
    Path(part.name).replace(path)
    return Kept(digest.hexdigest(), name, size)


def altered() -> Iterator[Altered]:
    """Every file of a report that is gone, or whose bytes have another hash."""
    seen: dict[str, str | None] = {}
    for file in EvidenceFile.objects.select_related("report__assignment").order_by("id").iterator():
        if file.sha256 not in seen:
            seen[file.sha256] = _fault(path_of(file.sha256), file.sha256)
        if (told := seen[file.sha256]) is not None:
            yield Altered(file, path_of(file.sha256), told)


def _fault(path: Path, expected: str) -> str | None:
    try:
        with path.open("rb") as file:
            came = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return "it is gone: put it back from a backup"
    return None if came == expected else f"expected the SHA-256 {expected}, came {came}: put it back from a backup"
