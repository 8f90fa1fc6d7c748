"""A small pack in good order, and what the loader says when one thing in it is changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bonafides.packs.faults import PackRefusedError
from bonafides.packs.load import parse_pack

PACKS = Path(__file__).resolve().parents[2] / "packs"

MINI = {
    "pack.yaml": """\
pack: mini
version: "1"
jurisdiction: XX
title: {zh: 小包, en: Mini}
languages: [zh, en]
timezone: Asia/Shanghai
tiers_public: false
schemes:
  - scheme: shop
    role: identity
    title: {zh: 店铺编号, en: Number of a shop}
    pattern: "[0-9]{4}"
    subjects:
      - {prefix: "9", refuse: {zh: 不是主体, en: Not a subject}}
      - {prefix: "", kind: enterprise}
  - {scheme: registration-number, role: alias}
""",
    "instruments.yaml": """\
- id: PP-45
  title: {zh: 公示规定, en: Provisions on publication}
  issuer: {zh: 总局, en: Administration}
  in_force: {from: 2021-09-01}
  mark: verified
- id: CR-107
  title: {zh: 修复办法, en: Measures on repair}
  issuer: Administration
  in_force: {from: 2025-12-25, to: 2030-01-01}
  mark: mirror
""",
    "agencies.yaml": """\
- id: market
  title: {zh: 市场监管, en: Market regulation}
- id: tax
  title: {zh: 税务, en: Tax}
""",
    "catalogue/fine.yaml": """\
kind: fine
title: {zh: 罚款, en: Fine}
category: administrative-management
nature: event
in_force: {from: 2021-09-01}
sources: [market]
basis: [{instrument: PP-45, article: "2", mark: verified}]
publicity:
  classes:
    - {class: minor, when: {severity: [minor]}}
    - {class: serious}
  periods:
    - {class: minor, public: true, months: 3, in_force: {from: 2021-09-01, to: 2025-12-25}, basis: []}
    - {class: minor, public: true, months: 6, in_force: {from: 2025-12-25}, basis: [{instrument: CR-107, mark: mirror}]}
    - {class: serious, public: true, in_force: {from: 2021-09-01}}
retention: {months: 60, from: event_date, basis: {instrument: PP-45, mark: verified}}
exclusive: [number]
facts:
  type: object
  additionalProperties: false
  required: [severity]
  properties:
    severity:
      x-title: {zh: 程度, en: Severity}
      x-disclosure: public
      type: string
      enum: [minor, serious]
      x-labels: {minor: {zh: 轻微, en: Minor}, serious: {zh: 严重, en: Serious}}
    amount:
      x-title: {zh: 金额, en: Amount}
      x-disclosure: public
      x-unit: fen
      type: integer
      minimum: 0
    number:
      x-title: {zh: 编号, en: Number}
      x-disclosure: public
      type: string
      pattern: "^[0-9]{4}$"
    goods:
      x-title: {zh: 物品, en: Goods}
      x-disclosure: shared
      type: array
      maxItems: 3
      items: {type: string, enum: [food, drug]}
    paid:
      x-title: {zh: 已缴, en: Paid}
      x-disclosure: public
      type: boolean
    paid_on:
      x-title: {zh: 缴款日, en: Paid on}
      x-disclosure: public
      type: string
      format: date
""",
    "mappings/fines.yaml": """\
mapping: fines
title: {zh: 罚款名单, en: List of fines}
agency: market
kind: fine
in_force: {from: 2021-09-01}
encoding: gb18030
code: {column: 代码, scheme: shop}
ref: {column: 编号}
action: {column: 操作, codes: {新增: record, 撤回: withdrawal}}
supersedes: {column: 原编号}
event_date: {column: 日期}
valid_to: {column: 截止日, unless: {column: 在列, equals: true}}
names:
  registered: {column: 名称, language: zh}
aliases: {registration-number: {column: 注册号}}
facts:
  severity: {column: 程度, codes: {轻微: minor, 严重: serious}}
  amount: {column: "金额(万元)", parse: money, unit: 万元}
  number: {column: 文号, extract: "第([0-9]+)号"}
  goods: {column: 物品, parse: list, separator: "；", codes: {食品: food, 药品: drug}}
  paid: {column: 已缴, parse: boolean}
  paid_on: {column: 缴款日}
""",
}


@dataclass(frozen=True)
class Case:
    """A change to a file of the pack above, and what is told of it. In the tables ⏎ is a line break and ⇥ a tab."""

    file: str
    old: str
    new: str
    messages: list[str]


def cases(path: Path) -> list[Case]:
    """The table `told/NAME.txt`: blocks of a file, `- ` what stands there, `+ ` what it becomes, `= ` what is told."""
    found = []
    for block in path.read_text(encoding="utf-8").strip("\n").split("\n\n"):
        lines = [line.replace("⏎", "\n").replace("⇥", "\t") for line in block.split("\n")]
        file = "" if lines[0].startswith("+ ") else lines.pop(0)
        old, new = (next((line[2:] for line in lines if line.startswith(mark)), "") for mark in "-+")
        found.append(Case(file, old, new, [line[2:] for line in lines if line.startswith("= ")]))
    return found


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes a `case` runs for each of its file's table; one that takes a `syntax`, for each of that one."""
    stem = Path(str(metafunc.definition.path)).stem.removeprefix("test_")
    for argument, name in (("case", stem), ("syntax", "syntax")):
        if argument in metafunc.fixturenames:
            table = cases(Path(__file__).parent / "told" / f"{name}.txt")
            metafunc.parametrize(argument, table, ids=[f"{one.file} {one.new}".strip() for one in table])


def faults(files: dict[str, bytes]) -> list[str]:
    """What the loader says of these files, one line a fault."""
    try:
        parse_pack(files, "mini")
    except PackRefusedError as error:
        return [str(fault) for fault in error.faults]
    return []


@pytest.fixture(name="mini")
def _mini() -> dict[str, bytes]:
    """The files of a pack in good order."""
    return {name: text.encode() for name, text in MINI.items()}


@pytest.fixture(name="told")
def _told() -> Callable[[str, str, str], list[str]]:
    """`told("pack.yaml", "old", "new")`: what the loader says once `old`, there exactly once, is `new`."""

    def told(file: str, old: str, new: str) -> list[str]:
        assert MINI[file].count(old) == 1, f"{old!r} is {MINI[file].count(old)} times in {file}"
        return faults({name: text.replace(old, new if name == file else old).encode() for name, text in MINI.items()})

    return told


@pytest.fixture(name="faults_of_files")
def _faults_of_files() -> Callable[[dict[str, bytes]], list[str]]:
    """`faults_of_files(files)`: what the loader says of these files."""
    return faults


@pytest.fixture(name="packs", scope="session")
def _packs() -> Path:
    """The folder of the packs of this repository."""
    return PACKS
