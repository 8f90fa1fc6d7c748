"""The page of a business: what it says, in both languages, on which day, and under which codes it is found."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone
from tests import registry
from tests.portal.conftest import CODE, FORMER, LEGACY, NAME, OTHER, RECENT, Add, penalty, registration
from tests.portal.page import Element
from tests.portal.public.shown import CHINESE, ENGLISH, PAGE, facts, page, sections


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_the_business(client: Client, business: Add, language: dict[str, str]) -> None:
    business("mr-penalties", penalty(), penalty("CF2", 处罚决定书文号="", 处罚依据="", 违法事实="长" * 50))
    found = page(client, PAGE, language=language)
    assert found.one("h1").text == NAME
    assert found.one("h1").attributes["lang"] == "zh-Hans"
    assert sections(found) == {"cn-registration": 1, "cn-administrative-penalty": 2, "cn-annual-report": 1}
    said = facts(found)
    if language is ENGLISH:
        assert said["Unified social credit code"] == CODE
        assert said["Former registration number"] == LEGACY
        assert said["Former name"] == FORMER
        assert said["Fine"] == "¥5,000.00"
        assert (
            "Administrative Penalty Law, art. 48"
            in found.one("section", **{"aria-labelledby": "cn-administrative-penalty"}).text
        )
    else:
        assert said["统一社会信用代码"] == CODE
        assert said["曾用名"] == FORMER
        assert said["罚款金额"] == "¥5,000.00"
        assert "《行政处罚法》第48条" in found.one("main").text
    assert "discretion" not in found.text.lower()
    assert "裁量" not in found.text
    assert found.one(class_="wide").one("dd").text == "长" * 50


def test_the_words_of_a_source_are_marked_with_its_language(client: Client, business: Add) -> None:
    languages = {
        one.one("dt").text: one.all("dd")[0].attributes.get("lang")
        for one in page(client, PAGE).all(class_="facts")[0].all("div")
    }
    assert languages["Registered address"] == "zh-Hans"
    assert languages["Status"] is None, "a label, in the language of the page"


def test_each_record_names_its_source_and_dates(client: Client, business: Add) -> None:
    business("mr-penalties", penalty(), penalty("CF2", 操作="更正", 原案件编号="CF1", 更正理由="笔误"))
    [source] = (
        page(client, PAGE).one("section", **{"aria-labelledby": "cn-administrative-penalty"}).all(class_="source")
    )
    said = facts(Element("", {}, [source]))
    known = datetime.strptime(said.pop("Known here since") + " +0800", "%Y-%m-%d %H:%M %z")
    assert timedelta() <= timezone.now() - known < timedelta(minutes=5)
    assert said.pop("Published until") > RECENT
    assert said == {
        "Document": "澄市监处罚〔2022〕1号", "Basis": "《食品安全法》第一百二十四条", "Corrects": "CF1", "Reference": "CF2",
    }  # fmt: skip


def test_as_it_stood_on_a_day(client: Client, business: Add) -> None:
    business("mr-penalties", penalty())
    found = page(client, PAGE, as_of="2018-01-01")
    assert found.one("h1").text == FORMER
    assert sections(found) == {"cn-registration": 1}
    stands = found.one("p", class_="stands past")
    assert stands.text.startswith("As it stood on 2018-01-01, as it is known now (")
    assert stands.one("a").attributes["href"] == PAGE
    assert found.one(id="as_of").attributes["value"] == "2018-01-01"
    assert "past" not in str(page(client, PAGE).one("p", class_="stands").attributes)
    assert "still to come" in page(client, PAGE, as_of="2999-01-01").one(class_="stands past").text


def test_as_it_was_known(client: Client, business: Add) -> None:
    before = timezone.localtime(registry.moment())
    business("mr-penalties", penalty())
    asked = before.strftime("%Y-%m-%dT%H:%M:%S.%f")
    found = page(client, PAGE, known_at=asked)
    assert sections(found) == {"cn-registration": 1, "cn-annual-report": 1}
    assert f"as it was known at {before:%Y-%m-%d %H:%M} (UTC+8)" in found.one(class_="stands past").text
    assert found.one(id="known_at").attributes["value"] in (f"{before:%Y-%m-%dT%H:%M:%S}", f"{before:%Y-%m-%dT%H:%M}")
    assert page(client, PAGE, known_at="", as_of="").one("h1").text == NAME


def test_before_anything_was_known(client: Client, business: Add) -> None:
    found = page(client, PAGE, as_of="1999-01-01")
    assert found.one("h1").text == CODE
    assert found.one(class_="nothing").text == "No public record stood on that day."


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"as_of": "1.1.2024"}, "That is not a date. Write it as 2026-11-22."),
        ({"known_at": "noon"}, "That is not a date and time. Write them as 2026-11-22T13:30."),
        ({"known_at": "2999-01-01T00:00"}, "That moment has not passed yet"),
    ],
)
def test_a_moment_that_is_none(client: Client, business: Add, asked: dict[str, str], told: str) -> None:
    assert page(client, PAGE, 400, **asked).one("h1").text.startswith(told)


@pytest.mark.parametrize("code", [CODE.lower(), LEGACY, f"{CODE} "])
def test_a_code_in_another_form_leads_to_its_business(client: Client, business: Add, code: str) -> None:
    assert client.get(f"/entities/uscc/{quote(code)}").headers["Location"] == PAGE
    assert client.get(f"/entities/registration-number/{LEGACY}").headers["Location"] == PAGE


@pytest.mark.parametrize(
    "path", [f"/entities/uscc/{OTHER}", "/entities/uscc/a%00b", "/entities/x/y/z", "/entities/uscc/面"]
)
def test_no_such_business(client: Client, business: Add, path: str) -> None:
    assert page(client, path, 404).one("h1").text == "There is no such business in this register."


def test_a_mistyped_code_in_the_address_is_explained(client: Client, business: Add) -> None:
    assert "position 18 should be 4" in page(client, f"{PAGE[:-1]}5", 404).one("main").text


def test_businesses_that_are_one_by_decision(client: Client, business: Add) -> None:
    from bonafides.entities.acts.merge import merge
    from bonafides.entities.models import Entity

    business("mr-enterprise-registrations", registration("DJ3", 统一社会信用代码=OTHER, 名称="澄岚县他名饭店"))
    merge(registry.officer(), Entity.objects.get(code=OTHER), Entity.objects.get(code=CODE))
    links = [one.attributes["href"] for one in page(client, PAGE).one("main").all("a")]
    assert f"/entities/uscc/{OTHER}" in links


def test_whose_name_it_is_of_businesses_that_are_one(client: Client, business: Add) -> None:
    """The page has the name of the code that was asked for, even where the other's began later."""
    from bonafides.entities.acts.merge import merge
    from bonafides.entities.models import Entity

    rows = [
        registration("DJ3", 统一社会信用代码=OTHER, 名称="澄岚县旧饭店", 核准日期="2021-01-01"),
        registration("DJ4", 统一社会信用代码=OTHER, 名称="澄岚县他名饭店", 核准日期="2022-01-01", 业务类型="变更"),
    ]
    business("mr-enterprise-registrations", *rows)
    merge(registry.officer(), Entity.objects.get(code=OTHER), Entity.objects.get(code=CODE))
    for code, name, theirs in ((CODE, NAME, "澄岚县他名饭店"), (OTHER, "澄岚县他名饭店", NAME)):
        found = page(client, f"/entities/uscc/{code}")
        assert found.one("h1").text == name
        said = facts(found)
        assert theirs in said["Name of a merged business"]
        assert "Former name of a merged business" in said
        assert theirs not in said["Former name"]
