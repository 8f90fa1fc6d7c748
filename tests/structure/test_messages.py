"""The words that people read: collected, translated, compiled, and none forgotten."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from bonafides.site import messages
from bonafides.site.messages import LANGUAGES, as_mo, as_po, catalog_of, path_of, untranslated, updated

MEND = "bring the words up to date: ./dev messages"
NAMES = "|".join(
    (
        "OpenAPI",
        "PDF",
        "PNG",
        "JPEG",
        "MB",
        "CSV",
        "Parquet",
        "Feed-Checkpoint",
        "SHA-256",
        "SHA-512",
        "INS-11",
        "base64",
        "Cookie",
        "JSON",
        "JavaScript",
        "drand",
        "nist",
        "ceremony",
        "bonafides verify draw",
        "--log-key",
        "--witness-key",
    )
)
HAN = re.compile(r"[\u4e00-\u9fff]")


def forms(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, (tuple, list)) else [message.string]


def gaps(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"%\(\w+\)[sdr]", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_collected_and_translated(language: str) -> None:
    assert untranslated(catalog_of(language)) == []
    assert path_of(language, "po").read_bytes() == as_po(updated(language)), MEND


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_file_is_that_of_the_words(language: str) -> None:
    assert path_of(language, "mo").read_bytes() == as_mo(catalog_of(language)), MEND


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_gap_is_lost(language: str) -> None:
    for one in catalog_of(language):
        ids = [one.id] if isinstance(one.id, str) else list(one.id)
        if one.id:
            assert {gaps(form) for form in forms(one)} == {gaps(word) for word in ids}, one.id
            assert all(form[:1].isspace() == ids[0][:1].isspace() for form in forms(one))


def test_chinese_is_chinese() -> None:
    """Not one word left in English, no half-width punctuation among Chinese characters. In `…` stands what is typed as it is."""
    for one in catalog_of("zh_Hans"):
        for form in forms(one) if one.id else ():
            bare = re.sub(NAMES, "", re.sub(r"`[^`]*`|%\(\w+\)[sdr]|\d{4}-\d\d-\d\d(T\d\d:\d\d)?", "", form))
            assert not re.search(r"[A-Za-z]", bare), form
            assert not HAN.search(bare) or not set(bare) & set(",;:!?()" + '"'), form


def test_english_ids_are_english() -> None:
    for one in catalog_of("en"):
        assert not HAN.search(str(one.id)), one.id
        assert set(str(one.id)) <= {*string.printable, "…"}, one.id


def test_what_a_template_says_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "{% load i18n design %}{% notice 'warn' %}{% if q %}{% translate 'Zero' %}{% endif %}{% endnotice %}"
        "{% if a %}{% translate 'One' %}{% else %}{% translate 'Two' context 'a place' %}{% endif %}"
        "{% for x in y %}{% blocktranslate count n=x trimmed %}\n{{ n }} cat\n{% plural %}{{ n }} cats{% endblocktranslate %}"
        "{% empty %}{% blocktranslate with z=x %}100% of {{ z }}{% endblocktranslate %}{% endfor %}",
        "utf-8",
    )
    assert list(messages._of_template(page)) == [
        ("Zero", None),
        ("One", None),
        ("Two", "a place"),
        (("%(n)s cat", "%(n)s cats"), None),
        ("100%% of %(z)s", None),
    ]


def test_what_python_says_is_found(tmp_path: Path) -> None:
    module = tmp_path / "a.py"
    module.write_text(
        'a = _("One")\nb = ngettext("%(n)s cat", "%(n)s cats", 2)\nc = pgettext("a place", "Two")\nfor _, d in e: pass\n',
        "utf-8",
    )
    assert list(messages._of_python(module)) == [("One", None), (("%(n)s cat", "%(n)s cats"), None), ("Two", "a place")]


def test_a_word_that_is_gone_is_dropped_and_a_new_one_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    words = messages.Words("en")
    words.add("Never said before")
    monkeypatch.setattr(messages, "collected", lambda: words)
    assert untranslated(updated("zh_Hans")) == ["Never said before"]
    assert [one.string for one in updated("en") if one.id] == ["Never said before"]
