"""The pack and the mapping that the guides write out are in order, and do with their rows what the guides say."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import polars as pl
from tests.docs.pages import ROOT, text

from bonafides.kernel.identifiers import scheme
from bonafides.packs.load import load_pack, parse_pack
from bonafides.packs.pack import Pack
from bonafides.records.ingest.plan import Plan
from bonafides.records.ingest.prepare import Prepared, prepare
from bonafides.records.ingest.read.source import ROW, Chunk


def _blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text(ROOT / "docs" / "how-to" / page), re.DOTALL | re.MULTILINE)


def _prepared(pack: Pack, mapping: str, rows: str) -> Prepared:
    """What the ingest makes of a CSV, up to the database."""
    one = pack.mappings[mapping]
    use = pack.scheme(one.code.scheme)
    cells = list(csv.DictReader(io.StringIO(rows)))
    frame = pl.DataFrame(cells, schema=dict.fromkeys(cells[0], pl.String)).with_row_index(ROW, 1)
    plan = Plan(
        mapping=one,
        kind=pack.catalogue[one.kind],
        scheme_use=use,
        scheme=scheme(use.scheme, pattern=use.pattern, stdnum=use.stdnum),
        alias_schemes={},
        latest_day=date(2026, 11, 22),
        batch_id=1,
        kind_id=1,
        agency_id=1,
        publicity={},
    )
    return prepare(Chunk(1, len(cells), frame.with_columns(pl.col(ROW).cast(pl.Int32))), plan)


def test_the_small_pack() -> None:
    files = {block.splitlines()[0].removeprefix("# "): block.encode() for block in _blocks("write-a-pack.md", "yaml")}
    pack = parse_pack(files, "write-a-pack.md")
    assert list(pack.mappings) == ["stall-permits"]
    prepared = _prepared(pack, "stall-permits", _blocks("write-a-pack.md", "csv")[0])
    assert prepared.ready["_code"].to_list() == ["H-0001", "H-0002", "H-0003"]
    assert prepared.ready["goods"].to_list() == [["fish"], ["bread", "flowers"], ["flowers"]]
    assert [fault.reason for fault in prepared.faults] == ["code-invalid"]


def test_the_mapping() -> None:
    (block,) = _blocks("write-a-mapping.md", "yaml")
    files = load_pack(ROOT / "packs" / "cn").files | {"mappings/district-tax-arrears.yaml": block.encode()}
    prepared = _prepared(parse_pack(files, "cn"), "district-tax-arrears", _blocks("write-a-mapping.md", "csv")[0])
    assert prepared.ready["amount"].to_list() == [120_450_000, 80_000]
    assert [(fault.row, fault.reason) for fault in prepared.faults] == [(3, "unreadable")]
