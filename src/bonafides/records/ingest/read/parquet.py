"""Parquet, a batch of rows at a time; memory does not grow with the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from bonafides.packs.mapping import Mapping
from bonafides.records.ingest.cells import shown
from bonafides.records.ingest.faults import FileRefusedError, Reason, RowFault
from bonafides.records.ingest.read.source import CHUNK_ROWS, ROW, Chunk, refuse_twice

MOST_ROWS_AT_ALL, ROWS_A_BYTE = (
    1_000_000,
    20,
)  # a reference of its own for each row takes more than a twentieth of a byte
LARGEST_GROUP, LARGEST_RATIO = 2_000_000_000, 200


class ParquetFile:
    """A Parquet file; its columns keep their types. One that no cell can be read from is not there."""

    def __init__(self, path: Path, mapping: Mapping) -> None:
        self.path = path
        try:
            self._file = pq.ParquetFile(path, page_checksum_verification=True)
            schema = self._file.schema_arrow
            _ = self._file.reader.column_paths  # names that are no text show here
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            told = str(error).partition("\n")[0].rstrip(".")
            raise FileRefusedError(
                f"{path}: expected Parquet, but {told}; is it complete? Ask for it again."
            ) from error
        _refuse_bombs(path, self._file.metadata)
        refuse_twice(path, schema.names)
        self.columns = [field.name for field in schema if _is_legible(field.type)]
        for name in mapping.columns:
            if name in schema.names and name not in self.columns:
                kind = schema.field(name).type
                raise FileRefusedError(
                    f"{path}: expected text, numbers, dates or lists of text in the column `{name}`, it holds {kind}; "
                    "ask the agency to write it as text"
                )
        self.rows: int | None = self._file.metadata.num_rows

    def chunks(self, start: int) -> Iterator[Chunk]:
        row = 1
        try:
            for batch in self._file.iter_batches(batch_size=CHUNK_ROWS, columns=self.columns):
                first, last = row, row + batch.num_rows - 1
                row = last + 1
                if last < start:
                    continue
                faults = _undecodable(batch, first)
                frame = _frame(batch, first, faults).filter(pl.col(ROW) >= start)
                yield Chunk(max(first, start), last, frame, [fault for fault in faults if fault.row >= start])
        except (pa.ArrowException, OSError) as error:
            told = str(error).partition("\n")[0].rstrip(".")
            raise FileRefusedError(
                f"{self.path}: row {row:,} and those after it cannot be read: {told}; the rows before it are safe. "
                "Ask the agency for the file again and ingest it: what is in already is not taken twice."
            ) from error


def _refuse_bombs(path: Path, metadata: pq.FileMetaData) -> None:
    """Few bytes may stand for rows without end, or for a group of rows that no memory holds."""
    packed = path.stat().st_size
    groups = [metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups)]
    many = metadata.num_rows > max(MOST_ROWS_AT_ALL, ROWS_A_BYTE * packed)
    if many or max(groups, default=0) > max(LARGEST_GROUP, LARGEST_RATIO * packed):
        raise FileRefusedError(
            f"{path}: unpacks from {packed:,} bytes to {metadata.num_rows:,} rows of {sum(groups):,} bytes, more than an honest "
            "file does; not read. Ask the agency for it again, or for CSV."
        )


def _frame(batch: pa.RecordBatch, first: int, faults: list[RowFault]) -> pl.DataFrame:
    """The rows of a batch but for the faulty ones, numbered."""
    numbers = pl.int_range(first, first + batch.num_rows, dtype=pl.Int32, eager=True).alias(ROW)
    if faults:
        sound = ~numbers.is_in([fault.row for fault in faults])
        numbers = numbers.filter(sound)
        plain = [one.dictionary_decode() if pa.types.is_dictionary(one.type) else one for one in batch.columns]
        batch = pa.RecordBatch.from_arrays(plain, batch.schema.names).filter(sound.to_arrow())
    return pl.DataFrame(batch).with_columns(numbers)


def _undecodable(batch: pa.RecordBatch, first: int) -> list[RowFault]:
    """The rows with text that is not UTF-8. Raises pa.ArrowInvalid where a column is no column at all."""
    bad: dict[int, str] = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        try:
            column.validate(full=True)
        except pa.ArrowInvalid as error:
            if "utf8" not in str(error).lower():
                raise
            bad |= {place: name for place in range(len(column)) if place not in bad and not _decodes(column[place])}
    return [
        RowFault(
            first + place,
            name,
            Reason.ENCODING,
            f"`{name}`: expected UTF-8, came bytes that are not",
            {one: _shown(column[place]) for one, column in zip(batch.schema.names, batch.columns, strict=True)},
        )
        for place, name in sorted(bad.items())
    ]


def _decodes(cell: pa.Scalar) -> bool:
    try:
        cell.as_py()
    except UnicodeDecodeError:
        return False
    return True


def _shown(cell: pa.Scalar) -> str | None:
    if not _decodes(cell):
        raw = cell.cast(pa.binary()).as_py() if not pa.types.is_nested(cell.type) else b"(a list)"
        return shown(raw.decode("utf-8", "backslashreplace"))
    return None if cell.as_py() is None else shown(str(cell.as_py()))


def _is_legible(kind: pa.DataType) -> bool:
    """Whether a cell of this type has one plain text: not bytes, not a structure."""
    types = pa.types
    if types.is_dictionary(kind):
        return _is_legible(kind.value_type)
    if types.is_list(kind) or types.is_large_list(kind) or types.is_list_view(kind) or types.is_fixed_size_list(kind):
        return not types.is_nested(kind.value_type) and _is_legible(kind.value_type)
    plain = (
        types.is_string, types.is_large_string, types.is_string_view, types.is_integer, types.is_floating,
        types.is_decimal, types.is_boolean, types.is_date, types.is_timestamp, types.is_null,
    )  # fmt: skip
    return any(test(kind) for test in plain)
