"""A list of files to take in: a CSV with the columns `file` and `mapping`, paths from the list's own folder."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from bonafides.packs.queries import pack_of_mapping
from bonafides.records.ingest.faults import FileRefusedError
from bonafides.records.ingest.submitted import Submitted

COLUMNS = ["file", "mapping"]


def read_list(path: Path, pack: str | None = None) -> list[Submitted]:
    """The files of a list in their order. Raises FileRefusedError, naming the line, UnknownPackError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileRefusedError(f"{path}: expected a list of files as CSV in UTF-8, came none: {error}") from error
    return list(_submitted(path, csv.reader(text.splitlines()), pack))


def _submitted(path: Path, rows: Iterator[list[str]], pack: str | None) -> Iterator[Submitted]:
    for line, row in enumerate(rows, 1):
        if line == 1:
            if row != COLUMNS:
                raise FileRefusedError(f"{path}, line 1: expected the columns `file,mapping`, came `{','.join(row)}`")
            continue
        if not row:
            continue
        if len(row) != len(COLUMNS):
            raise FileRefusedError(f"{path}, line {line}: expected a file and a mapping, came {len(row)} cells")
        file = path.parent / row[0]
        if not file.is_file():
            raise FileRefusedError(
                f"{path}, line {line}: expected a file, there is none at {file}; nothing was taken in"
            )
        found, version = pack_of_mapping(row[1], pack)
        yield Submitted(file, found, version, found.mappings[row[1]])
