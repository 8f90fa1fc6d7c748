"""Files that acts rest on, each under the hash of its bytes: the same file is kept once, and a changed one is found out."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from bonafides.kernel.sentence import Sentence


@dataclass(frozen=True)
class Kept:
    """A file as it was kept."""

    sha256: str
    name: str
    size: int


def path_of(sha256: str) -> Path:
    """Where the bytes of a hash lie."""
    return Path(settings.VAR) / "evidence" / sha256[:2] / sha256


def keep(source: Path) -> Kept:
    """Copy a file in, whole or not at all. Kept before the act commits: bytes that no act names harm nobody."""
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


def fault_of(sha256: str) -> str | None:
    """What is wrong with a file that was kept: it is gone, or its bytes have another hash."""
    try:
        with path_of(sha256).open("rb") as file:
            came = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return Sentence("it is gone: put it back from a backup")
    return (
        None
        if came == sha256
        else Sentence(
            "expected the SHA-256 %(sha256)s, came %(came)s: put it back from a backup", sha256=sha256, came=came
        )
    )
