"""The columns of each file: of businesses, and of the records of a kind, with the titles that the pack gives its facts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from bonafides.packs.facts import Fact
from bonafides.packs.kind import Kind

Type = Literal["string", "integer", "boolean", "date", "dateTime", "json"]


@dataclass(frozen=True)
class Column:
    """One column: its name, what its cells are, and its title by language."""

    name: str
    type: Type
    titles: Mapping[str, str]
    note: Mapping[str, str] = field(default_factory=dict)
    required: bool = False


def _own(name: str, kind: Type, zh: str, en: str, *, required: bool = False) -> Column:
    return Column(name, kind, {"zh": zh, "en": en}, required=required)


_SCHEME = _own("scheme", "string", "代码类型", "Scheme of the code", required=True)
_CODE = _own("code", "string", "代码", "Code", required=True)
BUSINESSES = (
    _SCHEME, _CODE,
    _own("kind", "string", "主体类型", "Kind of subject", required=True),
    _own("name", "string", "登记名称", "Registered name"),
    _own("name_language", "string", "名称语言", "Language of the name"),
)  # fmt: skip
RECORD = (
    _SCHEME, _CODE,
    _own("agency", "string", "来源机关", "Agency that gave it", required=True),
    _own("ref", "string", "来源编号", "Reference at the agency", required=True),
    _own("event_date", "date", "发生日期", "Day of the event", required=True),
    _own("valid_from", "date", "有效期起", "Holds from", required=True),
    _own("valid_to", "date", "有效期止（不含）", "Holds until (excluded)"),
    _own("document_no", "string", "文书号", "Number of the document"),
    _own("basis", "string", "依据", "Legal basis"),
    _own("known_from", "dateTime", "知悉时间", "Known to the register since", required=True),
    _own("public_until", "date", "公示截止日", "Public until (excluded)"),
    _own("corrects", "string", "更正的编号", "Reference that it corrects"),
    _own("disputed", "boolean", "有异议", "Disputed", required=True),
    _own("annotations", "json", "附注", "What is said beside it"),
)  # fmt: skip
KEY = ("agency", "ref")
_OWN_NAMES = {one.name for one in RECORD}
_DISPUTES = {"disputed", "reconsideration", "suit", "suspended"}


def of_kind(kind: Kind) -> tuple[Column, ...]:
    """The columns of the records of a kind: who and when, then each fact that is public."""
    facts = ((name, fact) for name, fact in kind.facts.properties.items() if fact.disclosure == "public")
    return (*RECORD, *(_fact(name, fact) for name, fact in facts))


def fact_column(name: str) -> str:
    """The name of a fact's column: the fact's own, where no other column has it."""
    return f"fact_{name}" if name in _OWN_NAMES else name


def _fact(name: str, fact: Fact) -> Column:
    types: dict[str, Type] = {"string": "string", "integer": "integer", "boolean": "boolean", "array": "json"}
    unit = {"en": f"in {fact.unit}", "zh": f"单位：{'分' if fact.unit == 'fen' else fact.unit}"} if fact.unit else {}
    return Column(fact_column(name), "date" if fact.format == "date" else types[fact.type], dict(fact.title), unit)


def row_of(kind: Kind, line: Mapping[str, Any], today: str) -> dict[str, Any]:
    """The cells of a record, from its line of the feed."""
    row = {one.name: line.get(one.name) for one in RECORD}
    said = [one for one in line["annotations"] if one["until"] is None or one["until"] > today]
    row["disputed"] = any(one["kind"] in _DISPUTES for one in said)
    row["annotations"] = _json(said) if said else None
    for name, fact in kind.facts.properties.items():
        if fact.disclosure == "public":
            value = line["facts"].get(name)
            row[fact_column(name)] = _json(value) if isinstance(value, list) else value
    return row


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
