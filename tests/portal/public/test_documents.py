"""A document on its page and in the API: for whoever has the code, and nobody else; a forgery is said to be one."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from tests.documents.conftest import world
from tests.documents.issuing import issued
from tests.documents.test_verify import behind_the_back, own_ledger
from tests.portal.page import faults, read

from bonafides.documents import render_pdf
from bonafides.documents.fonts import NoFontsError
from bonafides.documents.models import Document
from bonafides.kernel.documents.bundle import Bundle
from bonafides.kernel.documents.code import grouped
from bonafides.ledger.sequence import sequence

__all__ = ["own_ledger", "world"]  # fixtures
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world", "own_ledger")]
CHINESE, ENGLISH = "zh-CN", "en"


@pytest.fixture
def document() -> Document:
    made = issued(fields={"facts": "<b>事实</b>", "item": "5-2"}, case=3)
    sequence()
    return made


@pytest.mark.parametrize(
    ("language", "told", "title"),
    [
        (CHINESE, "核验通过", "列入严重违法失信名单告知书"),
        (ENGLISH, "Genuine", "Notice before Listing for Serious Violations"),
    ],
)
def test_it_is_read_by_its_code(client: Client, document: Document, language: str, told: str, title: str) -> None:
    answer = client.get(f"/documents/{document.code}", headers={"accept-language": language})
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    found = read(answer.content)
    assert faults(found) == []
    assert told in found.one("main").text
    assert found.one("h1").text == title
    assert "<b>事实</b>" in found.one("article").text, "as text, not as markup"
    assert document.number in found.one("article").text
    assert grouped(document.code) in found.one("article").text


def test_a_code_as_it_was_typed_leads_there(client: Client, document: Document) -> None:
    answer = client.get("/documents/", {"code": f" {grouped(document.code).lower()} "})
    assert answer.status_code == 302
    assert answer["Location"] == f"/documents/{document.code}"
    assert client.get(f"/documents/{grouped(document.code)}")["Location"] == f"/documents/{document.code}"


@pytest.mark.parametrize("code", ["0" * 24, "x", "%00", "' OR 1=1 --", "..%2f..%2fetc", "市监严告〔2026〕1号"])
def test_a_code_that_was_guessed_shows_nothing(client: Client, document: Document, code: str) -> None:
    """Neither a number of the agency's nor a row's leads to a document; the answer repeats nothing."""
    for address in (f"/documents/{code}", f"/documents/{code}/zh.pdf", f"/api/v1/documents/{code}"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert code not in answer.content.decode() or code == "x"
    answer = client.get("/documents/", {"code": code})
    assert answer.status_code == 404
    assert client.get(f"/documents/{document.pk}").status_code == 404
    assert client.get(f"/api/v1/documents/{document.number}").status_code == 404


def test_pdf(client: Client, document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = client.get(f"/documents/{document.code}/zh.pdf")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.content == render_pdf.render_pdf(document, "zh")
    assert client.get(f"/documents/{document.code}/fr.pdf").status_code == 404

    def none(*_: object) -> bytes:
        raise NoFontsError("no font")

    monkeypatch.setattr("bonafides.portal.public.documents.render_pdf", none)
    assert client.get(f"/documents/{document.code}/zh.pdf").status_code == 503


def test_programs_get_the_document_and_what_checks_it_offline(client: Client, document: Document) -> None:
    told = client.get(f"/api/v1/documents/{document.code}").json()
    assert (told["state"], told["changed"], told["number"]) == ("stands", [], document.number)
    assert told["content"] == json.loads(json.dumps(document.content))
    assert Bundle.of_json(told["bundle"]).code == document.code


def test_what_waits_for_the_ledger_says_so(client: Client) -> None:
    document = issued()
    page = client.get(f"/documents/{document.code}", headers={"accept-language": ENGLISH})
    assert "about to be entered" in read(page.content).one("main").text
    told = client.get(f"/api/v1/documents/{document.code}").json()
    assert (told["state"], told["bundle"], told["ledger_index"]) == ("waits", None, None)


def test_what_was_changed_is_shown_as_such(client: Client, document: Document) -> None:
    behind_the_back(
        "UPDATE documents_document SET content = jsonb_set(content, '{number}', '\"forged\"') WHERE id = %s",
        document.pk,
    )
    page = client.get(f"/documents/{document.code}", headers={"accept-language": ENGLISH})
    assert "Do not rely on this" in read(page.content).one("main").text
    told = client.get(f"/api/v1/documents/{document.code}").json()
    assert told["state"] == "changed"
    assert told["bundle"] is None


def test_what_was_corrected_names_what_came_after(client: Client, document: Document) -> None:
    fields = {"corrected_no": document.number, "wrong_text": "a", "right_text": "b"}
    after = issued("correction-notice", fields=fields, case=3)
    page = client.get(f"/documents/{document.code}", headers={"accept-language": ENGLISH})
    assert f"see the later document Correction of a Document {after.number}" in read(page.content).one("main").text
    assert client.get(f"/api/v1/documents/{document.code}").json()["replaced_by"] == after.number
