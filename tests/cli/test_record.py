"""`bonafides record`: the record as an officer reads it."""

from __future__ import annotations

import json

import pytest
from tests import registry
from tests.cli.conftest import Run, one_line
from tests.portal.conftest import CODE, FORMER, LEGACY, NAME, OTHER, PERSON, Add, penalty, registration


def test_it_reads_from_top_to_bottom(run: Run, business: Add) -> None:
    business("mr-penalties", penalty())
    lines = run("record", CODE).out.splitlines()
    assert lines[:5] == [
        NAME,
        f"Unified social credit code  {CODE}",
        "Kind of business            Enterprise",
        f"Former name                 {FORMER}  (from 2015-03-02)",
        f"Former registration number  {LEGACY}",
    ]
    assert lines[5].startswith("As it stood on ")
    text = "\n".join(lines[6:])
    assert "\nRegistration (1)\n  Regulation on the Registration of Market Entities, art. 8" in text
    assert "\nAdministrative penalty (1)\n" in text
    assert "\n    Fine                    ¥5,000.00\n" in text
    assert (
        "Document 澄市监处罚〔2022〕1号 · Basis 《食品安全法》第一百二十四条 · Reference CF1 · Published until " in text
    )
    assert "Band of discretion" not in text


def test_in_chinese(run: Run, business: Add) -> None:
    text = run("record", CODE, "--language", "zh").out
    assert f"统一社会信用代码  {CODE}\n主体类别          企业\n" in text
    assert "\n登记信息 (1)\n  《市场主体登记管理条例》第8条（待核实）" in text


def test_the_operator_sees_what_is_not_public_marked(run: Run, business: Add) -> None:
    business("mr-penalties", penalty(), penalty("CF2", 处罚程序="简易程序"))
    text = run("record", "--full", CODE).out
    assert "\n    Band of discretion      Ordinary  [not public]\n" in text
    assert text.count("Market regulation  [not public]") == 1
    assert "CF2" not in run("record", CODE).out


def test_json_is_what_the_api_gives(run: Run, business: Add) -> None:
    found = run("record", CODE, "--json").json
    assert (found["code"], set(found["records"])) == (CODE, {"cn/annual-report", "cn/registration"})
    assert run("record", "--json", CODE, "--full").json["records"]["cn/annual-report"][0]["facts"]["employees"] == 12
    assert "employees" not in json.dumps(found)


def test_two_clocks(run: Run, business: Add) -> None:
    before = registry.moment().isoformat()
    business("mr-penalties", penalty())
    assert set(run("record", CODE, "--as-of", "2018-01-01", "--json").json["records"]) == {"cn/registration"}
    assert "cn/administrative-penalty" not in run("record", CODE, "--known-at", before, "--json").json["records"]
    assert "As it stood on 2018-01-01, as it is known now" in run("record", CODE, "--as-of", "2018-01-01").out
    assert "as it was known at" in run("record", CODE, "--known-at", before).out
    assert "No public record stood on that day." in run("record", CODE, "--as-of", "1990-01-01").out
    assert "No record stood on that day." in run("record", CODE, "--as-of", "1990-01-01", "--full").out


@pytest.mark.parametrize(
    ("option", "word", "told"),
    [
        ("--as-of", "yesterday", "Invalid value for --as-of: expected a day such as"),
        ("--known-at", "noon", "Invalid value for --known-at: expected a moment such as"),
        ("--known-at", "2999-01-01", "Invalid value for --known-at: expected a moment that has passed"),
    ],
)
def test_moments_that_are_none(run: Run, business: Add, option: str, word: str, told: str) -> None:
    assert told in run("record", CODE, option, word, status=2).err


@pytest.mark.parametrize("typed", [CODE.lower(), LEGACY, f" {CODE}", "９１９９００００ＭＡ０ＴＥＸＴ１２４"])
def test_a_code_in_any_form(run: Run, business: Add, typed: str) -> None:
    assert run("record", typed, "--json").json["code"] == CODE


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((OTHER,), "no business of this register bears this code; by its name: bonafides search NAME"),
        (("兴曦",), "no business of this register bears this code; by its name: bonafides search NAME"),
        (
            (LEGACY, "--scheme", "uscc"),
            "no business of this register bears this uscc; by its name: bonafides search NAME",
        ),
        ((CODE[:17] + "5",), "this is no code of a business. The check character in position 18 should be 4; 5 came."),
        ((CODE.replace("0", "O"),), f"Perhaps {CODE}?"),
    ],
)
def test_a_code_of_nobody(run: Run, business: Add, words: tuple[str, ...], told: str) -> None:
    assert one_line(run("record", *words, status=1)).endswith(told)


def test_a_persons_number_is_not_repeated(run: Run, business: Add) -> None:
    told = one_line(run("record", PERSON, status=1))
    assert "natural person" in told
    assert PERSON not in told


def test_a_former_code_of_two(run: Run, business: Add) -> None:
    business("mr-enterprise-registrations", registration("DJ3", 统一社会信用代码=OTHER, 原注册号=LEGACY))
    assert one_line(run("record", LEGACY, status=1)).endswith(f"{OTHER} (uscc), {CODE} (uscc)")
