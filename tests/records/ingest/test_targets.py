"""The mapping applied: every source column to its record column, and the first rule that a bad row broke."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from bonafides.records.ingest.faults import Reason
from bonafides.records.ingest.plan import Plan
from bonafides.records.ingest.prepare import prepare
from bonafides.records.ingest.read.source import Chunk
from bonafides.records.ingest.targets import map_chunk

PlanOf = Callable[..., Plan]
Penalty = Callable[..., dict[str, str | None]]
ChunkOf = Callable[..., Chunk]
PENALTY_TYPES = (
    "penalty_types: expected one of 警告, 通报批评, 罚款, 没收违法所得, 没收非法财物, 暂扣许可证件, 降低资质等级, "
    "吊销许可证件, 吊销营业执照, 限制开展生产经营活动, 责令停产停业, 责令关闭, …, came `警告；拘留`"
)
WITHDRAWN: dict[str, str | None] = {"操作": "撤回", "原案件编号": "案1", "更正理由": "重复"}


def test_a_row_becomes_the_columns_of_a_record(plan_of: PlanOf, penalty: Penalty, chunk: ChunkOf) -> None:
    prepared = prepare(chunk([penalty(7)]), plan_of("cn", "mr-penalties"))
    assert prepared.faults == []
    row = prepared.ready.row(0, named=True)
    expected = {
        "_row": 1, "_ref": "案7", "_action": 0, "_supersedes": None, "_event_date": date(2024, 3, 5),
        "_valid_from": date(2024, 3, 5), "_valid_to": None, "_document_no": "市监罚〔2024〕7号", "_basis": "食品安全法",
        "_reason": None, "penalty_types": ["warning", "fine"], "field": "food", "severity": "minor",
        "procedure": "ordinary", "fine": 1_500_000, "confiscated": None, "violation": "经营超过保质期的食品",
        "discretion": "lighter", "authority": "县市场监管局", "published_on": date(2024, 3, 10),
        "_entity_kind": "enterprise",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert not any(name.startswith(("!", "?")) for name in row)


@pytest.mark.parametrize(
    ("cells", "column", "reason", "details"),
    [
        ({"案件编号": " "}, "案件编号", Reason.MISSING,
         "ref: expected the source's own reference of the record, came nothing"),
        ({"统一社会信用代码": None}, "统一社会信用代码", Reason.MISSING,
         "code: expected the code of the business, came nothing"),
        ({"处罚决定日期": "-"}, "处罚决定日期", Reason.MISSING, "event_date: expected a date, came `-`"),
        ({"处罚决定日期": "2024-02-30"}, "处罚决定日期", Reason.UNREADABLE,
         "event_date: expected a date such as 2024-03-05 or 2024年3月5日, came `2024-02-30`"),
        ({"处罚决定日期": "2026-11-23"}, "处罚决定日期", Reason.FUTURE,
         "event_date: expected a date up to 2026-11-22, came `2026-11-23`"),
        ({"操作": "删除"}, "操作", Reason.CODE_LIST, "action: expected one of 新增, 更正, 撤回, 撤销, came `删除`"),
        ({"操作": "更正"}, "原案件编号", Reason.TARGET_MISSING,
         "supersedes: expected the reference of the record it corrects or ends, came nothing"),
        ({"原案件编号": "案1"}, "原案件编号", Reason.TARGET_MISSING,
         "supersedes: expected no such reference on a new record, came `案1`"),
        ({"处罚种类": None}, "处罚种类", Reason.MISSING, "penalty_types: expected a value, came nothing"),
        ({"处罚种类": "警告；拘留"}, "处罚种类", Reason.CODE_LIST,
         PENALTY_TYPES),
        ({"罚款金额(万元)": "1.5万5千"}, "罚款金额(万元)", Reason.UNREADABLE,
         "fine: expected an amount of money in yuan, exact to the fen, came `1.5万5千`"),
        ({"罚款金额(万元)": "-1"}, "罚款金额(万元)", Reason.OUT_OF_RANGE,
         "fine: expected 0 to 9,007,199,254,740,991 fen, came `-1`"),
        ({"违法事实": "a\x00b"}, "违法事实", Reason.CONTROL,
         "violation: expected text without control characters, came `a\x00b`"),
        ({"违法事实": "多" * 2001}, "违法事实", Reason.LENGTH,
         f"violation: expected at most 2000 characters, came `{'多' * 80}`"),
        ({"公示日期": "昨天"}, "公示日期", Reason.UNREADABLE,
         "published_on: expected a date such as 2024-03-05 or 2024年3月5日, came `昨天`"),
        # What PostgreSQL could not store must not reach it: U+0000 anywhere, and a reference too long for its index.
        ({"案件编号": "案\x00"}, "案件编号", Reason.CONTROL,
         "ref: expected text without control characters, came `案\x00`"),
        ({"案件编号": "案" * 501}, "案件编号", Reason.LENGTH,
         f"ref: expected at most 500 characters, came `{'案' * 80}`"),
        ({"处罚依据": "法\x07"}, "处罚依据", Reason.CONTROL,
         "basis: expected text without control characters, came `法\x07`"),
        ({"处罚依据": "法" * 5001}, "处罚依据", Reason.LENGTH,
         f"basis: expected at most 5,000 characters, came `{'法' * 80}`"),
        ({"处罚决定书文号": "\x00"}, "处罚决定书文号", Reason.CONTROL,
         "document_no: expected text without control characters, came `\x00`"),
        (WITHDRAWN | {"更正理由": "\x00"}, "更正理由", Reason.CONTROL,
         "reason: expected text without control characters, came `\x00`"),
        (WITHDRAWN | {"原案件编号": "x\x00"}, "原案件编号", Reason.CONTROL,
         "supersedes: expected text without control characters, came `x\x00`"),
        (WITHDRAWN | {"罚款金额(万元)": "?"}, "罚款金额(万元)", Reason.UNREADABLE,
         "fine: expected an amount of money in yuan, exact to the fen, came `?`"),
    ],
)  # fmt: skip
def test_the_first_rule_that_a_row_breaks_is_told(
    plan_of: PlanOf,
    penalty: Penalty,
    chunk: ChunkOf,
    cells: dict[str, str | None],
    column: str,
    reason: Reason,
    details: str,
) -> None:
    prepared = prepare(chunk([penalty(1), penalty(2, **cells), penalty(3)]), plan_of("cn", "mr-penalties"))
    (fault,) = prepared.faults
    assert (fault.row, fault.column, fault.reason, fault.details) == (2, column, reason, details)
    assert fault.cells["名称"] == "某店"
    assert prepared.ready["_row"].to_list() == [1, 3]


def test_a_withdrawal_needs_no_facts_and_no_date(plan_of: PlanOf, penalty: Penalty, chunk: ChunkOf) -> None:
    empty = dict.fromkeys(
        ["处罚决定日期", "处罚种类", "违法领域", "失信程度", "处罚程序", "罚款金额(万元)", "违法事实", "公示日期"]
    )
    plan = plan_of("cn", "mr-penalties")
    prepared = prepare(chunk([penalty(2, **WITHDRAWN | empty)]), plan)
    assert prepared.faults == []
    row = prepared.ready.row(0, named=True)
    assert (row["_action"], row["_event_date"], row["_supersedes"]) == (2, plan.latest_day, "案1")
    prepared = prepare(chunk([penalty(2, **WITHDRAWN | empty | {"操作": "更正"})]), plan)
    assert [fault.details for fault in prepared.faults] == ["event_date: expected a date, came nothing"]


def test_without_codes_the_action_is_one_of_its_own_words(plan_of: PlanOf, penalty: Penalty, chunk: ChunkOf) -> None:
    plan = plan_of("cn", "mr-penalties")
    action = plan.mapping.action
    assert action is not None
    plan = replace(plan, mapping=plan.mapping.model_copy(update={"action": action.model_copy(update={"codes": None})}))
    rows = [
        penalty(1, 操作="record"), penalty(2, **WITHDRAWN | {"操作": "withdrawal"}), penalty(3, 操作=None),
        penalty(4, 操作="新增"),
    ]  # fmt: skip
    prepared = prepare(chunk(rows), plan)
    assert prepared.ready["_action"].to_list() == [0, 2, 0]
    (fault,) = prepared.faults
    assert (fault.row, fault.reason) == (4, Reason.CODE_LIST)
    assert fault.details == "action: expected one of record, correction, withdrawal, annulment, came `新增`"


def licence(number: int, uscc: str, **cells: str | None) -> dict[str, str | None]:
    return {
        "统一社会信用代码": uscc, "许可流水号": f"许{number}", "操作": "新增", "原许可流水号": None,
        "许可决定日期": "2024-03-05", "有效期自": "2024-03-10", "有效期止": "2029-03-09", "许可决定书文号": "x",
        "更正理由": None, "许可证编号": f"JY{number:04}",
        "许可名称": "食品经营许可", "许可内容": "热食", "办理方式": "一般程序", "许可机关": "局", "生产工艺说明": None,
    } | cells  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-03-10", "2029-03-09", date(2029, 3, 10)),  # the last day is in, so the end is the day after
        ("2024-03-10", "2024-03-10", date(2024, 3, 11)),
        ("2024-03-10", "9999-12-31", date(9999, 12, 31)),
        ("2024-03-10", None, None),
        ("2024-03-10", "2024-03-09", "FAULT"),
        (None, "2024-03-04", "FAULT"),  # it begins on the day of the decision where nothing else is said
    ],
)
def test_a_period_ends_after_its_last_day_and_not_before_it_begins(
    plan_of: PlanOf, chunk: ChunkOf, uscc_of: Callable[..., str], start: str | None, end: str | None, expected: Any
) -> None:
    prepared = prepare(chunk([licence(1, uscc_of(1), 有效期自=start, 有效期止=end)]), plan_of("cn", "mr-licences"))
    if expected == "FAULT":
        (fault,) = prepared.faults
        assert (fault.reason, fault.column) == (Reason.ORDER, "有效期止")
        assert fault.details == f"valid_to: expected an end later than the beginning, came `{end}`"
    else:
        assert prepared.faults == []
        assert prepared.ready["_valid_to"].to_list() == [expected]


def test_a_digest_stands_for_a_reference_where_there_is_none(plan_of: PlanOf, chunk: ChunkOf) -> None:
    plan = plan_of("jp-labor", "jp-labor-violations")
    row: dict[str, str | None] = dict.fromkeys(plan.mapping.columns, "x")
    mapped, _ = map_chunk(
        chunk([row, row, row | {"summary": "y"}, row | {"summary": None}, row | {"summary": " x "}]).frame, plan
    )
    refs = mapped["_ref"].to_list()
    assert refs[0] == refs[1] == refs[4]
    assert len(set(refs)) == 3
    assert all(ref.startswith("sha256:") and len(ref) == 39 for ref in refs)


def test_columns_of_a_digest_do_not_run_into_each_other(plan_of: PlanOf, chunk: ChunkOf) -> None:
    plan = plan_of("jp-labor", "jp-labor-violations")
    row: dict[str, str | None] = dict.fromkeys(plan.mapping.columns, "x")
    mapped, _ = map_chunk(
        chunk([row | {"name": "a", "location": "bc"}, row | {"name": "ab", "location": "c"}]).frame, plan
    )
    assert mapped["_ref"].n_unique() == 2


def test_a_place_cannot_move_the_mark_between_name_and_place(plan_of: PlanOf, chunk: ChunkOf) -> None:
    plan = plan_of("jp-labor", "jp-labor-violations")
    row: dict[str, str | None] = dict.fromkeys(plan.mapping.columns, "x")
    mapped, _ = map_chunk(chunk([row | {"name": "A@B社", "location": "東@京"}]).frame, plan)
    assert mapped["_code_given"].to_list() == ["A@B社@東京"]


def test_a_reference_of_several_columns_needs_them_all(plan_of: PlanOf, chunk: ChunkOf) -> None:
    plan = plan_of("sf-food", "sf-findings")
    row = {
        "business_id": "5",
        "date": "2016-01-01",
        "violation_type_id": "103101",
        "risk_category": "Low Risk",
        "description": "d",
    }
    prepared = prepare(chunk([row, row | {"violation_type_id": None}]), plan)
    assert prepared.ready["_ref"].to_list() == ["5/2016-01-01/103101"]
    (fault,) = prepared.faults
    assert (fault.column, fault.reason) == ("business_id+date+violation_type_id", Reason.MISSING)
    assert fault.details == "ref: expected the source's own reference of the record, came `5 + 2016-01-01 + `"


def test_typed_columns_need_no_text(plan_of: PlanOf) -> None:
    plan = plan_of("sf-food", "sf-findings")
    frame = pl.DataFrame(
        {
            "business_id": pl.Series([5, 6], dtype=pl.Int32), "date": [date(2016, 1, 1), date(2017, 11, 8)],
            "violation_type_id": pl.Series([103101.0, 103102.0]),
            "risk_category": pl.Series(["Low Risk"] * 2, dtype=pl.Categorical),
            "description": pl.Series([None, None], dtype=pl.Null), "_row": pl.Series([1, 2], dtype=pl.Int32),
        }
    )  # fmt: skip
    prepared = prepare(Chunk(1, 2, frame), plan)
    assert prepared.ready["_ref"].to_list() == ["5/2016-01-01/103101"]
    assert [fault.details for fault in prepared.faults] == [
        "event_date: expected a date up to 2017-11-07, came `2017-11-08`"
    ]
