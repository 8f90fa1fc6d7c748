"""The standard decides who may enter, and a refusal names its rule (INS-01 to INS-05). All inputs come from the tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.inspections import visiting as at
from tests.inspections.visits.test_steps import refused
from tests.records.ingest.conftest import uscc
from tests.registry import officer as operator
from tests.registry import put_in_force, repository_pack, take_in, write_csv

from bonafides.acts.roles import Role
from bonafides.agencies.acts.declare_interest import declare_interest
from bonafides.agencies.acts.end_power import end_power
from bonafides.agencies.models import Officer
from bonafides.agencies.queries import officer
from bonafides.inspections.models import Entry, Notice
from bonafides.packs.load import parse_pack


def test_what_was_asked_is_kept_with_the_entry() -> None:
    visit = at.visited()
    assert Entry.objects.get(assignment=visit).asked == {
        "competent": True, "item_published": True, "approved": True, "noticed": True, "officers": "2", "conflict": False,
        "visits_this_year": "0", "yearly_cap": "2", "reason": "plan", "same_item_this_year": False,
    }  # fmt: skip


def test_without_approval_or_before_its_days() -> None:
    visit = at.assigned()
    refused(
        r"not permitted by `inspection_permitted`: not-approved \(IN-54\)\. There is no approval",
        at.entered,
        visit,
        "x",
    )
    at.approved(visit, at.days(1), at.days(3))
    code = at.notified(visit)
    refused("not-approved", at.entered, visit, code)


def test_without_notice() -> None:
    visit = at.assigned()
    at.approved(visit)
    refused(r"no-notice \(IN-54\)\. There is no notice", at.entered, visit, "x")


def test_without_the_code_or_with_that_of_another_visit() -> None:
    first, second = at.assigned(1), at.assigned(2)
    codes = []
    for visit in (first, second):
        at.approved(visit)
        codes.append(at.notified(visit))
    refused("that is not the code", at.entered, first, "")
    refused("that is not the code", at.entered, first, codes[1])
    at.entered(first, f" {codes[0].lower().replace('-', ' ')} ")  # as one types it


def test_one_officer_is_too_few() -> None:
    visit = at.assigned()
    at.approved(visit)
    code = at.notified(visit)
    refused(r"too-few-officers \(PL 42; IN-54\)\. Fewer than two officers", at.entered, visit, code, ["201"])
    refused("too-few-officers", at.entered, visit, code, ["201", "201"])
    refused("is one of those present", at.entered, visit, code, ["202"])


def test_officers_who_are_not_assigned() -> None:
    visit = at.assigned()
    at.approved(visit)
    code = at.notified(visit)
    refused("officer 203 is not assigned", at.entered, visit, code, ["201", "203"])
    refused("officer 203 is not assigned", at.entered, visit, code, ["203", "202"], who="203")


def test_an_officer_without_the_field_is_none() -> None:
    visit = at.assigned(1, ("201", "204"))
    at.approved(visit)
    refused("too-few-officers", at.entered, visit, at.notified(visit), ["201", "204"])


def test_an_officer_who_must_keep_away() -> None:
    visit = at.assigned(3, ("201", "203"))
    at.approved(visit)
    code = at.notified(visit)
    refused(r"conflict \(PL 43\)\. An officer must be recused", at.entered, visit, code, ["201", "203"])
    refused("conflict", at.entered, visit, code, ["203", "201"], who="203")


def test_an_interest_declared_after_the_draw_counts() -> None:
    visit = at.assigned()
    at.approved(visit)
    code = at.notified(visit)
    declare_interest(operator(), _officer("202"), at.business(), "family", at.today())
    refused("conflict", at.entered, visit, code)


def test_an_officer_whose_power_ended_is_none() -> None:
    visit = at.assigned()
    at.approved(visit)
    code = at.notified(visit)
    end_power(operator(), _officer("202"), Role.INSPECTOR, at.today())
    refused("too-few-officers", at.entered, visit, code)


def test_at_the_cap_only_what_was_set_off_by_a_trigger_or_the_law() -> None:
    at.visited()
    at.visited(item="publicised-information")
    third = at.assigned(item="publicised-information")
    at.approved(third)
    code = at.notified(third)
    refused(r"cap-reached \(IN-54\)\. The published yearly cap is reached", at.entered, third, code)
    for reason in ("complaint", "referral", "alert", "statutory"):
        visit = at.assigned(reason=reason)
        at.approved(visit)
        at.entered(visit, at.notified(visit))


def test_the_same_item_twice_a_year_only_on_a_trigger() -> None:
    at.visited()
    again = at.assigned()
    at.approved(again)
    refused(r"repeated-item", at.entered, again, at.notified(again))


def test_visits_that_the_agencys_files_tell_of_count(tmp_path: Path) -> None:
    year = at.today().year
    columns = (
        "统一社会信用代码", "检查编号", "操作", "原检查编号", "检查日期", "更正理由", "名称", "抽查计划编号",
        "抽查类型", "检查方式", "抽查事项", "检查结果", "检查机关",
    )  # fmt: skip
    row = {"统一社会信用代码": uscc(1), "抽查事项": "价格检查", "检查结果": "正常"}
    rows = [row | {"检查编号": f"old-{day}", "检查日期": f"{year}-01-0{day}"} for day in (1, 2)]
    take_in(write_csv(tmp_path / "a.csv", rows, columns), "mr-inspections")
    visit = at.assigned()
    at.approved(visit)
    code = at.notified(visit)
    assert Notice.objects.get(assignment=visit).visits_told == 2
    refused("cap-reached", at.entered, visit, code)


def test_an_item_that_is_no_more_in_the_pack_is_not_inspected() -> None:
    visit = at.assigned()
    naming = (at.ITEM, "signals/one-address")  # the item itself, and the card that sends an officer to look at it
    files = {
        name: text for name, text in repository_pack("cn").files.items() if not any(word in name for word in naming)
    }
    for name, text in files.items():
        if name.startswith("inspection-items/"):
            files[name] = text.replace(f"{at.ITEM}, ".encode(), b"").replace(f"[{at.ITEM}]".encode(), b"[]")
    put_in_force(parse_pack(files, "cn without the item"))
    refused("has no inspection item `registered-items`", at.approved, visit)


def _officer(number: str) -> Officer:
    return officer("cn", at.AGENCY, number)


@pytest.mark.parametrize("text", ["", "AAAA", "0000-0000-0000-0000", "\x00", "公示", "' OR 1=1"])
def test_no_text_is_a_code_by_chance(text: str) -> None:
    visit = at.assigned()
    at.approved(visit)
    at.notified(visit)
    refused("that is not the code", at.entered, visit, text)
