"""A document is issued whole, from its form and its case, or refused with a reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.documents.issuing import FACTS, business, issued, today
from tests.registry import digest

from bonafides.acts.act import ActRefusedError
from bonafides.acts.models import Leaf
from bonafides.documents.content import basis_of
from bonafides.documents.queries import UnknownDocumentError, document_of, documents_of
from bonafides.kernel.documents.code import code_of, grouped, hash_of
from bonafides.packs.queries import installed_pack

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


def test_it_holds_its_content_in_both_languages_and_its_days() -> None:
    document = issued()
    body = document.content["body"]
    assert list(body) == ["zh", "en"]
    assert [list(one) for one in body["zh"]] == [list(one) for one in body["en"]]
    told = " ".join(one.get("text", "") for one in body["en"])
    assert "within 5 working days of receiving this notice" in told
    assert f"{today().year}年" in str(body["zh"])
    assert document.content["to"]["code"] == business().code
    assert document.content["officer"] == "102"
    assert "Zhang" not in str(document.content)


def test_the_code_is_that_of_the_content_and_the_ledger_holds_the_hash() -> None:
    document = issued()
    content_hash = hash_of(document.content, bytes(document.salt))
    assert document.code == code_of(content_hash)
    leaf = Leaf.objects.get(pk=document.leaf)
    assert leaf.content is not None
    assert leaf.content["document"] == content_hash.hex()
    assert leaf.act_id == document.act_id


def test_it_is_found_by_its_code_however_it_was_typed_and_by_no_other() -> None:
    document = issued()
    assert document_of(grouped(document.code)).pk == document.pk
    assert document_of(document.code.lower().replace("0", "o").replace("1", "l")).pk == document.pk
    for wrong in ("", "0", document.code[:-1], document.code + "0", "0" * 24, "Ä" * 24, "%" * 24):
        with pytest.raises(UnknownDocumentError):
            document_of(wrong)
    assert documents_of(entity=business().pk) == [document]


def test_the_same_content_twice_has_two_codes_and_two_numbers() -> None:
    one, other = issued(), issued()
    assert one.code != other.code
    assert [one.number, other.number] == [f"市监严告〔{today().year}〕{serial}号" for serial in (1, 2)]


@pytest.mark.parametrize(
    ("form", "context", "told"),
    [
        ("no-such-form", FACTS, "expected a form of pack cn in force"),
        ("prior-notice", {}, "needs `facts`"),
        ("prior-notice", {"fields": {"facts": 7}}, "of type text, came int"),
        ("repair-acceptance", {"until": {"decision-due": "soon"}}, "expected a day as `decide_by`"),
        ("prior-notice", {"fields": {"facts": "x" * 5001}}, "at most 5,000 characters"),
        ("prior-notice", {"fields": {"facts": "a\x00b"}}, "without control characters"),
        ("prior-notice", {"fields": {"facts": "身份证号11010519491231002X"}}, "no number of a natural person"),
        ("repair-decision", {"lists": {"reasons": [{"text": "11010519491231002X"}]}}, "no number"),
    ],
)
def test_what_is_not_whole_is_refused_and_nothing_is_changed(form: str, context: dict, told: str) -> None:
    before = digest()
    with pytest.raises(ActRefusedError, match=told) as refused:
        issued(form, **context or {"fields": {}})
    assert "11010519491231002X" not in str(refused.value)
    assert {name: one for name, one in digest().items() if one != before[name]} == {}


def test_a_gap_in_what_is_given_is_no_gap() -> None:
    """What a case gives is never read as a form: it cannot ask for anything."""
    document = issued(fields={"facts": "{agency} {hearing.length} {{code}} {__class__}"})
    assert {"text": "{agency} {hearing.length} {{code}} {__class__}"} in document.content["body"]["en"]


def test_a_number_is_given_once_an_agency() -> None:
    issued(number="市监严告〔2026〕100号")
    with pytest.raises(ActRefusedError, match="expected a number of its own"):
        issued(number="市监严告〔2026〕100号")


def test_the_next_number_goes_on_behind_the_highest() -> None:
    issued(number=f"市监严告〔{today().year}〕7号")
    assert issued().number == f"市监严告〔{today().year}〕8号"


def test_days_of_a_clock_are_told() -> None:
    until = today() + timedelta(days=5)
    document = issued("repair-acceptance", until={"decision-due": until})
    assert f"{until.day} {until:%B} {until.year}" in str(document.content["body"]["en"])


def test_it_rests_on_what_is_in_force_that_day_and_on_what_the_act_cites() -> None:
    """The act that serves it cites SV-44 13."""
    told = issued("prior-notice").content["basis"]["zh"]
    assert told == ["《市场监督管理严重违法失信名单管理办法》第十三条", "《行政处罚法》第四十四条、第六十二条"]
    assert (
        issued("repair-decision", case=1).content["basis"]["zh"][-1]
        == "《市场监督管理严重违法失信名单管理办法》第十三条"
    )
    notice = issued("abnormal-notice", fields={"facts": "x", "reason": "no-contact"}).content["basis"]["zh"]
    assert "《企业信息公示暂行条例（2024年修订）》第十八条" in notice
    assert "《企业信息公示暂行条例》第十七条" not in notice, "no longer in force"
    pack, _version = installed_pack("cn")
    with pytest.raises(ActRefusedError, match="expected a basis in force on 2020-01-01, came none"):
        basis_of(pack, pack.documents["hearing-notice"], "SV-44 13", date(2020, 1, 1))
