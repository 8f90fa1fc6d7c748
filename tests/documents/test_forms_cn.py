"""Every form of the pack `cn` can be issued: with all that a case may give, and with no more than it must."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.documents.issuing import issued, today
from tests.registry import PACKS

from bonafides.documents.models import Document
from bonafides.packs.check_documents import labels_of
from bonafides.packs.document_form import LISTS, DocumentForm, Given
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
FORMS = sorted(path.stem for path in Path(PACKS / "cn" / "documents").glob("*.yaml"))
ADVERSE = {"listing-decision", "abnormal-decision", "abnormal-mark", "restoring-decision", "removal-refusal", "repair-refusal",
           "repair-revocation", "restructuring-end", "refusal-listing-decision", "licence-refusal",
           "pledge-withdrawal"}  # fmt: skip


def sample(pack: Pack, name: str, one: Given) -> Any:
    """A value of the kind that a form declares."""
    words = list(labels_of(pack, one))
    return {
        "string": words[0] if words else f"〈{name}〉", "text": f"〈{name}〉。", "words": words[:2] or ["201", "202"],
        "date": today() - timedelta(days=3), "integer": 7, "money": 123456, "boolean": True,
    }[one.type]  # fmt: skip


def context_of(pack: Pack, form: DocumentForm, *, whole: bool) -> dict[str, Any]:
    """What a case gives that a form is made of."""
    context: dict[str, Any] = {"fields": {}, "on": {}, "until": {}, "facts": {}, "case": 5}
    for name, one in form.given.items():
        if whole or not one.optional:
            source = "on" if one.on else "until" if one.until else "facts" if one.fact else "fields"
            value = sample(pack, name, one)
            context[source][one.field or one.on or one.until or one.fact or name] = (
                value.isoformat() if isinstance(value, date) and source == "fields" else value
            )
    if whole:
        entry = {word: {"zh": f"〔{word}〕", "en": f"[{word}]"} for words in LISTS.values() for word in words}
        context["lists"] = {name: [entry, entry] for name in LISTS if name != "findings"}
        context["findings"] = {
            "vile": entry | {"holds": True, "evidence": ["record:market-regulation/P-1", "file:photo.jpg"]}
        }
    return context


def texts(document: Document, language: str) -> str:
    content = document.content
    told = [str(block) for block in content["body"][language]]
    told += [content["ends"][language]] if content["ends"] else []
    return "\n".join(told + [one["text"][language] for one in content["remedies"]])


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "least"])
def test_every_form_can_be_issued(*, whole: bool) -> None:
    pack, _version = installed_pack("cn")
    assert sorted(pack.documents) == FORMS
    for name, form in pack.documents.items():
        context = context_of(pack, form, whole=whole)
        if whole and form.number:
            context["fields"][form.number] = f"〈{name}〉"
        document = issued(name, **context)
        for language in ("zh", "en"):
            told = texts(document, language)
            assert "{" not in re.sub(r"\{'(heading|text|rows|list)'", "", told), name
            assert "None" not in told
            texts_told = [one for name_, one in form.given.items() if one.type == "text" and name_ != form.number]
            assert "〈" in told or not any(whole or not one.optional for one in texts_told), name
        english = texts(document, "en").replace(document.number or "〈〉", "")  # which is the same in each language
        assert not re.search(r"[\u4e00-\u9fff]", re.sub("〈.*?〉。?|〔.*?〕|云岭食品有限公司", "", english)), name
        if name == "pledge-text":  # the business's own words, not a paper of the authority
            assert not document.number
        else:
            assert (document.number or "").startswith(("市监", "信", "更正", "催", "许", "〈")), name


def test_adverse_documents_tell_their_end_and_their_remedies() -> None:
    pack, _version = installed_pack("cn")
    assert {name for name, form in pack.documents.items() if form.adverse} == ADVERSE
    for name in ADVERSE:
        document = issued(name, **context_of(pack, pack.documents[name], whole=False))
        until = [date.fromisoformat(one["until"]) for one in document.content["remedies"]]
        assert len(until) == 2
        assert timedelta(days=60) <= until[0] - today() <= timedelta(days=70), "60 days, and a last day off goes on"
        assert until[1] > until[0]
        assert document.content["basis"]["zh"]


def test_the_listing_decision_computes_its_days() -> None:
    pack, _version = installed_pack("cn")
    context = context_of(pack, pack.documents["listing-decision"], whole=False)
    context["on"][pack.documents["listing-decision"].given["decided_on"].on] = date(2026, 1, 5)
    document = issued("listing-decision", **context)
    assert document.issued_on == date(2026, 1, 5)
    assert document.content["ends"]["en"].startswith("The listing ends on 5 January 2029.")
    assert "from 5 January 2027 on" in texts(document, "en")
    assert "within 20 working days of this decision, by 2 February 2026" in texts(document, "en")
    assert document.content["together_with"][0]["zh"] == "信用修复告知书"


def test_a_correction_replaces_what_it_corrects() -> None:
    first = issued("prior-notice", fields={"facts": "错误。"}, case=7)
    other = issued("prior-notice", fields={"facts": "另案。"}, case=8)
    fields = {"corrected_no": first.number, "wrong_text": "错误", "right_text": "正确"}
    correction = issued("correction-notice", fields=fields, case=7)
    assert correction.replaces == first
    assert issued("correction-notice", fields=fields, case=7).replaces is None, "once"
    assert not hasattr(Document.objects.get(pk=other.pk), "replaced_by")


def test_the_listing_decision_names_the_measures_of_the_catalogue() -> None:
    pack, _version = installed_pack("cn")
    document = issued("listing-decision", **context_of(pack, pack.documents["listing-decision"], whole=False))
    told = [one for block in document.content["body"]["zh"] for one in block.get("list", ())]
    assert any(pack.measures["sv44-key-supervision"].title["zh"] in one for one in told)
    assert all("依据：《" in one for one in told if "认定" not in one)
