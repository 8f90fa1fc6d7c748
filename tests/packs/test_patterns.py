"""Patterns: whatever the loader lets pass, polars and Python read alike."""

from __future__ import annotations

import re

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from bonafides.packs.patterns import check_extract, check_pattern, portable

ATOMS = st.sampled_from(
    ["a", "b", "0", "年", "労", " ", "-", "#", ".", "[ab]", "[^a]", "[0-9]", "[a-c一-龥]", "[-a]", "[a-]", "[a-c-9]",
     r"[\]\\]", "[.$^]", r"[\-\^]", r"\.", r"\$", r"\\", r"\-", "]", "}", "(a|b)", "(?:a|)", "(a(?:b|年)*)",
     "&", "~", ",", "\t"]
)  # fmt: skip
REPEATS = st.sampled_from(["", "", "", "*", "+", "?", "{2}", "{1,}", "{0,3}", "*?", "{1,2}?"])
PATTERNS = st.lists(
    st.one_of(st.builds(str.__add__, ATOMS, REPEATS), st.sampled_from(["^", "$", "|"])), min_size=1, max_size=6
).map("".join)
TEXTS = st.lists(
    st.sampled_from([*"ab0年労 -#.c9]\\$^}&~,\t", "\n", "\r", "é", "٣", "\u2028", "\x85", "𠮷"]), max_size=8
).map("".join)


@settings(max_examples=200, deadline=None)
@given(PATTERNS, st.lists(TEXTS, min_size=1, max_size=8))
def test_polars_and_python_read_a_portable_pattern_alike(pattern: str, texts: list[str]) -> None:
    check_pattern(pattern)
    found = pl.Series(texts, dtype=pl.String).str.contains(pattern).to_list()
    assert found == [portable(pattern).search(text) is not None for text in texts]


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from(r"ab09.^$*+?{}()[]|\-dwsbBAZzpPuxN&~,:=!<>#iL "), min_size=1, max_size=10), TEXTS)
def test_whatever_passes_is_read_alike_and_nothing_else_crashes(pattern: str, text: str) -> None:
    try:
        check_pattern(pattern)
    except PydanticCustomError:
        return
    found = pl.Series([text]).str.contains(pattern).item()
    assert found == (portable(pattern).search(text) is not None)


@pytest.mark.parametrize(
    "pattern",
    [r"\d", r"\w+", r"\bword", r"\s", "(?=a)", "(?!a)", "(?<=a)b", r"(a)\1", "(?P<name>a)", "(?i)a", "a++", "a**",
     "(?>a)", "[[:alpha:]]", "[a&&b]", "[a--b]", "[a~~b]", "[]a]", r"\Aa\Z", r"\p{Han}", r"\u4e00", "a{", "a{,3}",
     "a{3,1}", "[b-a]", r"\<", r"\!", "(", ")", "[", "a{1000}{1000}", "(a{1000}){1000}", "*", "a|*"],
)  # fmt: skip
def test_what_some_engine_cannot_read_or_reads_otherwise_is_refused(pattern: str) -> None:
    with pytest.raises(PydanticCustomError):
        check_pattern(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "^[0-9]{4}$",
        "^-?[0-9]{1,3}(\\.[0-9]{1,6})?$",
        "^.{1,10}労働局$",
        "^([0-9０-９]{0,9}[^0-9０-９])*[0-9０-９]{0,9}$",
    ],
)
def test_what_the_packs_of_this_repository_say_is_portable(pattern: str) -> None:
    check_pattern(pattern)


def test_the_dollar_stands_at_the_very_end() -> None:
    assert portable("^a$").search("a")
    assert not portable("^a$").search("a\n")
    assert portable(r"^a\$[$]$").search("a$$")
    assert portable("a").flags & re.MULTILINE == 0


@pytest.mark.parametrize(
    "pattern", [r"^\s*(H[0-9]+)\s*送", "(不起訴|有罪確定|起訴)[^,]*$", r"(?P<n>\d+)", r"(\p{Han}+)"]
)
def test_an_extract_is_only_read_by_polars(pattern: str) -> None:
    check_extract(pattern)


@pytest.mark.parametrize(
    ("pattern", "came"),
    [
        ("[0-9]+", "`[0-9]+`"),
        ("(?:a)", "`(?:a)`"),
        ("(?<=a)(b)", "`(?<=a)(b)` (look-around, including look-ahead and look-behind, is not supported)"),
        ("(a", "`(a` (unclosed group)"),
        (r"(a)\1", r"`(a)\1` (backreferences are not supported)"),
    ],
)
def test_an_extract_that_polars_cannot_run_or_without_a_group_is_refused(pattern: str, came: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        check_extract(pattern)
    assert (caught.value.context or {})["came"] == came
