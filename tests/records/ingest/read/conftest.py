"""All that a reader gives of a file, side by side with what was written into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bonafides.packs.mapping import Mapping
from bonafides.records.ingest.faults import RowFault
from bonafides.records.ingest.read.source import ROW, open_source


@dataclass
class All:
    """Every row by its number, every fault by its row, and the spans of the chunks."""

    columns: list[str]
    rows: dict[int, dict[str, Any]] = field(default_factory=dict)
    faults: dict[int, RowFault] = field(default_factory=dict)
    spans: list[tuple[int, int]] = field(default_factory=list)


def _read_all(path: Path, mapping: Mapping, start: int = 1) -> All:
    source = open_source(path, mapping)
    found = All(source.columns)
    for chunk in source.chunks(start):
        found.spans.append((chunk.first, chunk.last))
        for row in chunk.frame.iter_rows(named=True):
            number = row.pop(ROW)
            assert chunk.first <= number <= chunk.last
            assert number not in found.rows
            found.rows[number] = row
        for fault in chunk.faults:
            assert chunk.first <= fault.row <= chunk.last
            assert fault.row not in found.faults
            found.faults[fault.row] = fault
    assert not set(found.rows) & set(found.faults)
    assert min([start, *found.rows, *found.faults]) == start
    return found


@pytest.fixture(name="read_all", scope="session")
def _fixture() -> Callable[..., All]:
    """`read_all(path, mapping, start)`: every row and fault from row `start` on."""
    return _read_all


@pytest.fixture(name="mapping", scope="session")
def _mapping(mapping_of: Callable[..., Mapping]) -> Mapping:
    """A mapping of the columns `code`, `ref` and `date`."""
    return mapping_of()
