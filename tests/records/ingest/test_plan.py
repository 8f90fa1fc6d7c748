"""The pure part of the ingest: all that a chunk needs, known before the first row, without Django or a database."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from bonafides.records.ingest.plan import Plan

PURE = (
    "bonafides.packs.load", "bonafides.records.commitment", "bonafides.records.ingest.prepare",
    "bonafides.records.ingest.seal", "bonafides.records.ingest.side_rows", "bonafides.records.ingest.read.source",
    "bonafides.records.ingest.read.csv_file", "bonafides.records.ingest.read.excel",
    "bonafides.records.ingest.read.json_lines", "bonafides.records.ingest.read.parquet",
)  # fmt: skip


def test_the_pure_part_needs_neither_django_nor_a_database() -> None:
    """A worker, a check of a file before it is sent, and an outsider's recomputation: none of them has our settings."""
    program = f"import sys, {', '.join(PURE)}; print(sorted({{'django', 'psycopg'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("pack", "mapping"),
    [("cn", "tax-arrears"), ("sf-food", "sf-findings"), ("jp-labor", "jp-labor-violations")],
)
def test_a_plan_is_made_of_a_pack_and_the_databases_numbers(
    plan_of: Callable[..., Plan], pack: str, mapping: str
) -> None:
    plan = plan_of(pack, mapping)
    assert plan.kind.kind == plan.mapping.kind
    assert plan.scheme.name == plan.scheme_use.scheme == plan.mapping.code.scheme
    assert set(plan.publicity) == {one.name for one in plan.kind.publicity.classes}
