"""The pages: what they say, in both languages, to whom they lead, and what they never repeat."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.portal.conftest import CODE, FORMER, LEGACY, NAME, OTHER, PERSON, Add, registration
from tests.portal.page import Element, faults, read
from tests.portal.public.shown import CHINESE, ENGLISH, PAGE, page

from bonafides.portal.public import home as pages


def search(client: Client, query: str, status: int = 200, *, language: dict[str, str] = ENGLISH) -> Element:
    return page(client, "/", status, language=language, name=query)


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


def test_the_mark_where_browsers_look_for_it(client: Client, db: None) -> None:
    answer = client.get("/favicon.ico")
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("mark.svg")
    assert client.post("/favicon.ico").status_code == 405


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
