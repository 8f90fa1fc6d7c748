"""An export of the quarantine that comes back: lines mended as a whole become cells, what was not mended a fault again."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from bonafides.kernel.identifiers.natural_person import MASKED
from bonafides.packs.mapping import Mapping
from bonafides.records.ingest.cells import masked_cells
from bonafides.records.ingest.faults import Reason, RowFault
from bonafides.records.ingest.marks import marked, unmarked
from bonafides.records.ingest.read.json_lines import text_of, value_of
from bonafides.records.ingest.read.source import CUT, HEADER, LINE, ROW, Chunk, Source

_REASON = "_reason"
_UNREAD = r"\\x[0-9a-f]{2}"  # how an export shows a byte that is not of the file's encoding
_FILL = f"mend the text in `{LINE}`, or fill the other columns from it"


class Mended:
    """A source with the column `_quarantine`: its rows stand for rows in quarantine."""

    def __init__(self, source: Source, mapping: Mapping) -> None:
        self._source, self._mapping = source, mapping
        self.columns, self.rows = source.columns, source.rows

    def chunks(self, start: int) -> Iterator[Chunk]:
        for chunk in self._source.chunks(start):
            frame, faults = _with_lines(chunk.frame, self._mapping.columns)
            for unmended in (self._still_masked, self._still_unread):
                frame, more = unmended(frame)
                faults += more
            yield replace(chunk, frame=frame, faults=[*chunk.faults, *faults])

    def _still_masked(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[RowFault]]:
        """A mask is nobody's number any more, so that no guard would stop it."""
        expected = "expected a text without a person's number, came one that is masked; take it out, mask and all"
        return _set_aside(frame, self._texts(frame), MASKED, Reason.PERSON, expected)

    def _still_unread(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[RowFault]]:
        if _REASON not in frame.columns:
            return frame, []
        other = frame[_REASON].ne_missing(Reason.ENCODING.value)
        sound, bad = frame.filter(other), frame.filter(~other)
        expected = "expected text, came bytes that nobody could read, shown as \\xNN; type the cell anew"
        bad, faults = _set_aside(bad, self._texts(frame), _UNREAD, Reason.ENCODING, expected)
        return pl.concat([sound, bad]).sort(ROW), faults

    def _texts(self, frame: pl.DataFrame) -> list[str]:
        return [name for name in self._mapping.columns if frame.schema.get(name) == pl.String]


def _set_aside(
    frame: pl.DataFrame, names: list[str], pattern: str, reason: Reason, expected: str
) -> tuple[pl.DataFrame, list[RowFault]]:
    """The rows without the pattern, and a fault for each of the others."""
    if not names or frame.is_empty():
        return frame, []
    holds = {name: frame[name].str.contains(pattern).fill_null(value=False) for name in names}
    column = {row: name for name in reversed(names) for row in frame[ROW].filter(holds[name])}
    cells = masked_cells(frame, list(column))
    faults = [RowFault(row, name, reason, f"`{name}`: {expected}", cells[row]) for row, name in sorted(column.items())]
    return frame.filter(~frame[ROW].is_in(list(column))), faults


def _with_lines(frame: pl.DataFrame, needed: tuple[str, ...]) -> tuple[pl.DataFrame, list[RowFault]]:
    """Rows whose cells are all empty beside a line get the cells of that line; a fault where it still is no row."""
    names = [name for name in frame.columns if not name.startswith("_")]
    if any(frame.schema.get(name) != pl.String for name in (LINE, *names)):
        return frame, []
    frame = frame if HEADER in frame.columns else frame.with_columns(pl.lit(None, pl.String).alias(HEADER))
    blank = pl.all_horizontal(pl.col(name).fill_null("").str.strip_chars() == "" for name in names)
    is_line = frame.select((pl.col(LINE).fill_null("") != "") & blank).to_series()
    lines = frame.filter(is_line)
    faults, rows = [], []
    cells = masked_cells(lines, lines[ROW].to_list())
    for row, line, header in lines.select(ROW, unmarked(pl.col(LINE)), unmarked(pl.col(HEADER))).iter_rows():
        found = _cells_of(line, header or "", needed)
        if isinstance(found, str):
            faults.append(RowFault(row, LINE, Reason.MALFORMED, f"{found}; {_FILL}", cells[row]))
        else:
            rows.append([row, *(found.get(name) for name in names)])
    # Marked as every cell of an export is, for the ingest takes the marks off everywhere.
    read = pl.DataFrame(rows, schema={ROW: pl.Int32, **dict.fromkeys(names, pl.String)}, orient="row")
    read = read.with_columns(marked(pl.col(name)) for name in names)
    filled = lines.drop(names).join(read, on=ROW).select(frame.columns)
    return pl.concat([frame.filter(~is_line), filled]).sort(ROW), faults


def _cells_of(line: str, header: str, needed: tuple[str, ...]) -> dict[str, str | None] | str:
    """The cells of a line by their columns, or why it is none. The header stands beside it; JSON Lines have none."""
    if line.endswith(CUT):
        return "expected a whole line, came the beginning of one that is too long to be shown"
    if not header:
        value = value_of(line.encode())
        return value if isinstance(value, str) else {name: text_of(member) for name, member in value.items()}
    read = ((_split(header, delimiter), delimiter) for delimiter in ",\t;|")
    names, delimiter = next((one for one in read if set(needed) <= set(one[0])), ([], ","))
    cells = _split(line, delimiter)
    if not names or len(cells) != len(names):
        return f"expected a line of {len(names) or 'known'} cells, came {len(cells) or 'none'}"
    return dict(zip(names, cells, strict=True))


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return []
