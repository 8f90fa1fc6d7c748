"""Names and aliases beside the facts: those that are there and valid, of rows that say something about the business."""

from __future__ import annotations

from collections.abc import Callable

from bonafides.records.ingest.plan import Plan
from bonafides.records.ingest.prepare import prepare
from bonafides.records.ingest.read.source import Chunk
from bonafides.records.ingest.side_rows import aliases_of, names_of

Row = dict[str, str | None]


def registrations(plan: Plan, uscc_of: Callable[..., str]) -> list[Row]:
    def row(number: int, **cells: str | None) -> Row:
        return dict.fromkeys(plan.mapping.columns) | {
            "统一社会信用代码": uscc_of(number), "业务流水号": str(number), "核准日期": "2024-03-05",
            "主体类型": "有限责任公司", "业务类型": "设立", "登记状态": "存续", "成立日期": "2024-03-05",
            "名称": f"某{number}公司",
        } | cells  # fmt: skip

    return [
        row(1, 商号="某", 外文名称="Mou Co.", 原注册号="110108000000016"),
        row(2, 名称=None, 原注册号="110108000000017"),
        row(3, 名称=" 无 ", 原注册号="无"),
        row(4, 操作="撤回", 原业务流水号="1", 原注册号="110108000000016"),
        row(5, 操作="更正", 原业务流水号="1", 原注册号="not one"),
    ]


def test_names_and_aliases_of_each_row(
    plan_of: Callable[..., Plan], chunk: Callable[..., Chunk], uscc_of: Callable[..., str]
) -> None:
    plan = plan_of("cn", "mr-enterprise-registrations")
    prepared = prepare(chunk(registrations(plan, uscc_of)), plan)
    assert prepared.faults == []
    assert names_of(prepared.ready, plan).rows() == [
        (1, "registered", "zh", "某1公司"), (5, "registered", "zh", "某5公司"), (1, "trade", "zh", "某"),
        (1, "foreign", "en", "Mou Co."),
    ]  # fmt: skip
    aliases, invalid = aliases_of(prepared.ready, plan)
    assert [row[:2] for row in aliases.rows()] == [(1, "registration-number")]
    assert aliases["code"].to_list() == ["110108000000016"]
    assert invalid == 2  # a check digit that does not hold, and no number at all: told, not kept


def test_a_mapping_without_names_or_aliases_yields_empty_frames_of_the_same_columns(
    plan_of: Callable[..., Plan], penalty: Callable[..., Row], chunk: Callable[..., Chunk]
) -> None:
    plan = plan_of("cn", "mr-penalties")
    ready = prepare(chunk([penalty(1)]), plan).ready
    assert names_of(ready, plan).columns == ["row_no", "use", "language", "name"]
    aliases, invalid = aliases_of(ready, plan)
    assert (aliases.columns, aliases.height, invalid) == (["row_no", "scheme", "code"], 0, 0)
