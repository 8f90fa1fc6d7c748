"""The snapshot that is served: which files, of which day, from where changes go on. There is one, or none."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

INDEX = "index.json"
_CURRENT = "current"


@dataclass(frozen=True)
class DataFile:
    """One file of a snapshot."""

    name: str
    dataset: str
    media_type: str
    bytes: int
    sha256: str
    rows: int | None = None


@dataclass(frozen=True)
class Dataset:
    """What some files are of: the businesses, or the records of a kind."""

    name: str
    titles: dict[str, str]
    about: dict[str, str]


@dataclass(frozen=True)
class Snapshot:
    """All files that were made together."""

    made_at: str
    day: str
    checkpoint: str
    licence: str
    datasets: tuple[Dataset, ...]
    files: tuple[DataFile, ...]

    def of(self, dataset: str) -> list[DataFile]:
        """The files of a dataset."""
        return [one for one in self.files if one.dataset == dataset]

    def file(self, name: str) -> DataFile | None:
        """The file of a name."""
        return next((one for one in self.files if one.name == name), None)

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)


def root() -> Path:
    """Where snapshots lie."""
    return Path(settings.VAR) / "opendata"


def served(today: date) -> tuple[Snapshot, Path] | None:
    """The snapshot with its folder, if it is of today: what was public yesterday may be so no longer."""
    try:
        folder = root() / (root() / _CURRENT).read_text("utf-8").strip()
        value = json.loads((folder / INDEX).read_text("utf-8"))
    except FileNotFoundError:
        return None
    value["datasets"] = tuple(Dataset(**one) for one in value["datasets"])
    value["files"] = tuple(DataFile(**one) for one in value["files"])
    found = Snapshot(**value)
    return (found, folder) if found.day == today.isoformat() else None


def put_in_place(folder: Path) -> None:
    """Serve this folder from now on, and delete every other: whoever reads one of its files reads it to its end."""
    pointer = root() / f"{_CURRENT}.{os.getpid()}"
    pointer.write_text(folder.name, "utf-8")
    pointer.replace(root() / _CURRENT)
    for other in root().iterdir():
        if other.is_dir() and other != folder:
            shutil.rmtree(other, ignore_errors=True)
