"""What is stored: facts by disclosure, the publicity class, the exclusive key, a commitment anyone can recompute."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bonafides.packs.facts import LOCKED
from bonafides.records.commitment import commit, committed_text
from bonafides.records.ingest.plan import Plan
from bonafides.records.ingest.prepare import prepare
from bonafides.records.ingest.read.source import Chunk
from bonafides.records.ingest.seal import STAGED, seal
from bonafides.records.locked.form import facts_of, hash_of

PlanOf = Callable[..., Plan]
Row = dict[str, str | None]
Penalty = Callable[..., Row]
ChunkOf = Callable[..., Chunk]
ACTIONS = ("record", "correction", "withdrawal", "annulment")


def sealed(plan: Plan, part: Chunk) -> list[dict[str, Any]]:
    prepared = prepare(part, plan)
    assert prepared.faults == []
    return seal(prepared.ready, plan).to_dicts()


def recomputed(row: dict[str, Any], plan: Plan) -> bytes:
    """The commitment from the staged columns alone, as an outsider would from an export."""
    record = {
        "action": ACTIONS[row["action"]], "agency": plan.mapping.agency, "kind": plan.mapping.kind,
        "scheme": plan.mapping.code.scheme, "code": row["code"], "source_ref": row["source_ref"],
        "supersedes": row["supersedes_ref"], "document_no": row["document_no"], "basis": row["basis"],
        "reason": row["reason"], "facts": json.loads(row["facts"]) | json.loads(row["withheld"] or "{}"),
        "locked": {of: row[f"hash:{of}"].hex() for of in LOCKED if row.get(f"hash:{of}")} or None,
        **{name: row[name].isoformat() if row[name] else None for name in ("event_date", "valid_from", "valid_to")},
    }  # fmt: skip
    return commit(row["salt"], committed_text(record))


def test_the_columns_of_the_staging_table(plan_of: PlanOf, penalty: Penalty, chunk: ChunkOf) -> None:
    plan = plan_of("cn", "mr-penalties")
    prepared = prepare(chunk([penalty(7)]), plan)
    frame = seal(prepared.ready, plan)
    assert tuple(frame.columns) == STAGED
    row = frame.row(0, named=True)
    assert json.loads(row["facts"]) == {
        "penalty_types": ["warning", "fine"], "field": "food", "severity": "minor", "procedure": "ordinary",
        "fine": 1_500_000,
        "violation": "经营超过保质期的食品", "authority": "县市场监管局", "published_on": "2024-03-10",
    }  # fmt: skip
    assert json.loads(row["withheld"]) == {"discretion": "lighter"}
    assert (row["row_no"], row["entity_kind"], row["action"], row["valid_to"]) == (1, "enterprise", 0, None)
    assert row["event_date"] == row["valid_from"] == date(2024, 3, 5)
    assert frame.schema["action"] == pl.Int16
    assert frame.schema["publicity_class_id"] == pl.Int16


def test_only_public_facts_are_in_the_public_half(plan_of: PlanOf, chunk: ChunkOf, uscc_of: Callable[..., str]) -> None:
    plan = plan_of("cn", "mr-sole-trader-registrations")
    row: Row = dict.fromkeys(plan.mapping.columns) | {
        "统一社会信用代码": uscc_of(1, "92"), "业务流水号": "1", "核准日期": "2024-03-05", "业务类型": "设立",
        "登记状态": "存续", "成立日期": "2024-03-05", "组成形式": "个人经营", "经营者": "张三",
        "联系电话": "13800138000", "经营场所": "某街1号",
    }  # fmt: skip
    (found,) = sealed(plan, chunk([row]))
    facts, withheld = json.loads(found["facts"]), json.loads(found["withheld"])
    assert withheld == {"operated_by": "one-person"}
    assert facts_of(found["secret:personal"]) == {
        "operator_name": "张三", "operator_phone": "13800138000", "operator_premises": "某街1号",
    }  # fmt: skip
    assert hash_of(found["secret:personal"]) == found["hash:personal"]
    properties = plan.kind.facts.properties
    assert {properties[name].disclosure for name in facts} == {"public"}
    assert "public" not in {properties[name].disclosure for name in withheld}
    assert recomputed(found, plan) == found["commitment"]


def test_without_a_withheld_fact_there_is_no_withheld_half(plan_of: PlanOf, penalty: Penalty, chunk: ChunkOf) -> None:
    (found,) = sealed(plan_of("cn", "mr-penalties"), chunk([penalty(1, 裁量等次=None)]))
    assert found["withheld"] is None


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "操作": st.sampled_from(["新增", "更正", "撤回", "撤销"]),
                "违法事实": st.one_of(
                    st.none(), st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=20)
                ),
                "处罚依据": st.one_of(st.none(), st.sampled_from(['"引号"', "反\\斜", "两\n行", "𠮷"])),
                "处罚种类": st.sampled_from(["警告", "警告；罚款", "罚款"]),
                "裁量等次": st.sampled_from([None, "从轻"]),
                "罚款金额(万元)": st.one_of(st.none(), st.integers(0, 10**6).map(str)),
                "失信程度": st.sampled_from(["轻微", "一般", "严重"]),
            }
        ),
        min_size=1,
        max_size=6,
    )
)
def test_commitments_are_recomputed_from_the_staged_columns(
    plan_of: PlanOf, penalty: Penalty, chunk: ChunkOf, rows: list[dict[str, str | None]]
) -> None:
    plan = plan_of("cn", "mr-penalties")
    full = [
        penalty(number, **cells, 原案件编号=None if cells["操作"] == "新增" else "案0")
        for number, cells in enumerate(rows, 1)
    ]
    found = sealed(plan, chunk(full))
    assert [recomputed(row, plan) for row in found] == [row["commitment"] for row in found]
    assert len({row["salt"] for row in found}) == len(found)
    for row in found:
        if row["action"] > 1:
            assert (row["facts"], row["withheld"], row["exclusive_key"]) == ("{}", None, None)


def test_the_salt_is_new_each_time(plan_of: PlanOf, penalty: Penalty, chunk: ChunkOf) -> None:
    plan = plan_of("cn", "mr-penalties")
    (one,), (two,) = sealed(plan, chunk([penalty(1)])), sealed(plan, chunk([penalty(1)]))
    assert one["salt"] != two["salt"]
    assert one["commitment"] != two["commitment"]
    volatile = {"salt", "commitment"}
    assert {name: one[name] for name in one if name not in volatile} == {
        name: two[name] for name in two if name not in volatile
    }


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ({"处罚程序": "简易程序", "失信程度": "严重"}, "unpublished"),
        ({"处罚种类": "警告", "失信程度": "严重"}, "unpublished"),
        ({"处罚种类": "警告；罚款", "失信程度": "轻微"}, "minor"),  # of a list every element must be among the values
        ({"处罚种类": "警告、警告", "失信程度": "轻微"}, "unpublished"),
        ({"处罚种类": "；", "失信程度": "轻微"}, "minor"),  # an empty list is no list of warnings
        ({"失信程度": "一般"}, "general"),
        ({"失信程度": "严重"}, "serious"),
        (
            {"操作": "撤回", "原案件编号": "案0", "处罚种类": "警告"},
            "serious",
        ),  # what it says is not kept, so nothing holds
    ],
)
def test_the_class_is_the_first_whose_when_holds(
    plan_of: PlanOf, penalty: Penalty, chunk: ChunkOf, cells: Row, name: str
) -> None:
    plan = plan_of("cn", "mr-penalties")
    (found,) = sealed(plan, chunk([penalty(1, **cells)]))
    assert found["publicity_class_id"] == plan.publicity[name]


def test_a_class_of_another_field_goes_before_the_general_one(
    plan_of: PlanOf, chunk: ChunkOf, uscc_of: Callable[..., str]
) -> None:
    plan = plan_of("cn", "tax-penalties")
    row: Row = dict.fromkeys(plan.mapping.columns) | {
        "纳税人识别号": uscc_of(1), "处罚编号": "1", "操作": "新增", "处罚决定日期": "20240305", "处罚种类": "罚款",
        "失信程度": "轻微", "处罚程序": "普通程序",
    }  # fmt: skip
    (found,) = sealed(plan, chunk([row]))
    assert found["publicity_class_id"] == plan.publicity["sector-minor"]


def test_a_when_that_names_a_fact_nobody_maps_never_holds(
    plan_of: PlanOf, chunk: ChunkOf, uscc_of: Callable[..., str]
) -> None:
    """mr-annual-reports and the like: the row then falls in a later class."""
    plan = plan_of("cn", "tax-penalties")
    facts = {name: cell for name, cell in plan.mapping.facts.items() if name != "field"}
    kind = plan.kind.model_copy(update={"facts": plan.kind.facts.model_copy(update={"required": ()})})
    row: Row = dict.fromkeys(plan.mapping.columns) | {
        "纳税人识别号": uscc_of(1), "处罚编号": "1", "处罚决定日期": "20240305", "处罚种类": "罚款",
        "失信程度": "轻微", "处罚程序": "普通程序",
    }  # fmt: skip
    plan = Plan(**vars(plan) | {"mapping": plan.mapping.model_copy(update={"facts": facts}), "kind": kind})
    (found,) = sealed(plan, chunk([row]))
    assert found["publicity_class_id"] == plan.publicity["minor"]


def test_the_exclusive_key_is_equal_for_equal_facts_only(
    plan_of: PlanOf, chunk: ChunkOf, uscc_of: Callable[..., str]
) -> None:
    plan = plan_of("cn", "mr-licences")

    def licence(number: int, licence_number: str, **cells: str | None) -> Row:
        return dict.fromkeys(plan.mapping.columns) | {
            "统一社会信用代码": uscc_of(number), "许可流水号": str(number), "许可决定日期": "2024-03-05",
            "许可证编号": licence_number, "许可名称": "其他", "办理方式": "一般程序",
        } | cells  # fmt: skip

    rows = [
        licence(1, "JY0001"),
        licence(2, "JY0001"),
        licence(3, "JY0002"),
        licence(4, "JY0001", 操作="更正", 原许可流水号="1"),
    ]
    keys = [row["exclusive_key"] for row in sealed(plan, chunk(rows))]
    assert keys[0] == keys[1] != keys[2]
    assert keys[3] == keys[0]  # it takes the place of the one it corrects, and is held against the others
    assert all(0 <= key < 2**63 for key in keys)
    other = Plan(**vars(plan) | {"kind_id": plan.kind_id + 1})
    assert sealed(other, chunk(rows[:1]))[0]["exclusive_key"] != keys[0]
    kind = plan.kind.model_copy(update={"exclusive": ("licence_number", "scope")})
    scoped = Plan(**vars(plan) | {"kind": kind})
    assert sealed(scoped, chunk(rows[:1]))[0]["exclusive_key"] is None  # one of the facts is empty
    unmapped = {name: cell for name, cell in plan.mapping.facts.items() if name != "scope"}
    without = Plan(**vars(scoped) | {"mapping": plan.mapping.model_copy(update={"facts": unmapped})})
    assert sealed(without, chunk(rows[:1]))[0]["exclusive_key"] is None
    assert (
        sealed(plan_of("cn", "mr-honours"), chunk([_honour(plan_of("cn", "mr-honours"), uscc_of(9))]))[0][
            "exclusive_key"
        ]
        is None
    )


def _honour(plan: Plan, code: str) -> Row:
    return dict.fromkeys(plan.mapping.columns) | {
        "统一社会信用代码": code, "荣誉编号": "1", "授予日期": "2024-03-05", "荣誉名称": "守合同",
        "授予机关": "局", "级别": "县级",
    }  # fmt: skip
