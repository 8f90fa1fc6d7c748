"""A digest of a table's content: the same for the same values, whatever file, chunks or library they came in.

SHA-256 over the columns in their order, each as: its name, its type, a byte for every row (1: there, 0: null), then the
values: whole numbers and dates (days since 1970-01-01) as 8 bytes little-endian, booleans as one byte, texts as their
lengths (8 bytes each) and then their UTF-8; a list as how many items each row has, and then the items as texts. What is
null is 0, or empty.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def table_digest(table: pa.Table) -> str:
    """The digest of a table (hex)."""
    digest = hashlib.sha256()
    for name in table.column_names:
        column = table.column(name).combine_chunks()
        array = pa.concat_arrays(column.chunks) if isinstance(column, pa.ChunkedArray) else column
        digest.update(f"{name}\0{_kind(array.type)}\0{len(array)}\0".encode())
        digest.update(pc.is_valid(array).to_numpy(zero_copy_only=False).astype(np.uint8).tobytes())
        _values(digest, array)
    return digest.hexdigest()


def _kind(of: pa.DataType) -> str:
    if pa.types.is_list(of) or pa.types.is_large_list(of):
        return "texts"
    if pa.types.is_date(of):
        return "date"
    if pa.types.is_boolean(of):
        return "boolean"
    return "number" if pa.types.is_integer(of) else "text"


def _values(digest: Any, array: pa.Array) -> None:
    kind = _kind(array.type)
    if kind == "texts":
        lengths = pc.fill_null(pc.list_value_length(array), 0)
        digest.update(lengths.to_numpy(zero_copy_only=False).astype("<i8").tobytes())
        _values(digest, pc.list_flatten(array))
    elif kind == "text":
        filled = pc.fill_null(array.cast(pa.large_string()), "")
        digest.update(pc.binary_length(filled).to_numpy(zero_copy_only=False).astype("<i8").tobytes())
        digest.update("".join(filled.to_pylist()).encode() if len(filled) < 2 else _data(filled))
    elif kind == "date":
        days = pc.fill_null(array.cast(pa.date32()).cast(pa.int32()), 0)
        digest.update(days.to_numpy(zero_copy_only=False).astype("<i8").tobytes())
    elif kind == "boolean":
        digest.update(pc.fill_null(array, False).to_numpy(zero_copy_only=False).astype(np.uint8).tobytes())
    else:
        digest.update(pc.fill_null(array, 0).to_numpy(zero_copy_only=False).astype("<i8").tobytes())


def _data(array: pa.Array) -> memoryview:
    """The text of every row, one after the other."""
    offsets = np.frombuffer(array.buffers()[1], dtype="<i8")[array.offset : array.offset + len(array) + 1]
    data = array.buffers()[2]
    return memoryview(data)[offsets[0] : offsets[-1]] if data is not None else memoryview(b"")
