"""A document as HTML and PDF: the same words in both, the same bytes each time, and nothing in it is read as markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from tests.documents.issuing import NAME, issued

from bonafides.documents import fonts
from bonafides.documents.paper import address_of, paper
from bonafides.documents.qr import qr_svg
from bonafides.documents.render_html import render_html
from bonafides.documents.render_pdf import render_pdf
from bonafides.documents.values import chinese_number

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
ATTACK = '<script>alert(1)</script> <img src=x onerror=alert(1)> " \' & #panic("x") $x$ @a *b* _c_ `d` \\ #import "/x" {{ f }}'


class _Read(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("language", ["zh", "en"])
def test_html_stands_alone(language: str) -> None:
    document = issued()
    text = render_html(document, language)
    read = _Read(text)
    assert {"script", "link", "img", "iframe"} & set(read.tags) == set()
    assert not any(name.startswith("on") for name in read.attributes)
    assert "src" not in read.attributes
    assert "url(" not in text
    for word in (document.content["title"][language], document.number, document.entity.code, address_of(document)):
        assert word in read.text
    assert text == render_html(document, language)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pdf_is_an_archival_file_and_the_same_each_time(language: str) -> None:
    document = issued()
    content = render_pdf(document, language)
    assert content.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in content or b"/Type /ObjStm" in content
    assert b"pdfaid" in content or b"/Metadata" in content
    from bonafides.documents import render_pdf as module

    module._set.cache_clear()
    assert render_pdf(document, language) == content
    assert len(content) < 400_000, "fonts are cut to what is used"


def test_what_is_given_is_never_markup() -> None:
    plain = issued(fields={"facts": "x"})
    document = issued(fields={"facts": ATTACK})
    text = render_html(document, "en")
    assert _Read(text).tags.count("script") == 0
    assert _Read(text).tags == _Read(render_html(plain, "en")).tags
    assert ATTACK in _Read(text).text
    assert ATTACK in str([one.get("text") for one in paper(document, "en")["blocks"]][2:4]).replace("\\'", "'").replace(
        "\\\\", "\\"
    )
    assert render_pdf(document, "en").startswith(b"%PDF"), "no word of it is an instruction to the typesetter"


def test_lines_of_a_text_are_paragraphs() -> None:
    document = issued(fields={"facts": "one\n\ntwo"})
    assert "<p>one</p><p>two</p>" in re.sub(r"\s*\n\s*", "", render_html(document, "en"))
    assert render_pdf(document, "en") != render_pdf(issued(fields={"facts": "one two"}), "en")


def test_no_name_of_an_officer_is_on_it() -> None:
    document = issued()
    for language in ("zh", "en"):
        assert "Zhang" not in render_html(document, language)
        assert "102" in paper(document, language)["officer"]


def test_the_address_is_where_the_public_reaches_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PUBLIC_URL", "https://credit.example.gov")
    document = issued()
    assert address_of(document) == f"https://credit.example.gov/documents/{document.code}"


def test_the_square_is_squares_alone() -> None:
    svg = qr_svg('http://x/"><script>')
    assert set(_Read(svg).tags) == {"svg", "path"}
    assert svg == qr_svg('http://x/"><script>')


def test_without_a_font_it_says_which_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "folders", lambda: [tmp_path])
    fonts.fonts.cache_clear()
    with pytest.raises(
        fonts.NoFontsError, match=r"install the wheel `pylopdf-fonts-zh-cn`, or name a folder .* BONAFIDES_FONTS"
    ):
        fonts.fonts()
    fonts.fonts.cache_clear()


def test_an_office_brings_its_own_fonts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    [wheel] = fonts.folders()
    (tmp_path / "own.otf").write_bytes((wheel / "NotoSansSC-Regular.otf").read_bytes())
    monkeypatch.setenv("BONAFIDES_FONTS", str(tmp_path))
    fonts.fonts.cache_clear()
    assert fonts.folders() == [tmp_path, wheel]
    assert fonts.families() == ["Noto Sans SC"]
    fonts.fonts.cache_clear()


def test_numbers_in_chinese() -> None:
    told = {
        1: "一",
        10: "十",
        12: "十二",
        20: "二十",
        44: "四十四",
        100: "一百",
        101: "一百零一",
        110: "一百一十",
        215: "二百一十五",
    }
    assert {number: chinese_number(number) for number in told} == told


def test_the_head_of_a_chinese_document() -> None:
    told = paper(issued(), "zh")
    assert told["to"][0] == ["当事人", NAME] or told["to"][0][0] == "当事人"
    assert told["blocks"][1]["heading"] == "一、拟认定的事实"
    assert [one["heading"] for one in told["blocks"] if "heading" in one][-1] == "四、法律依据"
    assert (
        told["blocks"][-1]["text"]
        == "《市场监督管理严重违法失信名单管理办法》第十三条、《行政处罚法》第四十四条、第六十二条。"
    )
