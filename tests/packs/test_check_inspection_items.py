"""Inspection items: one in good order is read as it is written, and what does not fit is told with file, line and mend."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.inspecting import inspecting

from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.load import parse_pack

Files = dict[str, bytes]
Faults = Callable[[Files], list[str]]
ITEM = "inspection-items/hygiene.yaml"


@pytest.fixture(name="standing")
def _standing(mini: Files) -> Files:
    text = {name: content.decode() for name, content in mini.items()}
    return {name: content.encode() for name, content in inspecting(text).items()}


def test_an_item_in_order(standing: Files, faults_of_files: Faults) -> None:
    assert faults_of_files(standing) == []
    item = parse_pack(standing, "mini").inspection_items["hygiene"]
    assert isinstance(item, InspectionItem)
    assert (item.strata.decision, item.strata.output, item.floor_bp, item.cap_bp) == (
        "how_many",
        "ratio",
        "share",
        "ceiling",
    )
    assert [(one.of, one.within, one.at_least) for one in (*item.scope, *item.must_include)] == [
        ("subject_kind", ("enterprise",), None), ("worst", ("minor", "serious"), None), ("fined", None, 5),
    ]  # fmt: skip
    assert (item.publication.inputs, item.publication.day, item.notice, item.full_coverage) == (
        {"step": "publish"}, "formed_on", "required", False,
    )  # fmt: skip
    kitchen = item.point("kitchen")
    assert kitchen is not None
    assert (kitchen.requires, item.point("cellar")) == ("evidence", None)


def test_what_does_not_fit_is_told(standing: Files, faults_of_files: Faults, case: Any) -> None:
    text = standing[case.file].decode()
    assert text.count(case.old) == 1, f"{case.old!r} is {text.count(case.old)} times in {case.file}"
    standing[case.file] = text.replace(case.old, case.new).encode()
    told = faults_of_files(standing)
    assert case.messages
    assert [one for one in told if one.startswith((case.messages[0].partition(":")[0],))] == case.messages


def test_a_pack_without_tiers_has_no_strata(standing: Files, faults_of_files: Faults) -> None:
    standing["pack.yaml"] = standing["pack.yaml"].replace(b"tiers: {decision: tier, order: [low, high]}\n", b"")
    assert faults_of_files(standing)[0] == (
        f"{ITEM}:14: strata: expected a pack whose businesses have tiers, came an item with strata; add `tiers: …` to pack.yaml"
    )


def test_a_ratio_is_asked_of_every_tier_before_the_day_of_the_draw(standing: Files, faults_of_files: Faults) -> None:
    """A tier added to the pack, and forgotten in the standard, is told when the pack loads."""
    standing["pack.yaml"] = standing["pack.yaml"].replace(b"order: [low, high]", b"order: [low, middle, high]")
    (message, _) = faults_of_files(standing)
    assert "came none for the tier middle on 2022-01-01; mend `how_many` in standards/ratio.dmn" in message


def test_a_standard_that_ends_before_its_item_is_told(standing: Files, faults_of_files: Faults) -> None:
    for name in ("ratio", "period"):
        file = f"standards/{name}.dmn"
        standing[file] = standing[file].replace(b'bf:from="2021-09-01"', b'bf:from="2021-09-01" bf:to="2026-01-01"')
    messages = [one for one in faults_of_files(standing) if one.startswith(ITEM)]
    assert messages == [
        f"{ITEM}:{line}: {where}.decision: expected a decision that is in force on 2026-01-01, as the item is, "
        f"came `{name}`, which is not; mend the dates of the one or the other"
        for line, where, name in (
            (14, "strata", "how_many"),
            (31, "recheck", "how_long"),
            (32, "publication", "how_long"),
        )
    ]


def test_methods_are_those_of_the_kind_of_record(standing: Files, faults_of_files: Faults) -> None:
    kind = "catalogue/fine.yaml"
    fact = "    method: {x-title: {zh: 方式, en: Method}, x-disclosure: public, type: string, enum: [paper]}\n"
    standing[kind] += fact.encode()
    messages = [one for one in faults_of_files(standing) if one.startswith(ITEM)]
    assert messages == [f"{ITEM}:9: methods[1]: expected a value of `method` (paper), came `on-site`"]


def test_the_packs_of_this_repository_have_items(packs: Any) -> None:
    from bonafides.packs.load import load_pack

    items = load_pack(packs / "cn").inspection_items
    assert {"publicised-information", "food-daily-supervision", "special-equipment", "registered-items"} <= set(items)
    joint = {(name, other) for name, one in items.items() for other in one.merges_with}
    assert any(items[one].agency != items[other].agency for one, other in joint)
