"""A register whose fines hold a fact of each class that is locked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tests import registry

from bonafides.packs.load import parse_pack
from bonafides.packs.pack import Pack

OPERATOR, FORMULA = "张三 of Lane 9", "two parts salt, one part sugar"
COLUMNS = (*registry.COLUMNS, "operator", "formula")
_FACT = "    {name}: {{x-title: {{en: {name}}}, x-disclosure: {of}, type: string, maxLength: 2000}}\n"


def pack_with_locked_facts(more: Mapping[str, str] | None = None) -> Pack:
    """The toy pack, in which a fine may tell who runs the shop, and a formula; with more files."""
    files = dict(registry.TOY) | dict(more or {})
    files["catalogue/fine.yaml"] += _FACT.format(name="operator", of="personal")
    files["catalogue/fine.yaml"] += _FACT.format(name="formula", of="trade-secret")
    for agency in registry.AGENCIES:
        files[f"mappings/{agency}-fines.yaml"] += "  operator: {column: operator}\n  formula: {column: formula}\n"
    return parse_pack({name: text.encode() for name, text in files.items()}, "toy")


@pytest.fixture
def in_force(db: None) -> Pack:
    """That pack, in force."""
    return registry.put_in_force(pack_with_locked_facts())


@pytest.fixture
def submit(tmp_path: Path) -> Callable[..., Any]:
    """`submit(row, …, mapping="a-fines")`: take rows in; the summary."""
    numbers = count()

    def submit(*rows: dict[str, object], mapping: str = "a-fines") -> Any:
        path = registry.write_csv(tmp_path / f"{next(numbers)}.csv", rows, COLUMNS)
        return registry.take_in(path, mapping)

    return submit
