"""What people call well-known companies finds them; what the generator makes of names does as well; labelled pairs hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.portal_names import businesses
from benchmarks.portal_quality import as_matcher, labelled, of_abbreviations, of_errors, of_pairs, registered
from tests.entities.names.small_register import SmallRegister, chinese_words

from bonafides.entities.names.fold import folded
from bonafides.entities.names.latin_match import ALIKE, alike, in_words

LISTED = Path(__file__).with_name("listed.tsv")  # registered name, then what it is called; names from memory
# What no rule gives: another word in its place (味业 for 食品), a name beside the brand (汾酒), a character within a word (交).
NO_RULE = {"海天味业", "山西汾酒", "中交"}


def test_what_listed_companies_are_called_finds_them() -> None:
    rows = [line.split("\t") for line in LISTED.read_text(encoding="utf-8").splitlines()]
    register = SmallRegister([row[0] for row in rows], chinese_words())
    found = {called: register.search(called)[:10] for row in rows for called in row[1:]}
    assert {called for row in rows for called in row[1:] if row[0] not in found[called]} <= NO_RULE
    first = [found[called][:1] == [row[0]] for row in rows for called in row[1:]]
    assert sum(first) >= 0.95 * len(first)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("格力", "珠海格力电器股份有限公司"),
        ("珠海市格力", "珠海格力电器股份有限公司"),
        ("珠海格力電器", "珠海格力电器股份有限公司"),
        ("格力电器有限责任公司", "珠海格力电器股份有限公司"),
        ("各力电器", "珠海格力电器股份有限公司"),
        ("格立", "珠海格力电器股份有限公司"),
        ("工行", "中国工商银行股份有限公司"),
        ("中石化", "中国石油化工股份有限公司"),
        ("深圳华为技术", "华为技术（深圳）有限公司"),
        ("澄岚恒信", "澄岚县恒信食品有限公司"),
        ("oboronnye initsiativy o.o.o.", "OOO Oboronnye Initsiativy"),
        ("Societe Generale", "Société Générale S.A."),
        ("abc co", "A.B.C. Company"),
        ("wallmart", "Walmart Inc."),
        ("walmrat", "Walmart Inc."),
    ],
)
def test_it_stands_first(typed: str, name: str) -> None:
    others = [
        "珠海恒力电气有限公司",
        "澄岚县恒达食品有限公司",
        "中国农业银行股份有限公司",
        "加工行",
        "Alphabet Inc.",
        "OOO Gazprom",
    ]
    names = [
        "珠海格力电器股份有限公司",
        "中国工商银行股份有限公司",
        "中国石油化工股份有限公司",
        "华为技术（深圳）有限公司",
    ]
    names += [
        "澄岚县恒信食品有限公司",
        "OOO Oboronnye Initsiativy",
        "Société Générale S.A.",
        "A.B.C. Company",
        "Walmart Inc.",
    ]
    assert SmallRegister([*others, *names], chinese_words()).search(typed)[:1] == [name]


@pytest.mark.parametrize("typed", ["龘龘", "完全没有这样的名字", "zzyzx holdings", "澄岚县龘龘龘"])
def test_nothing_is_found_for_what_nothing_is_like(typed: str) -> None:
    names = [one.name for one in businesses(500)]
    assert SmallRegister(names, chinese_words()).search(typed) == []


def test_the_generators_abbreviations_and_errors_are_found() -> None:
    everyone = businesses(4_000)
    search = SmallRegister([one.name for one in everyone], chinese_words()).search
    for name, quality in of_abbreviations(everyone, 12, search).items():
        assert quality.ten >= (0.5 if name == "first characters alone" else 0.9) * quality.asked, (name, quality.missed)
    for name, quality in of_errors(everyone, 12, search).items():
        assert quality.ten >= 0.8 * quality.asked, (name, quality.missed)


def test_labelled_pairs() -> None:
    pairs = labelled()
    if not pairs:
        pytest.skip("../shared/vectors/names is absent")
    words = chinese_words()
    quality = of_pairs(pairs, SmallRegister(registered(pairs), words).search)
    assert quality.first >= 0.85 * quality.asked
    assert quality.ten >= 0.93 * quality.asked, quality.missed
    precision, recall = as_matcher(
        pairs, lambda one, other: alike(in_words(folded(one), words), in_words(folded(other), words)), ALIKE
    )
    assert precision >= 0.9
    assert recall >= 0.88
