"""The parts of a file on their way in: kept on disk until the whole is taken in, and then no longer.

A file lies under the number of its submission; what the client calls it is never a path. Each part is there whole or not at all.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

PART = 8_000_000
"""Bytes of every part but the last."""
BLOCK = 1 << 20


def count(size: int) -> int:
    """How many parts a file of so many bytes has."""
    return -(-size // PART)


def length(number: int, size: int) -> int:
    """How many bytes part `number`, from 1, of a file has."""
    return min(PART, size - (number - 1) * PART)


def folder(submission: int) -> Path:
    """Where the parts of a submission lie."""
    return Path(settings.VAR) / "submissions" / str(submission)


def keep(submission: int, number: int, content: bytes) -> None:
    """A part, on disk when this returns; it may come again."""
    where = folder(submission)
    where.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=where, prefix="coming-", delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(where / f"{number}.part")


def there(submission: int) -> list[int]:
    """The numbers of the parts that came."""
    return sorted(int(one.stem) for one in folder(submission).glob("*.part"))


def blocks(submission: int, size: int) -> Iterator[bytes]:
    """The whole, from its first part to its last."""
    for number in range(1, count(size) + 1):
        with (folder(submission) / f"{number}.part").open("rb") as file:
            while block := file.read(BLOCK):
                yield block


def digest(submission: int, size: int) -> str:
    """The SHA-256 of the whole."""
    found = hashlib.sha256()
    for block in blocks(submission, size):
        found.update(block)
    return found.hexdigest()


def whole(submission: int, size: int, ending: str) -> Path:
    """The whole as one file; made again where a worker was killed over it."""
    path = folder(submission) / f"whole.{ending}"
    with path.open("wb") as file:
        for block in blocks(submission, size):
            file.write(block)
    return path


def remove(submission: int) -> None:
    """Nothing of the file is left here."""
    shutil.rmtree(folder(submission), ignore_errors=True)
