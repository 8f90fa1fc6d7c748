"""A file that an agency hands in, with the mapping that it is read by."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bonafides.packs.mapping import Mapping
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack


@dataclass(frozen=True)
class Submitted:
    """`pack` is in force in `version`; `name` is what the file is called, where not as its path."""

    path: Path
    pack: Pack
    version: PackVersion
    mapping: Mapping
    name: str = ""
