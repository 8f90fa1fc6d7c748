"""The pages: what they say, in both languages, to whom they lead, and what they never repeat."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from tests import registry
from tests.portal.conftest import CODE, FORMER, LEGACY, NAME, OTHER, PERSON, RECENT, Add, penalty, registration
from tests.portal.page import Element, faults, read

from bonafides.portal.public import home as pages

PAGE = f"/entities/uscc/{CODE}"
CHINESE, ENGLISH = {"accept-language": "zh-CN"}, {"accept-language": "en"}


def page(client: Client, path: str, status: int = 200, *, language: dict[str, str] = ENGLISH, **asked: str) -> Element:
    """A page that anyone can use, and nothing may keep."""
    answer = client.get(path, asked, headers=language)
    assert answer.status_code == status
    assert "no-store" in answer.headers.get("Cache-Control", "") or status == 404
    assert PERSON not in answer.content.decode()
    found = read(answer.content)
    assert faults(found) == []
    return found


def search(client: Client, query: str, status: int = 200, *, language: dict[str, str] = ENGLISH) -> Element:
    return page(client, "/", status, language=language, name=query)


def sections(found: Element) -> dict[str, int]:
    """The kinds of record shown, and how many of each."""
    return {one.one("h2").attributes["id"] or "": len(one.all("article")) for one in found.all("section")}


def facts(found: Element) -> dict[str, str]:
    return {one.one("dt").text: one.all("dd")[0].text for group in found.all("dl") for one in group.all("div")}


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_the_first_page(client: Client, language: dict[str, str]) -> None:
    found = page(client, "/", language=language)
    assert found.one("html").attributes["lang"] == ("en" if language is ENGLISH else "zh-Hans")
    assert found.one("h1").text == ("Find a business" if language is ENGLISH else "查询经营主体")
    assert not found.all("section")


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_search_by_two_characters(client: Client, business: Add, language: dict[str, str]) -> None:
    found = search(client, "兴曦", language=language)
    assert found.one("main").one("h2").text == ("1 business" if language is ENGLISH else "1 家")
    [row] = found.one("ul", class_="found").all("li")
    assert row.one("a").attributes == {"href": PAGE, "lang": "zh-Hans"}
    assert row.one("a").text == NAME
    assert (row.one(class_="code").text, row.one(class_="kind").text) == (
        CODE,
        "Enterprise" if language is ENGLISH else "企业",
    )
    assert found.one(id="name").attributes["value"] == "兴曦"


def test_a_former_name_is_told(client: Client, business: Add) -> None:
    [row] = search(client, "旧名").one("main").all("li")
    assert row.one("a").text == NAME
    assert row.one(class_="note").text == f"formerly {FORMER}"


def test_no_such_name(client: Client, business: Add) -> None:
    assert "No business bears or bore such a name" in search(client, "龘龘").one("main").text


def test_more_than_can_be_shown(client: Client, business: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "SHOWN", 1)
    business("mr-enterprise-registrations", registration("DJ3", 统一社会信用代码=OTHER, 名称="澄岚县兴曦饭店"))
    found = search(client, "兴曦")
    assert len(found.one("main").one("ul").all("li")) == 1
    assert found.one("main").one("h2").text.startswith("More than 1 found; these are the first.")


@pytest.mark.parametrize("query", ["面", "x" * 101])
def test_a_query_that_cannot_be_searched_for(client: Client, business: Add, query: str) -> None:
    found = search(client, query, 400)
    assert found.one(class_="refused").text == "Refused: Type at least two characters of the name, and at most 100."
    field = found.one(id="name")
    assert field.attributes["aria-invalid"] == "true"
    assert "refused" in (field.attributes["aria-describedby"] or "").split()


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), f" {CODE}", "９１９９００００ＭＡ０ＴＥＸＴ１２４", LEGACY])
def test_a_code_leads_straight_to_its_business(client: Client, business: Add, typed: str) -> None:
    answer = client.get("/", {"name": typed})
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)


def test_a_code_of_nobody(client: Client, business: Add) -> None:
    assert "No business of this register bears this code." in search(client, OTHER, 404).one(class_="refused").text


def test_a_former_code_of_two_businesses(client: Client, business: Add) -> None:
    business("mr-enterprise-registrations", registration("DJ3", 统一社会信用代码=OTHER, 原注册号=LEGACY))
    assert "more than one business" in search(client, LEGACY, 404).one(class_="refused").text


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (ENGLISH, "This is no valid code. The check character in position 18 should be 4; 5 came."),
        (CHINESE, "这不是有效的代码。第 18 位校验码应为 4，实为 5。"),
    ],
)
def test_a_mistyped_code_is_explained(client: Client, business: Add, language: dict[str, str], told: str) -> None:
    assert search(client, CODE[:17] + "5", 400, language=language).one(class_="refused").text.endswith(told)


def test_a_look_alike_is_suggested(client: Client, business: Add) -> None:
    link = search(client, CODE.replace("0", "O"), 400).one(class_="suggestion").one("a")
    assert (link.text, link.attributes["href"]) == (CODE, PAGE)


@pytest.mark.parametrize(
    "typed", [PERSON, PERSON.lower(), f"王小明 {PERSON}", "110105 19491231 002X", "110105491231003"]
)
@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_a_persons_number_is_never_repeated(client: Client, db: None, typed: str, language: dict[str, str]) -> None:
    found = search(client, typed, 400, language=language)
    assert ("自然人" if language is CHINESE else "natural person") in found.one(class_="refused").text
    for one in found.all():
        for value in [one.text, *one.attributes.values()]:
            assert typed not in (value or "")
            assert quote(typed) not in (value or "")
    assert found.one(id="name").attributes["value"] == ""
    elsewhere = client.get(f"/entities/uscc/{quote(typed)}", headers=language)
    assert elsewhere.status_code == 404
    for word in (typed, quote(typed), typed.replace(" ", "+")):
        assert word not in elsewhere.content.decode()


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


def test_the_language_is_changed_without_javascript(business: Add) -> None:
    browser = Client(enforce_csrf_checks=True, headers=CHINESE)
    path = f"{PAGE}?as_of=2018-01-01"
    form = read(browser.get(path).content).one("form", class_="languages")
    fields = {one.attributes["name"]: one.attributes["value"] for one in form.all("input")}
    button = form.one("button")
    answer = browser.post(form.attributes["action"] or "", fields | {"language": button.attributes["value"]})
    assert (answer.status_code, answer.headers["Location"]) == (302, path)
    assert read(browser.get(path).content).one("html").attributes["lang"] == "en"
    without = Client(enforce_csrf_checks=True).post("/i18n/setlang/", {"language": "en"})
    assert without.status_code == 403
    assert "Cookie" in read(without.content).one("main").text


def test_other_methods_are_refused(client: Client, db: None) -> None:
    for path in ("/", PAGE):
        assert client.post(path).status_code == 405
        assert client.head(path).status_code in (200, 404)


def test_no_such_page(client: Client) -> None:
    for language, told in ((CHINESE, "页面不存在"), (ENGLISH, "There is no such page")):
        assert page(client, f"/nothing/{PERSON}", 404, language=language).one("h1").text == told


def test_an_error_of_ours(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "look_up", lambda _: 1 / 0)
    client.raise_request_exception = False
    answer: HttpResponse = client.get("/", {"name": "面馆"}, headers=CHINESE)
    assert answer.status_code == 500
    assert faults(read(answer.content)) == []
    assert read(answer.content).one("h1").text == "登记库暂时无法应答"
