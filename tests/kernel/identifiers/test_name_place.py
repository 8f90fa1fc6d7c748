import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonafides.kernel.identifiers.name_place import NamePlace, compose


@pytest.mark.parametrize(
    "raw",
    [
        "（株）Ａｓｉｌｅ@佐賀県唐津市",
        "(株)Asile@佐賀県唐津市",
        "㈱ ＡＳＩＬＥ@佐賀県　唐津市",
        "【株】asile\u200b@佐賀県唐津市",
        "株式会社ASILE@佐賀県唐津市",
        "㍿asile@佐賀県唐津市",
    ],
)
def test_spellings_without_meaning_make_one_code(raw):
    assert NamePlace().check(raw).code == "株式会社ASILE@佐賀県唐津市"


@pytest.mark.parametrize(("one", "other"), [("髙島屋", "高島屋"), ("山﨑", "山崎"), ("渡邊", "渡邉"), ("ツ", "ッ")])
def test_variant_characters_do_not_merge(one, other):
    assert NamePlace().check(f"{one}@東京都").code != NamePlace().check(f"{other}@東京都").code


def test_says_what_changed():
    answer = NamePlace().check(" 〔有〕ﾎﾜｲﾄa@東京都 港区")
    assert answer.code == "有限会社ホワイトA@東京都港区"
    assert answer.changes == (
        "characters normalised",
        "blanks removed",
        "brackets unified",
        "corporate form written out",
        "upper-cased",
    )


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("（株）博仙", "no-place"),
        ("（株）博仙@", "no-place"),
        ("（株）博仙@ー", "no-place"),
        ("@東京都", "no-name"),
        ("ー@東京都", "no-name"),
        ("ー@", "missing"),
        ("@", "missing"),
        ("", "missing"),
        ("あ" * 201 + "@東京都", "length"),
    ],
)
def test_both_a_name_and_a_place_are_needed(raw, reason):
    answer = NamePlace().check(raw)
    assert (answer.valid, answer.reason, answer.code) == (False, reason, None)


def test_the_last_at_sign_divides():
    assert NamePlace().check("＠ホーム（株）@東京都").code == "@ホーム株式会社@東京都"
    assert NamePlace().check("@ホーム株式会社@東京都").code == "@ホーム株式会社@東京都"
    assert NamePlace().check(compose("a@b", "c@d")).code == "A@B@CD"


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_code_is_its_own_normal_form(name, place):
    answer = NamePlace().check(compose(name, place))
    if answer.code is not None:
        again = NamePlace().check(answer.code)
        assert (again.code, again.changes) == (answer.code, ())


def test_real_names_make_codes(shared_data):
    rows = pl.read_parquet(shared_data / "jp_labor_violations.parquet").select("name", "location")
    answers = [NamePlace().check(compose(name, place or "")) for name, place in rows.iter_rows()]
    refused = [answer for answer in answers if not answer.valid]
    assert {answer.reason for answer in refused} <= {"missing", "no-place", "no-name"}
    assert len(refused) < len(answers) // 20
    assert not any("(株)" in answer.code or "（" in answer.code for answer in answers if answer.code)
