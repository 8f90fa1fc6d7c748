"""JSON Lines: one object a line. Numbers stay as they are written, so that no digit is lost on the way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

from bonafides.packs.mapping import Mapping
from bonafides.records.ingest.faults import FileRefusedError, Reason, RowFault
from bonafides.records.ingest.read.source import CHUNK_ROWS, ROW, Chunk

LONGEST_LINE = 1_000_000
LIST_SEPARATOR = "\x1f"  # no text holds it; the parse rule `list` takes it


class JsonLinesFile:
    """A file of objects with string, number, boolean, null and list-of-string members."""

    def __init__(self, path: Path, mapping: Mapping) -> None:
        self.path = path
        self.rows: int | None = None
        names: dict[str, None] = {}
        with path.open("rb") as lines:
            for line in islice(lines, 1000):
                value = _value(line)
                if isinstance(value, dict):
                    names.update(dict.fromkeys(value))
        if not names:
            raise FileRefusedError(
                f"{path}: expected a JSON object on each line, there is none in the first 1,000 lines"
            )
        # A member that is null in every early line may be left out by its writer: a mapped one counts as there.
        self.columns = list(dict.fromkeys([*names, *(mapping.columns if len(names) > 1 else ())]))

    def chunks(self, start: int) -> Iterator[Chunk]:
        with self.path.open("rb") as lines:
            row = 0
            while part := list(islice(lines, CHUNK_ROWS)):
                first, row = row + 1, row + len(part)
                if row >= start:
                    skip = max(start - first, 0)
                    yield self._chunk(first + skip, part[skip:])

    def _chunk(self, first: int, lines: list[bytes]) -> Chunk:
        faults: list[RowFault] = []
        columns: dict[str, list[str | None]] = {name: [] for name in self.columns}
        numbers: list[int] = []
        for row, line in enumerate(lines, first):
            if not line.strip():
                continue
            value = _value(line)
            if not isinstance(value, dict):
                shown = line[:200].decode("utf-8", "replace")
                faults.append(RowFault(row, "", Reason.MALFORMED, value or "expected a JSON object", {"line": shown}))
                continue
            numbers.append(row)
            for name, cells in columns.items():
                cells.append(_text(value.get(name)))
        data = {name: pl.Series(name, cells, dtype=pl.String) for name, cells in columns.items()}
        frame = pl.DataFrame(data | {ROW: pl.Series(ROW, numbers, dtype=pl.Int32)})
        return Chunk(first, first + len(lines) - 1, frame, faults)


def _value(line: bytes) -> dict[str, Any] | str | None:
    """The object on a line, or what keeps it from being one."""
    if len(line) > LONGEST_LINE:
        return f"expected at most {LONGEST_LINE:,} bytes on a line, came {len(line):,}"
    try:
        value = json.loads(line, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        return f"expected JSON, but {error}"
    return value if isinstance(value, dict) else "expected a JSON object, came another value"


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return LIST_SEPARATOR.join(str(_text(item)) for item in value)
    return json.dumps(value, ensure_ascii=False)
