"""The packs' words put to a record: in both languages, in the order of the catalogue, with nothing left out."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils.translation import override
from tests import registry

from bonafides.packs.facts import Fact
from bonafides.packs.labels import cited, labelled, say, value_text
from bonafides.packs.vocabulary import Citation
from bonafides.packs.words import mark_title, scheme_title, subject_title, use_title

RECORD = {"agency": "market-regulation", "ref": "r1", "event_date": "2025-01-01", "facts": {}}
PENALTY = {
    "penalty_types": ["fine", "confiscation-gains"],
    "severity": "general",
    "fine": 123_456_05,
    "violation": "销售超过保质期的食品",
}


def fact(**more: Any) -> Fact:
    return Fact.model_validate({"x-title": {"zh": "某", "en": "Some"}, "x-disclosure": "public", **more})


@pytest.fixture
def record(db: None) -> dict[str, Any]:
    registry.put_in_force(registry.repository_pack("cn"))
    return {
        "records": {
            "cn/annual-report": [RECORD],
            "cn/administrative-penalty": [RECORD | {"facts": PENALTY}],
            "cn/registration": [RECORD],
        }
    }


def test_in_the_order_of_the_catalogue_and_in_both_languages(record: dict[str, Any]) -> None:
    with override("en"):
        kinds = labelled(record)
        assert [kind.title for kind in kinds] == ["Registration", "Administrative penalty", "Annual report"]
        assert [(one.title, one.value, one.raw) for one in kinds[1].records[0].facts] == [
            ("Kinds of penalty", "Fine, Confiscation of illegal gains", False),
            ("Tier", "General", False),
            ("Fine", "¥123,456.05", False),
            ("Violation", "销售超过保质期的食品", True),
        ]
        assert kinds[1].basis[0] == "Administrative Penalty Law, art. 48"
    with override("zh-hans"):
        penalty = labelled(record)[1]
        assert (penalty.title, penalty.records[0].agency) == ("行政处罚", "市场监督管理局")
        assert [one.value for one in penalty.records[0].facts][:2] == ["罚款、没收违法所得", "一般"]
        assert penalty.basis[0] == "《行政处罚法》第48条"


def test_what_the_pack_no_longer_knows_is_shown_by_its_bare_names(record: dict[str, Any]) -> None:
    gone = RECORD | {"agency": "salt-office", "facts": {"weight": 3, "goods": ["a", "b"]}}
    record["records"] |= {"cn/salt": [gone], "cn/registration": [gone]}
    with override("en"):
        known, *_, last = labelled(record)
        assert (known.title, known.records[0].agency) == ("Registration", "salt-office")
        assert (last.title, last.key) == ("cn/salt", "cn-salt")
        for facts in (known.records[0].facts, last.records[0].facts):
            assert [(one.title, one.value) for one in facts] == [("weight", "3"), ("goods", "a、b")]


def test_what_is_withheld_is_marked(record: dict[str, Any]) -> None:
    record["records"] = {"cn/administrative-penalty": [RECORD | {"facts": PENALTY | {"discretion": "lighter"}}]}
    with override("en"):
        found = {one.title: one.withheld for one in labelled(record)[0].records[0].facts}
    assert found.pop("Band of discretion")
    assert not any(found.values())


@pytest.mark.parametrize(
    ("given", "value", "text"),
    [
        (fact(type="integer", **{"x-unit": "fen"}), -5, "-¥0.05"),
        (fact(type="integer", **{"x-unit": "fen"}), 100_000_000, "¥1,000,000.00"),
        (fact(type="integer"), 2025, "2025"),
        (fact(type="boolean"), True, "yes"),
        (fact(type="array", items={"type": "string"}), [], "—"),
        (fact(type="string"), "", "—"),
    ],
)
def test_values_for_reading(given: Fact, value: Any, text: str) -> None:
    with override("en"):
        assert value_text(given, value) == text


def test_a_citation_says_how_certain_it_is() -> None:
    pack = registry.repository_pack("cn")
    with override("en"):
        assert cited(pack, Citation(instrument="PL", article="48", mark="memory")).endswith("art. 48 (to be confirmed)")
        assert cited(pack, Citation(instrument="PL", article="Preamble", mark="verified")).endswith("Law, Preamble")
        assert cited(pack, Citation(instrument="gone", mark="mirror")) == "gone (read in a copy)"
    with override("zh-hans"):
        assert (
            cited(pack, Citation(instrument="PL", article="48", mark="mirror")) == "《行政处罚法》第48条（据转载文本）"
        )


def test_a_text_in_a_language_that_a_pack_lacks() -> None:
    with override("en"):
        assert say({"ja": "労働局", "zh": "劳动局"}) == "労働局"
        assert say(None) == ""


def test_our_own_words_have_no_gap() -> None:
    from typing import get_args

    from bonafides.kernel.identifiers import BUILT_IN
    from bonafides.packs.vocabulary import Mark, SubjectKind

    with override("zh-hans"):
        assert all(subject_title(kind) != kind for kind in get_args(SubjectKind))
        assert all(use_title(use) != use for use in ("registered", "trade", "foreign"))
        assert all(scheme_title(scheme) != scheme for scheme in BUILT_IN)
        assert [mark for mark in get_args(Mark) if not mark_title(mark)] == ["verified"]
        assert scheme_title("sf-business") == "sf-business"


@pytest.mark.parametrize("name", sorted(path.name for path in registry.PACKS.iterdir() if path.is_dir()))
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_an_article_is_cited_once(name: str, language: str) -> None:
    """By the citation, and not by the title of its instrument as well."""
    pack = registry.repository_pack(name)
    with override(language):
        for kind in pack.catalogue.values():
            for citation in (*kind.basis, *(one.basis for one in kind.publicity.periods if one.basis)):
                if citation.article:
                    assert len(re.findall(rf"(?<!\d){re.escape(citation.article)}(?!\d)", cited(pack, citation))) == 1
