"""All numbers here are made up: division 990000 was never assigned, and nobody has the sequence 000."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2, mod_11_10

from bonafides.kernel.identifiers import gb11714, gb32100
from bonafides.kernel.identifiers.natural_person import MASKED, Found, find_in, kind_of, mask


def citizen_id(body: str) -> str:
    return body + mod_11_2.calc_check_digit(body)


WITH_X = next(n for i in range(99) if (n := citizen_id(f"99000019500101{i:03}")).endswith("X"))
PLAIN = next(n for i in range(99) if (n := citizen_id(f"99000019491231{i:03}")).isdigit())
OLD = next(n for i in range(99) if not mod_11_10.is_valid(n := f"3200000002{i:02}000"[:15]) and i in range(1, 29))


def test_recognises_a_citizen_id():
    assert kind_of(PLAIN) == kind_of(WITH_X) == "citizen-id"
    assert kind_of(OLD) == "citizen-id-15"
    assert kind_of(PLAIN + "01") == kind_of(WITH_X + "02") == "sole-trader-taxpayer"


@pytest.mark.parametrize(
    "code",
    [
        citizen_id("99000019490230001"),  # 30 February
        citizen_id("99000019491301001"),  # month 13
        citizen_id("99000018790101001"),  # nobody so old
        citizen_id("99000021000101001"),
        citizen_id("09000019500101001"),
        PLAIN[:17] + mod_11_2.calc_check_digit(PLAIN[:17]).translate(str.maketrans("0123456789", "1234567890")),
        PLAIN + "1",
        PLAIN + "0A",
        PLAIN[:17],
        "990000" + OLD[6:],  # without a check digit the province is needed
        "320000000230000",  # 30 February 1900
        "",
        "91110000600037341L",
    ],
)
def test_recognises_nothing_else(code):
    assert kind_of(code) is None


def test_a_valid_registration_number_is_no_old_citizen_id():
    body = OLD[:14]
    assert kind_of(body + mod_11_10.calc_check_digit(body)) is None


def test_a_uscc_in_every_respect_is_no_citizen_id():
    """Division 110119 has a century at its end, and the organisation code may go on like a date."""
    bodies = (
        f"91110119{org}{gb11714.check_character(org)}"
        for i in range(10_000)
        if (org := f"{i // 100:02}0101{i % 100:02}")
    )
    codes = (body + gb32100.check_character(body) for body in bodies)
    both = [code for code in codes if code[:17].isdigit() and code[17] in "0123456789X" and mod_11_2.is_valid(code)]
    assert both
    assert all(kind_of(code) is None for code in both)


def test_a_citizen_id_that_meets_the_check_of_a_uscc_by_chance_is_a_persons():
    chance = [n for i in range(1_000) if gb32100.holds(n := citizen_id(f"99000019500101{i:03}"))]
    assert chance
    assert all(kind_of(code) == "citizen-id" for code in chance)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"张三（{PLAIN}）", [(3, 21, "citizen-id")]),
        (f"ID{WITH_X.lower()}号", [(2, 20, "citizen-id")]),
        (f"{PLAIN[:6]} {PLAIN[6:14]}-{PLAIN[14:]}", [(0, 20, "citizen-id")]),
        (f"纳税人识别号{WITH_X}03。", [(6, 26, "sole-trader-taxpayer")]),
        (f"旧号{OLD}，新号{PLAIN}", [(2, 17, "citizen-id-15"), (20, 38, "citizen-id")]),
        (PLAIN.translate({48 + i: 0xFF10 + i for i in range(10)}), [(0, 18, "citizen-id")]),
        (f"1{PLAIN}", []),
        (f"{PLAIN}1", []),
        (f"A{OLD}", []),
        ("处罚决定书2019年3月5日13800138000", []),
        ("统一社会信用代码91110000600037341L", []),
    ],
)
def test_finds_numbers_in_free_text(text, found):
    assert find_in(text) == tuple(Found(*each) for each in found)


def test_finds_a_number_after_another_run_of_digits():
    assert [f.kind for f in find_in(f"100001 {PLAIN} {PLAIN[:6]} {WITH_X}")] == ["citizen-id", "citizen-id"]


def test_masks_all_but_the_first_three_and_the_last():
    assert mask(f"张三{WITH_X}李四{OLD}") == f"张三990{'*' * 14}X李四{OLD[:3]}{'*' * 11}{OLD[-1]}"
    assert mask("没有号码 91110000600037341L") == "没有号码 91110000600037341L"


@given(st.text(), st.sampled_from([PLAIN, WITH_X, OLD, PLAIN + "01"]), st.text())
def test_nothing_is_found_once_masked(before, number, after):
    masked = mask(f"{before} {number} {after}")
    assert len(masked) == len(before) + len(number) + len(after) + 2
    assert find_in(masked) == ()


@given(st.text("0123456789X -", max_size=60))
def test_never_fails(text):
    for found in find_in(text):
        assert found.end - found.start >= 15
    mask(text)


@given(
    st.sampled_from([PLAIN, WITH_X, OLD, PLAIN + "01", PLAIN.translate({48 + n: 0xFF10 + n for n in range(10)})]),
    st.sampled_from(["", " ", "-", "\u3000"]),
    st.text(st.characters(blacklist_categories=["Nd", "Cs"]), max_size=3),
)
def test_what_is_masked_is_known_as_such(number, gap, text):
    number = number if number == OLD else gap.join(number)
    masked = mask(f"{text} {number} {text}")
    assert pl.Series([masked, number]).str.contains(MASKED).to_list() == ["*" * 11 in masked, False]
    assert "*" * 11 in masked
