"""A chunk made ready: every row in exactly one place, no natural person's number anywhere, warnings counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bonafides.packs.mapping import Mapping
from bonafides.records.ingest.faults import Reason, RowFault
from bonafides.records.ingest.plan import Plan
from bonafides.records.ingest.prepare import Prepared, prepare
from bonafides.records.ingest.read.source import LIST_MARK, ROW, Chunk
from bonafides.records.ingest.seal import seal
from bonafides.records.ingest.side_rows import aliases_of, names_of

PlanOf = Callable[..., Plan]
Row = dict[str, str | None]
Penalty = Callable[..., Row]
ChunkOf = Callable[..., Chunk]
Code = Callable[..., str]

# What may happen to a cell on the way from an agency to us.
DAMAGE: list[tuple[str, str | None]] = [
    ("统一社会信用代码", None), ("统一社会信用代码", "91110105MA01234567"), ("统一社会信用代码", "not a code"),
    ("统一社会信用代码", "110108000000016"), ("统一社会信用代码", "800000105"), ("案件编号", None),
    ("案件编号", "案1"),
    ("案件编号", "\x00"), ("操作", "更正"), ("操作", "作废"), ("原案件编号", "案9"), ("处罚决定日期", None),
    ("处罚决定日期", "2099-01-01"), ("处罚决定日期", "二〇二四年"), ("处罚种类", "；"), ("处罚种类", "拘留"),
    ("处罚种类", None), ("违法领域", "x"), ("失信程度", ""), ("罚款金额(万元)", "0.0000001"),
    ("罚款金额(万元)", "(亿元)"), ("违法事实", "\x1b"), ("违法事实", "多" * 3000), ("裁量等次", "其他"),
    ("公示日期", "2024-02-30"), ("处罚依据", "x" * 6000), ("名称", "另一店"),
]  # fmt: skip


@settings(max_examples=35, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 12), st.lists(st.sampled_from(DAMAGE), max_size=3)), max_size=30),
    st.lists(st.integers(0, 5), max_size=3),
)
def test_every_row_ends_in_exactly_one_place(
    plan_of: PlanOf,
    penalty: Penalty,
    chunk: ChunkOf,
    rows: list[tuple[int, list[tuple[str, str | None]]]],
    unreadable: list[int],
) -> None:
    part = chunk([penalty(number, **dict(damage)) for number, damage in rows] or [penalty(1)])
    if not rows:
        part = Chunk(1, 0, part.frame.clear())
    beyond = len(rows) + 1
    part.faults = [RowFault(beyond + n, "", Reason.MALFORMED, "", {}) for n in sorted(set(unreadable))]
    prepared = prepare(part, plan_of("cn", "mr-penalties"))
    ready, linked = prepared.ready[ROW].to_list(), prepared.linked[ROW].to_list()
    alone = [fault.row for fault in prepared.faults if fault.repeats == 1]
    assert max(Counter([*ready, *linked, *(fault.row for fault in prepared.faults)]).values(), default=1) == 1
    total = len(ready) + len(linked) + sum(fault.repeats for fault in prepared.faults)
    assert total == len(rows) + len(part.faults)
    assert set(ready) | set(linked) | set(alone) <= {*range(1, beyond), *(fault.row for fault in part.faults)}
    sealed = seal(prepared.ready, plan_of("cn", "mr-penalties"))
    assert sealed["row_no"].to_list() == ready
    assert sealed["source_ref"].is_unique().all()
    assert (
        sealed.drop("supersedes_ref", "valid_to", "document_no", "basis", "reason", "withheld", "exclusive_key")
        .null_count()
        .sum_horizontal()
        .item()
        == 0
    )


def test_an_empty_chunk_with_faults_of_its_own(plan_of: PlanOf, penalty: Penalty, chunk: ChunkOf) -> None:
    fault = RowFault(1, "", Reason.MALFORMED, "", {"line": "x"})
    for pack, mapping in (
        ("cn", "mr-penalties"),
        ("jp-labor", "jp-labor-violations"),
        ("cn", "mr-enterprise-registrations"),
    ):
        plan = plan_of(pack, mapping)
        row: Row = dict.fromkeys(plan.mapping.columns, "x")
        prepared = prepare(Chunk(1, 1, chunk([row]).frame.clear(), [fault]), plan)
        assert prepared.faults == [fault]
        assert seal(prepared.ready, plan).height == 0
        assert names_of(prepared.ready, plan).height == aliases_of(prepared.ready, plan)[0].height == 0


@pytest.mark.parametrize(
    ("code", "reason", "details"),
    [
        ("91110105MA0123456", Reason.CODE, "`91110105MA0123456`: 18 characters were expected; 17 came."),
        ("公示", Reason.CODE, "`公示`: 18 characters were expected; 2 came."),
    ],
)
def test_a_code_that_is_none_is_told_in_the_words_of_its_scheme(
    plan_of: PlanOf, penalty: Penalty, chunk: ChunkOf, code: str, reason: Reason, details: str
) -> None:
    (fault,) = prepare(chunk([penalty(1, 统一社会信用代码=code)]), plan_of("cn", "mr-penalties")).faults
    assert (fault.column, fault.reason, fault.details) == ("统一社会信用代码", reason, details)


def test_who_may_be_a_subject_is_told_by_the_longest_prefix(
    plan_of: PlanOf, penalty: Penalty, chunk: ChunkOf, uscc_of: Code
) -> None:
    pairs = ["91", "92", "93", "11", "13", "12", "52"]
    rows = [penalty(number, 统一社会信用代码=uscc_of(number, pair)) for number, pair in enumerate(pairs, 1)]
    prepared = prepare(chunk(rows), plan_of("cn", "mr-penalties"))
    kinds = dict(zip(prepared.ready[ROW], prepared.ready["_entity_kind"], strict=True))
    assert kinds == {1: "enterprise", 2: "sole-trader", 3: "cooperative", 6: "organisation", 7: "organisation"}
    assert {fault.row: (fault.reason, fault.details) for fault in prepared.faults} == {
        4: (Reason.SUBJECT, f"`{uscc_of(4, '11')}`: A state organ is not a credit subject"),
        5: (
            Reason.SUBJECT,
            f"`{uscc_of(5, '13')}`: A mass organisation on the state staffing list is not a credit subject",
        ),
    }


def test_a_code_for_which_a_pack_has_no_subject_is_refused_too(
    plan_of: PlanOf, penalty: Penalty, chunk: ChunkOf
) -> None:
    plan = plan_of("cn", "mr-penalties")
    plan = replace(plan, scheme_use=plan.scheme_use.model_copy(update={"subjects": plan.scheme_use.subjects[1:2]}))
    (fault,) = prepare(chunk([penalty(1)]), plan).faults
    assert fault.reason == Reason.SUBJECT
    assert fault.details.endswith(": No subject of this pack has such a code")


def test_legacy_codes_are_set_apart_to_be_looked_up(plan_of: PlanOf, penalty: Penalty, chunk: ChunkOf) -> None:
    codes = ["110108000000016", "80000010-5", "110108000000017"]
    rows = [penalty(number, 统一社会信用代码=code) for number, code in enumerate(codes, 1)]
    prepared = prepare(chunk([*rows, penalty(4)]), plan_of("cn", "mr-penalties"))
    assert prepared.ready[ROW].to_list() == [4]
    assert prepared.linked.select(ROW, "_code_reason").rows() == [
        (1, "is-registration-number"),
        (2, "is-organisation-code"),
    ]
    assert prepared.linked.columns == prepared.ready.columns
    assert [(fault.row, fault.reason) for fault in prepared.faults] == [(3, Reason.CODE)]


def test_warnings_and_changes_are_counted(plan_of: PlanOf, penalty: Penalty, chunk: ChunkOf, uscc_of: Code) -> None:
    code = uscc_of(3)
    rows = [
        penalty(1), penalty(2, 统一社会信用代码=f" {uscc_of(2).lower()} "),
        penalty(3, 统一社会信用代码=code.translate(str.maketrans("0123456789", "０１２３４５６７８９"))),
        penalty(3, 统一社会信用代码=code.lower()), penalty(4, 操作="?"),
    ]  # fmt: skip
    prepared = prepare(chunk(rows), plan_of("cn", "mr-penalties"))
    # The division 990000 was never assigned. Row 4 repeats row 3 and row 5 is quarantined: neither is counted.
    assert prepared.warnings == {"division-unassigned": 3, "upper-cased": 1, "full-width to half-width": 1}
    assert [(fault.row, fault.reason) for fault in prepared.faults] == [(5, Reason.CODE_LIST), (4, Reason.DUPLICATE)]


def _everything(prepared: Prepared, plan: Plan) -> str:
    """All that leaves the preparation: what is stored, what is quarantined and what is told."""
    aliases, _ = aliases_of(prepared.ready, plan)
    stored = [seal(prepared.ready, plan).drop("salt", "commitment"), names_of(prepared.ready, plan), aliases]
    parts = [str(frame.to_dicts()) for frame in stored] + [str(fault) for fault in prepared.faults]
    wide = str.maketrans("０１２３４５６７８９Ｘ", "0123456789X")
    return "".join(ch for ch in " ".join(parts).translate(wide) if not ch.isspace() and ch not in "-\u200b\u3000")


FORMS: list[Callable[[str], str]] = [
    str,
    str.lower,
    lambda n: f"张三，身份证号{n}。",
    lambda n: f"{n[:6]} {n[6:14]} {n[14:]}",
    lambda n: f"{n[:6]}-{n[6:14]}-{n[14:]}",
    lambda n: n.translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")),
    lambda n: f"{n}（身份证），另见{n}",
    lambda n: f"x{'多' * 70}{n}",
]
HIDDEN: list[Callable[[str], str]] = [
    lambda n: f"{n[:6]}  {n[6:14]}  {n[14:]}",
    lambda n: f"{n[:3]}\u200b{n[3:]}",
    " ".join,
    lambda n: f"{n[:6]}\t\n{n[6:]}",
]
TAKEN = [
    "统一社会信用代码", "案件编号", "操作", "原案件编号", "处罚决定日期", "处罚决定书文号", "处罚依据", "更正理由",
    "处罚种类", "违法领域", "失信程度", "罚款金额(万元)", "违法事实", "裁量等次", "处罚机关", "公示日期", "名称",
]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(
    number=st.integers(0, 5000), form=st.sampled_from(FORMS), damage=st.lists(st.sampled_from(DAMAGE), max_size=2),
    column=st.sampled_from(TAKEN),
)  # fmt: skip
def test_a_natural_persons_number_survives_nowhere(
    plan_of: PlanOf, penalty: Penalty, chunk: ChunkOf, citizen_id_of: Callable[[int], str], number: int,
    form: Callable[[str], str], damage: list[tuple[str, str | None]], column: str,
) -> None:  # fmt: skip
    plan = plan_of("cn", "mr-penalties")
    person = citizen_id_of(number)
    rows = [penalty(1, **dict(damage) | {column: form(person)}), penalty(2)]
    assert person[6:17] not in _everything(prepare(chunk(rows), plan), plan)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 5000), st.sampled_from(HIDDEN), st.lists(st.sampled_from(DAMAGE[5:]), max_size=2))
def test_nor_does_one_that_hides_behind_blanks_in_place_of_a_code(
    plan_of: PlanOf, penalty: Penalty, chunk: ChunkOf, citizen_id_of: Callable[[int], str], number: int,
    form: Callable[[str], str], damage: list[tuple[str, str | None]],
) -> None:  # fmt: skip
    plan = plan_of("cn", "mr-penalties")
    person = citizen_id_of(number)
    prepared = prepare(chunk([penalty(1, **dict(damage) | {"统一社会信用代码": form(person)})]), plan)
    assert person[6:17] not in _everything(prepared, plan)
    (fault,) = prepared.faults
    assert fault.reason == Reason.PERSON
    assert fault.details.startswith("code: expected no number of a natural person, came `1")


@pytest.mark.parametrize(
    ("pack", "mapping", "column"),
    [
        ("cn", "mr-sole-trader-registrations", "经营者"), ("cn", "mr-sole-trader-registrations", "联系电话"),
        ("cn", "mr-sole-trader-registrations", "字号名称"), ("cn", "mr-sole-trader-registrations", "原注册号"),
        ("cn", "mr-inspections", "抽查事项"), ("cn", "mr-samplings", "不合格项目"), ("cn", "mr-samplings", "配方说明"),
        ("cn", "tax-arrears", "主管税务机关"), ("jp-labor", "jp-labor-violations", "law_articles"),
        ("jp-labor", "jp-labor-violations", "jurisdiction"), ("jp-labor", "jp-labor-violations", "summary"),
        ("jp-labor", "jp-labor-violations", "name"), ("jp-labor", "jp-labor-violations", "location"),
        ("sf-food", "sf-inspections", "name"), ("sf-food", "sf-inspections", "postal_code"),
        ("chicago-food", "chicago-inspections", "inspection_id"), ("sf-food", "sf-inspections", "latitude"),
    ],
)  # fmt: skip
def test_nor_in_any_other_kind_of_record(
    plan_of: PlanOf,
    chunk: ChunkOf,
    uscc_of: Code,
    citizen_id_of: Callable[[int], str],
    pack: str,
    mapping: str,
    column: str,
) -> None:
    """Also in a list, in a text whose pattern or length would let it pass, in a name, and as a decimal."""
    plan = plan_of(pack, mapping)
    row: Row = dict.fromkeys(plan.mapping.columns, None)
    person = citizen_id_of(17)
    for value in (
        person,
        f"甲、{person}",
        f"{LIST_MARK}a{LIST_MARK}{person}",
        f"{person[:6]} {person[6:14]} {person[14:]}",
    ):
        rows = [row | dict.fromkeys(plan.mapping.code.sources, uscc_of(1)) | {column: value}]
        assert person[6:17] not in _everything(prepare(chunk(rows), plan), plan)


def test_a_list_and_a_patterned_text_in_good_order_are_looked_through_too(
    plan_of: PlanOf, chunk: ChunkOf, citizen_id_of: Callable[[int], str]
) -> None:
    """A row in which nothing else is wrong: only the guard can stop it."""
    plan = plan_of("jp-labor", "jp-labor-violations")
    good: Row = dict.fromkeys(plan.mapping.columns) | {
        "name": "甲社", "location": "東京都", "jurisdiction": "東京労働局", "published": "2018-01-10",
        "statute": "労働基準法",
        "law_articles": "第32条", "summary": "要約", "notes": "H30.1.9送検", "first_snapshot": "2018-01-31",
        "last_snapshot": "2018-12-31", "still_listed_at_last_snapshot": "false",
    }  # fmt: skip
    assert prepare(chunk([good]), plan).faults == []
    for column in ("law_articles", "name"):
        (fault,) = prepare(chunk([good | {column: f"第32条,{citizen_id_of(3)}"}]), plan).faults
        assert (fault.reason, fault.row) == (Reason.PERSON, 1)
    kept = {"summary": {"column": "summary", "codes": {"x": "y"}, "otherwise": "keep"}}
    facts = plan.mapping.facts | {
        name: type(plan.mapping.facts[name]).model_validate(cell) for name, cell in kept.items()
    }
    loose = plan.kind.facts.properties["summary"].model_copy(update={"pattern": None})
    kind = plan.kind.model_copy(
        update={
            "facts": plan.kind.facts.model_copy(update={"properties": plan.kind.facts.properties | {"summary": loose}})
        }
    )
    plan = replace(plan, mapping=plan.mapping.model_copy(update={"facts": facts}), kind=kind)
    (fault,) = prepare(chunk([good | {"summary": citizen_id_of(3)}]), plan).faults
    assert fault.reason == Reason.PERSON


def test_rows_of_a_later_chunk_keep_their_numbers(plan_of: PlanOf, penalty: Penalty, chunk: ChunkOf) -> None:
    prepared = prepare(
        chunk([penalty(1), penalty(2, 操作="?"), penalty(1)], first=100_001), plan_of("cn", "mr-penalties")
    )
    assert (prepared.first, prepared.last) == (100_001, 100_003)
    assert prepared.ready[ROW].to_list() == [100_001]
    assert [fault.row for fault in prepared.faults] == [100_002, 100_003]
    assert prepared.faults[1].details == "the same as row 100001 of this file; it is taken once"


def test_a_constant_of_every_type_is_stored(plan_of: PlanOf, penalty: Penalty, chunk: ChunkOf) -> None:
    plan = plan_of("cn", "mr-penalties")
    cell = type(plan.mapping.facts["field"])
    consts: dict[str, Any] = {"penalty_types": "warning", "fine": 5, "published_on": "2024-01-01", "authority": "局"}
    facts = plan.mapping.facts | {name: cell(const=value) for name, value in consts.items()}
    changed: Mapping = plan.mapping.model_copy(
        update={"facts": facts, "event_date": cell(const="2024-05-01"), "basis": cell(const="法")}
    )
    prepared = prepare(chunk([penalty(1), penalty(2)]), replace(plan, mapping=changed))
    assert prepared.faults == []
    row = prepared.ready.row(1, named=True)
    assert (row["penalty_types"], row["fine"], row["published_on"], row["authority"]) == (
        ["warning"],
        5,
        date(2024, 1, 1),
        "局",
    )
    assert (row["_event_date"], row["_basis"]) == (date(2024, 5, 1), "法")
    sealed = seal(prepared.ready, replace(plan, mapping=changed))
    assert '"fine":5' in sealed["facts"][1]
    assert isinstance(sealed, pl.DataFrame)
