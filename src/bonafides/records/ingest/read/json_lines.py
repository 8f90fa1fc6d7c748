"""JSON Lines: one object a line. Numbers stay as they are written, so that no digit is lost on the way."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl

from bonafides.packs.mapping import Mapping
from bonafides.records.ingest.faults import FileRefusedError, Reason, RowFault
from bonafides.records.ingest.read.source import CHUNK_BYTES, CHUNK_ROWS, LIST_MARK, ROW, Chunk, cells_of_line

LONGEST_LINE = 1_000_000
EARLY = 1000  # lines whose members are the columns


class JsonLines:
    """Objects with string, number, boolean, null and list-of-string members. A row's number is its line's.

    `opened` gives the lines from the beginning, each time it is called; `name` is what a refusal calls them.
    """

    def __init__(self, name: str, opened: Callable[[], BinaryIO], mapping: Mapping) -> None:
        self._opened = opened
        self.rows: int | None = None
        with opened() as file:
            self._early = [value_of(line) for line in islice(_lines(file), EARLY)]
        names = dict.fromkeys(name for value in self._early if isinstance(value, dict) for name in value)
        if not names:
            raise FileRefusedError(
                f"{name}: expected a JSON object on each line, there is none in the first 1,000 lines. "
                "Is it JSON Lines, in UTF-8, and not one list of objects?"
            )
        # A member that is null in every early line may be left out by its writer: a mapped one counts as there, but
        # not the code and the reference, without which no row can come in.
        needed = {*mapping.code.sources, *mapping.ref.sources}
        self.columns = list(dict.fromkeys([*names, *(name for name in mapping.columns if name not in needed)]))

    def chunks(self, start: int) -> Iterator[Chunk]:
        with self._opened() as file:
            first, part, size = 1, [], 0
            for row, line in enumerate(_lines(file), 1):
                part.append(line)
                size += len(line)
                if len(part) == CHUNK_ROWS or size >= CHUNK_BYTES:
                    if row >= start:
                        yield self._chunk(max(first, start), part[max(start - first, 0) :])
                    first, part, size = row + 1, [], 0
            if part and first + len(part) - 1 >= start:
                yield self._chunk(max(first, start), part[max(start - first, 0) :])

    def _chunk(self, first: int, lines: list[bytes]) -> Chunk:
        faults: list[RowFault] = []
        columns: dict[str, list[str | None]] = {name: [] for name in self.columns}
        numbers: list[int] = []
        for row, line in enumerate(lines, first):
            if not line.strip():
                continue
            value = self._early[row - 1] if row <= len(self._early) else value_of(line)
            if isinstance(value, dict):
                numbers.append(row)
                for name, cells in columns.items():
                    cell = value.get(name)
                    cells.append(cell if cell is None or type(cell) is str else text_of(cell))
            else:
                reason = Reason.ENCODING if value.startswith("expected UTF-8") else Reason.MALFORMED
                legible = line[:LONGEST_LINE].decode("utf-8", "backslashreplace")
                faults.append(RowFault(row, "", reason, value, cells_of_line(self.columns, legible)))
        data = {name: pl.Series(name, cells, dtype=pl.String) for name, cells in columns.items()}
        frame = pl.DataFrame(data | {ROW: pl.Series(ROW, numbers, dtype=pl.Int32)})
        return Chunk(first, first + len(lines) - 1, frame, faults)


class JsonLinesFile(JsonLines):
    """A file of such lines."""

    def __init__(self, path: Path, mapping: Mapping) -> None:
        super().__init__(str(path), lambda: path.open("rb"), mapping)


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file, each cut behind the longest that is read."""
    while line := file.readline(LONGEST_LINE + 1):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE + 1)


def value_of(line: bytes) -> dict[str, Any] | str:
    """The object on a line, or what keeps it from being one."""
    if len(line) > LONGEST_LINE:
        return f"expected at most {LONGEST_LINE:,} bytes on a line, came more"
    try:
        text = line.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        return f"expected UTF-8, came the byte {line[error.start]:#04x} in place {error.start + 1} of the line"
    escaped = text.lower() if "\\" in text else ""
    if "\\u001f" in escaped:
        return "expected text without control characters, came U+001F"
    try:
        value = json.loads(
            text, parse_float=str, parse_int=str, parse_constant=_no_constant, object_pairs_hook=_each_once
        )
        if not isinstance(value, dict):
            return "expected a JSON object, came another value"
        if "\\ud" in escaped:
            json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return "expected characters that exist, came half of a pair (\\ud800 to \\udfff)"
    except json.JSONDecodeError as error:
        return f"expected JSON, but {error.msg[:1].lower()}{error.msg[1:]} in place {error.pos + 1} of the line"
    except (ValueError, RecursionError) as error:
        return f"expected JSON, but {error}"
    return value


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


def _each_once(members: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(members)
    if len(found) < len(members):
        names = [name for name, _ in members]
        raise ValueError(f"the member `{next(name for name in names if names.count(name) > 1)}` is there twice")
    return found


def text_of(value: Any) -> str | None:
    """A member as the text of a cell."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        parts = [text for item in value if (text := _nested(item)) is not None]
        return LIST_MARK + LIST_MARK.join(parts) if parts else None
    return _nested(value)


def _nested(value: Any) -> str | None:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else text_of(value)
