"""A form that asks what an agency holds, or reads what is not there, is a fault with file, line and mend."""

from __future__ import annotations

import pytest
from tests.registry import repository_pack

from bonafides.packs.faults import PackRefusedError
from bonafides.packs.load import parse_pack
from bonafides.sharing.once.forms import read_form

FILE = "forms/restaurant-licence.yaml"
PLAN = """\
  - item: kitchen-plan
    title: {zh: 操作间平面布局与操作流程图, en: Plan of the kitchen and its flow of work}
    basis: [{instrument: FSL, article: "33", mark: verified}, {instrument: FOOD-78, mark: memory}]
    held_by: business
    document: {media: [pdf, image]}
"""
ADDRESS = "    fact: {kind: registration, field: address}\n"


def changed(old: str, new: str, file: str = FILE) -> bytes:
    text = repository_pack("cn").files[file].decode()
    assert text.count(old) == 1, old
    return text.replace(old, new).encode()


def refused(old: str, new: str) -> str:
    with pytest.raises(PackRefusedError) as told:
        read_form(repository_pack("cn"), FILE, changed(old, new))
    return str(told.value)


@pytest.mark.parametrize(
    "asked",
    [
        # By the title of a fact, in either language, with what makes a paper of it; by what it says it proves; by its word.
        PLAN.replace("Plan of the kitchen and its flow of work", "Registered Address (copy)"),
        PLAN.replace("操作间平面布局与操作流程图", "住所证明"),
        PLAN.replace("操作间平面布局与操作流程图", "登记信息 复印件"),
        PLAN.replace("[pdf, image]", "[pdf], proves: [{kind: registration, field: address}]"),
        PLAN.replace("held_by: business", "held_by: market-regulation"),
        PLAN.replace("document: {media: [pdf, image]}", "statement: {type: text}").replace(
            "操作间平面布局与操作流程图", "成立日期"
        ),
    ],
    ids=["title", "proof", "copy", "proves", "word", "statement"],
)
def test_what_an_agency_holds_is_not_asked(asked: str) -> None:
    told = refused(PLAN, asked)
    assert "forms/restaurant-licence.yaml:" in told
    assert "REG 16: What can be had by sharing may not be asked of the applicant again." in told
    assert "which market-regulation holds" in told
    assert "fact: {kind: …, field: …}" in told


def test_what_cannot_be_shared_may_be_asked() -> None:
    reason = (
        "{reason: {zh: 现场另行勘验, en: The place is another}, basis: {instrument: FSL, article: '33', mark: memory}}"
    )
    plan = PLAN.replace("held_by: business", f"held_by: environment\n    not_by_sharing: {reason}")
    assert read_form(repository_pack("cn"), FILE, changed(PLAN, plan)).items[-1].not_by_sharing


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("agency: market-regulation", "agency: police", "an agency of agencies.yaml"),
        ("instrument: REG,", "instrument: REGS,", "the id of an instrument"),
        (ADDRESS, ADDRESS.replace("address", "adress"), "a fact of `registration`"),
        (ADDRESS, ADDRESS.replace("registration", "register"), "a kind of the catalogue"),
        (ADDRESS, ADDRESS + "    statement: {type: text}\n", "one of `fact`, `criterion`, `document`, `statement`"),
        (ADDRESS, ADDRESS + "    held_by: tax\n", "an agency that keeps it (market-regulation)"),
        (ADDRESS, ADDRESS + "    held_by: business\n", "an agency, as it is read from one"),
        ("indicator: registration_status, yes: [in-business]", "decision: tier, yes: [A]", "that gives no tier"),
        ("indicator: registration_status, yes: [in-business]", "indicator: status, yes: [x]", "an indicator"),
        ("indicator: registration_status, yes: [in-business]", "decision: licence_bar, yes: [x]", "about a business"),
        ("indicator: registration_status, yes: [in-business]", "indicator: on_serious_list, yes: [x]", "true or false"),
        (
            "indicator: registration_status, yes: [in-business]",
            "decision: food_licence_application, yes: [shut]",
            "a value of `food_licence_application` (barred, open)",
        ),
        ("item: staff", "item: premises", "each item once"),
        ("purpose: licensing", "purpose: adjudication", "a purpose of market-regulation in purposes.yaml"),
        ("field: insured", "field: due", "that the purpose `licensing` opens"),
        ("    held_by: business\n", "", "who holds what is asked"),
        ("en: Premises}", "fr: Locaux}", "in each language of the pack"),
    ],
)
def test_it_is_refused(old: str, new: str, told: str) -> None:
    message = refused(old, new)
    assert told in message
    assert "forms/restaurant-licence.yaml:" in message


def test_a_pack_is_loaded_with_its_forms() -> None:
    """The same faults when the pack is loaded; and whether a thing may be asked is the decision of the pack, not ours."""
    files = dict(repository_pack("cn").files)
    with pytest.raises(PackRefusedError, match="which market-regulation holds as `registration/established_on`"):
        parse_pack(files | {FILE: changed("操作间平面布局与操作流程图", "成立日期")}, "cn")
    info = changed("once_only: {decision: may_be_asked, input: available_by_sharing}\n", "", "pack.yaml")
    with pytest.raises(PackRefusedError, match="an entry `once_only`, as the pack has forms"):
        parse_pack(files | {"pack.yaml": info}, "cn")
    info = changed("input: available_by_sharing}", "input: shared}", "pack.yaml")
    with pytest.raises(PackRefusedError, match="a decision that reads `shared` alone"):
        parse_pack(files | {"pack.yaml": info}, "cn")
