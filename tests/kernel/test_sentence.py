"""Sentences: English wherever a text is asked for, and said anew in another language, whatever fills their gaps."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonafides.kernel.sentence import AND, OR, Joined, Refusal, Sentence, say

WORDS = st.text(st.characters(blacklist_categories=("Cs",)), max_size=12)
PLAIN = st.one_of(st.integers(), st.dates(), WORDS)
TONGUE = {
    "%(who)s may not %(what)s": "不准 %(who)s %(what)s",
    "open it": "打开",
    " or ": " 或 ",
    " and ": " 和 ",
    "officer %(number)s": "%(number)s 号人员",
    "100%": "百分之百",
    "none": "无",
}


def chinese(pattern: str) -> str:
    return TONGUE.get(pattern, pattern)


class Row:
    """A row that is named by a sentence, as models are."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __str__(self) -> str:
        return Sentence("officer %(number)s", number=self.number)


def sentences() -> st.SearchStrategy[str]:
    leaf = st.builds(lambda gap: Sentence("officer %(number)s", number=gap), PLAIN)
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.builds(lambda who, what: Sentence("%(who)s may not %(what)s", who=who, what=what), inner, inner | PLAIN),
            st.builds(
                lambda items, glue: Joined(items, glue), st.lists(inner | WORDS, max_size=4), st.sampled_from([OR, AND])
            ),
        ),
        max_leaves=8,
    )


@given(sentences())
def test_with_no_other_words_it_says_what_it_is(one: str) -> None:
    assert say(one, lambda pattern: pattern) == one
    assert json.loads(json.dumps(one)) == str(one)


def patterns(one: object) -> list[str]:
    match one:
        case Sentence():
            return [one.pattern, *(each for gap in one.gaps.values() for each in patterns(gap))]
        case Joined():
            return [one.glue.pattern, *(each for item in one.items for each in patterns(item))]
    return []


@given(sentences())
def test_every_part_is_said_in_the_language(one: str) -> None:
    asked: list[str] = []
    say(one, lambda pattern: asked.append(pattern) or pattern)
    assert sorted(asked) == sorted(patterns(one))


@given(PLAIN)
def test_what_fills_a_gap_is_never_read_as_a_pattern(gap: object) -> None:
    assert Sentence("officer %(number)s", number=gap) == f"officer {gap}"
    assert Sentence("officer %(number)s", number=gap).said_by(chinese) == f"{gap} 号人员"


def test_a_percent_sign_without_gaps_means_itself() -> None:
    assert Sentence("100%") == "100%"
    assert Sentence("100%").said_by(chinese) == "百分之百"


def test_a_row_is_said_as_it_was_when_the_sentence_was_made() -> None:
    row = Row(7)
    one = Sentence("%(who)s may not %(what)s", who=row, what=Sentence("open it"))
    row.number = 8
    assert one == "officer 7 may not open it"
    assert one.said_by(chinese) == "不准 7 号人员 打开"


def test_names_in_a_row() -> None:
    assert Joined([], OR) == ""
    assert not Joined([])
    assert Joined([1, Row(2)], OR) == "1 or officer 2"
    assert Joined([1, Row(2)], OR).said_by(chinese) == "1 或 2 号人员"


def test_a_refusal_keeps_its_sentence_through_another() -> None:
    first = Refusal("%(who)s may not %(what)s", who=Row(7), what=date(2026, 11, 30))
    second = Refusal("officer %(number)s", number=first)
    assert str(second) == "officer officer 7 may not 2026-11-30"
    assert say(second, chinese) == "不准 7 号人员 2026-11-30 号人员"
    assert say(Refusal(str(first)), chinese) == say(first, chinese)


def test_a_refusal_without_its_gap_is_an_error_where_it_is_written() -> None:
    with pytest.raises(KeyError):
        Sentence("%(who)s may not %(what)s", who="x")
