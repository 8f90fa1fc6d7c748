"""docs/reference/standards-cn.md names every model and decision table of the pack, with its shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from bonafides.packs.decisions import tables_of
from bonafides.packs.load import load_pack

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "reference" / "standards-cn.md").read_text("utf-8").splitlines()
MODELS = load_pack(ROOT / "packs" / "cn").standards


@pytest.mark.parametrize("name", list(MODELS))
def test_every_table_is_on_the_page(name: str) -> None:
    (row,) = [line for line in PAGE if line.startswith(f"| {name} |")]
    shapes = [
        f"`{where.split('`')[1]}` {table.hit_policy.value} {len(table.rules)}"
        for where, table in tables_of(MODELS[name])
    ]
    assert f"| {'; '.join(shapes)} |" in row


def test_the_page_names_no_other() -> None:
    rows = [line.split("|")[1].strip() for line in PAGE if line.count("|") == 6 and "`" in line.split("|")[4]]
    assert sorted(rows) == sorted(MODELS)
