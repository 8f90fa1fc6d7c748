from datetime import date
from typing import get_args

import pytest

from bonafides.kernel.identifiers import (
    ChangeCode,
    DivisionTable,
    ExceptedCode,
    ExceptionRegister,
    ReasonCode,
    Uscc,
    WarningCode,
    scheme,
)
from bonafides.kernel.identifiers.texts import (
    CHANGES,
    REASONS,
    WARNINGS,
    Language,
    reason_text,
    refusal_text,
    warning_texts,
)


def test_every_code_has_a_text_in_every_language():
    for table, codes in ((REASONS, ReasonCode), (WARNINGS, WarningCode), (CHANGES, ChangeCode)):
        assert set(table) == set(get_args(codes))
        assert all(set(text) == set(get_args(Language)) and all(text.values()) for text in table.values())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The check character in position 18 should be 9; B came."),
        ("zh", "第 18 位校验码应为 9，实为 B。"),
    ],
)
def test_says_what_was_expected_and_what_came(language, text):
    assert reason_text(Uscc().check("91350203M0001QAY9B"), language) == text


CELLS = [
    "91A10000600037341L",
    "9111",
    "91110000600037341_",
    "91350203M0001QAY9B",
    "320100000045616",
    "无",
    "a@b",
]


@pytest.mark.parametrize("name", ["uscc", "registration-number", "organisation-code", "taxpayer-number", "name-place"])
@pytest.mark.parametrize(
    "raw", [*CELLS, "8613800138000", "320100138302951", "13497257-8", "あ", "@あ", "あ" * 300 + "@あ"]
)
def test_no_gap_stays_open(name, raw):
    answer = scheme(name).check(raw)
    for language in get_args(Language):
        said = reason_text(answer, language) + "".join(warning_texts(answer, language))
        assert "{" not in said
        assert "—" not in said


def test_every_warning_fills_its_gaps():
    register = ExceptionRegister.of([ExceptedCode("97110000600037342L", "局", date(2026, 1, 5), "印制错误")])
    answer = Uscc(DivisionTable("2020", {}), register).check("97110000600037342L")
    assert answer.warnings == ("excepted", "inner-check", "pair-unknown", "division-unknown")
    assert all("—" not in text for text in warning_texts(answer, "en"))
    assert warning_texts(answer, "zh")[0] == "例外接受：局 于 2026-01-05 确认（印制错误）。"


def test_a_valid_code_has_no_reason():
    assert reason_text(Uscc().check("91110000600037341L"), "en") == ""


def test_a_refusal_names_the_code_and_a_look_alike() -> None:
    bad = "9111O000600037341L"
    assert refusal_text(Uscc().check(bad), "en").startswith(f"`{bad}`: Character 5 is O; ")
    assert refusal_text(Uscc().check(bad), "en").endswith(" Perhaps `91110000600037341L` was meant.")
    assert refusal_text(Uscc().check(bad), "zh").endswith("是否为 `91110000600037341L`？")
    assert refusal_text(Uscc().check("公示"), "en") == "`公示`: 18 characters were expected; 2 came."
    assert refusal_text(Uscc().check("公" * 99), "en").startswith(f"`{'公' * 80}…`: ")
    assert refusal_text(Uscc().check("91110000600037341L"), "en") == ""
    assert "19491231" not in refusal_text(Uscc().check("11010519491231002X"), "en")
