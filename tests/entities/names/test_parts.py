"""A name is taken apart as its rules say, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.entities.names.small_register import chinese_words

from bonafides.entities.names.parts import parts, without_suffix

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
