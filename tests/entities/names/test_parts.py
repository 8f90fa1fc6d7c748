"""A name is taken apart as its rules say, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.entities.names.small_register import chinese_words

from bonafides.entities.names.fold import folded
from bonafides.entities.names.han_match import HanMatch, same_form
from bonafides.entities.names.meets import Match
from bonafides.entities.names.parts import forms_of, parts, without_suffix

SIGNS = "珠海市格力电器股份有限公司澄岚县恒信食品超管理厂中国银行a1"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("珠海格力电器股份有限公司", ("珠海", "格力", "电器", "股份有限公司")),
        ("广东省珠海市格力电器有限公司", ("广东省珠海市", "格力", "电器", "有限公司")),
        ("澄岚县望栖镇兴曦面馆", ("澄岚县望栖镇", "兴曦", "面馆", "")),
        ("恒信超市管理有限公司", ("", "恒信", "超市管理", "有限公司")),
        ("中国工商银行股份有限公司", ("中国", "工商", "银行", "股份有限公司")),
        ("澄岚恒信食品有限公司分公司", ("", "澄岚恒信", "食品", "有限公司分公司")),
        ("上海超市", ("上海", "超市", "", "")),
        ("有限公司", ("", "有限公司", "", "")),
        ("广东省", ("", "广东省", "", "")),
    ],
)
def test_examples(name: str, told: tuple[str, str, str, str]) -> None:
    found = parts(name, chinese_words())
    assert (found.place, found.brand, "".join(found.industry), found.form) == told


@settings(deadline=None)
@given(st.text(SIGNS, min_size=1, max_size=16))
def test_nothing_is_lost_and_a_brand_is_left(name: str) -> None:
    found = parts(name, chinese_words())
    assert found.core + found.form == name
    assert len(found.brand) >= min(2, len(name))
    assert {0, len(found.place), len(name)} <= found.starts()


def test_a_place_without_what_it_is() -> None:
    words = chinese_words()
    assert [without_suffix(one, words) for one in ("珠海市", "广西壮族自治区", "沙市", "珠海")] == [
        "珠海",
        "广西",
        "沙市",
        "珠海",
    ]


HAN_FORMS = sorted(one for one in chinese_words().forms if not one.isascii() and " " not in one)
FORMS = st.sampled_from(HAN_FORMS)


@settings(deadline=None)
@given(FORMS, FORMS)
def test_a_form_is_one_with_each_of_its_writings_and_with_no_other(one: str, other: str) -> None:
    words = chinese_words()
    assert same_form(one, other, words) == same_form(other, one, words)
    assert same_form(one, one, words)
    if words.forms[one] == words.forms[other]:
        assert same_form(one, other, words)
    assert same_form("", other, words)  # what was not typed excludes none
    assert not same_form(one, "", words)


def test_a_branch_is_not_its_company() -> None:
    words = chinese_words()
    assert forms_of("有限责任公司分公司", words) == ("limited", "branch")
    assert not same_form("有限公司", "有限公司分公司", words)
    assert same_form("有限责任公司分公司", "有限公司分公司", words)


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ("珠海市格力电器股份有限公司", Match.EQUAL),  # what a division is may be left out
        ("珠海格力电器股份公司", Match.EQUAL),  # the same form, written shorter
        ("珠海格力电器", Match.EQUAL),  # no form was typed
        ("珠海市格力电器有限责任公司", Match.SIMILAR),  # another form: another company
        ("珠海格力电器有限公司", Match.SIMILAR),
        ("珠海格力电器股份有限公司分公司", Match.SIMILAR),
    ],
)
def test_another_form_is_another_name(typed: str, match: Match) -> None:
    found = HanMatch(folded(typed), chinese_words()).meets("珠海格力电器股份有限公司", similar=True)
    assert found is not None
    assert found.match == match
