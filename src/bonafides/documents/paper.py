"""A document as it is read in one language: all its words in their order. Both renderings are made of this alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from bonafides.documents.models import Document
from bonafides.documents.values import chinese_number, day_text
from bonafides.kernel.documents.code import grouped
from bonafides.packs.words import scheme_title

DJANGO = {"zh": "zh-hans"}


def paper(document: Document, language: str) -> dict[str, Any]:
    """The words of a document: plain texts and lists, nothing that a renderer would read as its own markup."""
    content = document.content
    with override(DJANGO.get(language, language)):
        return {
            "language": language,
            "agency": content["agency"]["title"][language],
            "title": content["title"][language],
            "number": content["number"],
            "to": [[_("Party"), content["to"]["name"]], [scheme_title(content["to"]["scheme"]), content["to"]["code"]]],
            "blocks": list(_numbered(_blocks(content, language), language)),
            "day": day_text(date.fromisoformat(content["issued_on"]), language),
            "seal": _("(official seal)"),
            "officer": _("Officer in charge: no. %(number)s") % {"number": content["officer"]} if content["officer"] else "",
            "enclosed": _enclosed(content, language),
            "check": _check(document),
            "receipt": _receipt(_served(content, language)) if content["receipt"] else None,
            "authentic": "" if language == content["languages"][0] else _(
                "This translation is for information. The text in the first language of the register is authentic."
            ),
        }  # fmt: skip


def address_of(document: Document) -> str:
    """Where anyone with the code reads the document."""
    return f"{settings.PUBLIC_URL}/documents/{document.code}"


def _blocks(content: dict[str, Any], language: str) -> Iterator[dict[str, Any]]:
    yield from content["body"][language]
    yield {"heading": _("Legal basis")}
    yield {"text": _list_text(content["basis"][language], language)}
    if content["ends"]:
        yield {"heading": _("How long it holds")}
        yield {"text": content["ends"][language]}
    if content["remedies"]:
        yield {"heading": _("Remedies")}
        yield from ({"text": one["text"][language]} for one in content["remedies"])


def _list_text(texts: list[str], language: str) -> str:
    return f"{'、'.join(texts)}。" if language == "zh" else f"{'; '.join(texts)}."


def _numbered(blocks: Iterator[dict[str, Any]], language: str) -> Iterator[dict[str, Any]]:
    """Headings with their numbers: 一、 or 1."""
    count = 0
    for block in blocks:
        if "heading" not in block:
            yield block
            continue
        count += 1
        number = f"{chinese_number(count)}、" if language == "zh" else f"{count}. "
        yield {"heading": number + block["heading"]}


def _enclosed(content: dict[str, Any], language: str) -> str:
    titles = [one[language] for one in content["together_with"]]
    return _("Served together with: %(titles)s") % {"titles": _list_text(titles, language)} if titles else ""


def _check(document: Document) -> dict[str, str]:
    return {
        "title": _("Verify this document"),
        "code": grouped(document.code),
        "address": address_of(document),
        "told": _(
            "Scan the square or open the address to read this document as it was issued. The code belongs to these words alone."
        ),
    }


def _served(content: dict[str, Any], language: str) -> dict[str, str]:
    title, number = content["title"][language], content["number"]
    party = f"{content['to']['name']} ({content['to']['code']})"
    return {
        "document": f"{title} {number}".strip(),
        "party": party if language != "zh" else party.replace(" (", "（").replace(")", "）"),
    }


def _receipt(told: dict[str, str]) -> dict[str, Any]:
    """The sheet that the agency keeps: filled in by hand when the document is served."""
    return {
        "title": _("Certificate of service"),
        "rows": [
            [_("Document served"), told["document"]],
            [_("Served on"), told["party"]],
            [_("Day and hour"), ""],
            [_("Place"), ""],
            [_("Manner"), "  ".join(f"□ {one}" for one in _manners())],
            [_("Received by (signature or seal)"), ""],
            [_("Served by (numbers of the officers)"), ""],
            [_("Witness, where it was left behind"), ""],
            [_("Remarks"), ""],
        ],
    }


def _manners() -> tuple[str, ...]:
    return _("handed over"), _("left behind"), _("by mail"), _("electronically"), _("by public notice")
