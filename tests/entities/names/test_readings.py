"""The other script, and what is read alike."""

from __future__ import annotations

import pytest

from bonafides.entities.names.divisions import divisions, large_divisions
from bonafides.entities.names.readings import homophones, simplified, sound_alike, traditional


def test_scripts() -> None:
    assert simplified("珠海格力電器") == "珠海格力电器"
    assert traditional("珠海格力电器") == "珠海格力電器"
    assert simplified("ACME 1") == "ACME 1"


@pytest.mark.parametrize(
    ("one", "other", "alike"), [("力", "立", True), ("女", "努", False), ("a", "a", False), ("力", "格", False)]
)
def test_what_is_read_alike(one: str, other: str, *, alike: bool) -> None:
    assert sound_alike(one, other) is alike
    assert (other in homophones(one)) is alike


def test_a_character_is_not_its_own_homophone() -> None:
    assert "力" not in homophones("力")
    assert homophones("a") == ""


def test_divisions_of_former_years_are_known() -> None:
    known = divisions("cn.loc")
    assert {"珠海市", "昌平县", "浦东新区"} <= known
    assert not any("[" in name or "," in name for name in known)
    assert "珠海市" in large_divisions("cn.loc")
    assert "安吉县" not in large_divisions("cn.loc")
