"""The log as files (C2SP tlog-tiles), for a web server that knows nothing of us, or for a backup that proves itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bonafides.kernel.merkle.tiles import tiles_of
from bonafides.kernel.merkle.tree import TILE_WIDTH
from bonafides.ledger.errors import LedgerError
from bonafides.ledger.models import LOG
from bonafides.ledger.queries import newest_cosigned, note_of
from bonafides.ledger.store import read_tile

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Exported:
    """How many entries, and how many files were written; those that were there already never change."""

    size: int
    files: int


def export(folder: Path, progress: Progress | None = None) -> Exported:
    """Write the log into a folder, or what an earlier export has not yet. The checkpoint comes last."""
    checkpoint = newest_cosigned()
    if checkpoint is None:
        raise LedgerError("nothing was sealed yet; there is no log to export (bonafides ledger seal)")
    written = 0
    for tile in tiles_of(checkpoint.size):
        path = folder / tile.path
        if not path.exists():
            content = read_tile(LOG, tile)
            if content is None:
                raise LedgerError(f"{tile.path} is not in the database; bonafides ledger audit names what was changed")
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, content)
            written += 1
        if progress is not None and tile.level < 0:
            progress(tile.index * TILE_WIDTH + tile.width)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "checkpoint", str(note_of(checkpoint)).encode())
    return Exported(checkpoint.size, written + 1)


def _write(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.new")
    draft.write_bytes(content)
    draft.replace(path)
