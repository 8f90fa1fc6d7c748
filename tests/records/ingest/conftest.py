"""Plans and mappings made by hand: nothing here knows a database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from stdnum.iso7064 import mod_11_2

from bonafides.kernel.identifiers import Scheme, gb11714, gb32100, scheme
from bonafides.packs.load import load_pack
from bonafides.packs.mapping import Mapping
from bonafides.packs.pack import Pack, SchemeUse
from bonafides.records.ingest.plan import Plan
from bonafides.records.ingest.read.source import ROW, Chunk

PACKS = Path(__file__).resolve().parents[3] / "packs"
LATEST = date(2026, 11, 22)


@cache
def _pack(name: str) -> Pack:
    return load_pack(PACKS / name)


def _scheme(use: SchemeUse) -> Scheme:
    return scheme(use.scheme, pattern=use.pattern, stdnum=use.stdnum)


def _plan(pack_name: str, mapping_name: str, **changes: Any) -> Plan:
    pack = _pack(pack_name)
    mapping = pack.mappings[mapping_name]
    kind = pack.catalogue[mapping.kind]
    use = pack.scheme(mapping.code.scheme)
    plan = Plan(
        mapping=mapping,
        kind=kind,
        scheme_use=use,
        scheme=_scheme(use),
        alias_schemes={one.scheme: _scheme(one) for one in pack.info.schemes if one.role == "alias"},
        latest_day=mapping.made_on or LATEST,
        batch_id=1,
        kind_id=7,
        agency_id=3,
        publicity={
            name: number for number, name in enumerate(dict.fromkeys(c.name for c in kind.publicity.classes), 1)
        },
    )
    return replace(plan, **changes)


def _mapping(**entries: Any) -> Mapping:
    return Mapping.model_validate(
        {
            "mapping": "test", "title": {"en": "T"}, "agency": "tax", "kind": "tax-arrears",
            "in_force": {"from": date(2015, 10, 1)}, "code": {"column": "code", "scheme": "uscc"},
            "ref": {"column": "ref"}, "event_date": {"column": "date"}, "facts": {},
        } | entries
    )  # fmt: skip


def uscc(number: int, pair: str = "91") -> str:
    """A valid code of the made-up division 990000."""
    nine = f"{number:08}"
    inner = next(nine + one for one in "0123456789X" if gb11714.is_organisation_code(nine + one))
    front = f"{pair}990000{inner}"
    return next(front + one for one in "0123456789ABCDEFGHJKLMNPQRTUWXY" if gb32100.holds(front + one))


def citizen_id(number: int) -> str:
    """A number that identifies a natural person: division, day of birth, serial number, check character."""
    front = f"110105{19_500_101 + number % 28}{number % 1000:03}"
    return front + mod_11_2.calc_check_digit(front)


@pytest.fixture(name="uscc_of", scope="session")
def _uscc_of() -> Callable[..., str]:
    """`uscc_of(5, "92")`: a valid code, different for each number."""
    return uscc


@pytest.fixture(name="citizen_id_of", scope="session")
def _citizen_id_of() -> Callable[[int], str]:
    """`citizen_id_of(5)`: a natural person's number."""
    return citizen_id


@pytest.fixture(name="penalty", scope="session")
def _penalty() -> Callable[..., dict[str, str | None]]:
    """`penalty(5, 罚款="x")`: a row of `mr-penalties` in good order but for the cells given."""

    def row(number: int, **cells: str | None) -> dict[str, str | None]:
        return {
            "统一社会信用代码": uscc(number), "案件编号": f"案{number}", "操作": "新增", "原案件编号": None,
            "处罚决定日期": "2024-03-05", "处罚决定书文号": f"市监罚〔2024〕{number}号", "处罚依据": "食品安全法",
            "更正理由": None, "处罚种类": "警告；罚款", "违法领域": "食品", "失信程度": "轻微", "处罚程序": "普通程序",
            "罚款金额(万元)": "1.5",
            "没收金额(万元)": None, "违法事实": "经营超过保质期的食品", "裁量等次": "从轻", "处罚机关": "县市场监管局",
            "公示日期": "2024年3月10日", "名称": "某店",
        } | cells  # fmt: skip

    return row


@pytest.fixture(name="chunk", scope="session")
def _chunk() -> Callable[..., Chunk]:
    """`chunk([row, …])`: rows of text as a reader gives them, numbered from 1."""

    def chunk(rows: list[dict[str, Any]], first: int = 1) -> Chunk:
        names = list(dict.fromkeys(name for row in rows for name in row))
        data = {name: pl.Series(name, [row.get(name) for row in rows], dtype=pl.String) for name in names}
        numbers = pl.Series(ROW, range(first, first + len(rows)), dtype=pl.Int32)
        return Chunk(first, first + len(rows) - 1, pl.DataFrame(data | {ROW: numbers}))

    return chunk


@pytest.fixture(name="plan_of", scope="session")
def _plan_of() -> Callable[..., Plan]:
    """`plan_of("cn", "mr-penalties")`: the plan of a mapping of a pack of this repository; fields may be changed."""
    return _plan


@pytest.fixture(name="mapping_of", scope="session")
def _mapping_of() -> Callable[..., Mapping]:
    """`mapping_of(skip_rows=1)`: a mapping of the columns `code`, `ref` and `date`, with further entries."""
    return _mapping
