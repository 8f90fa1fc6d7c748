"""Guided forms from the first page to the receipt, and what the register then holds."""

from __future__ import annotations

from datetime import date

import pytest
from tests.pledges import world as pledging
from tests.portal.business.conftest import Speaks, registration
from tests.portal.business.forms import begin, file, fill, send
from tests.remedies import world
from tests.remedies.conftest import OnDay

from bonafides.acts.models import Act
from bonafides.agencies.models import Draft, DraftFile
from bonafides.documents.models import Document
from bonafides.kernel.documents.code import grouped
from bonafides.pledges.models import Pledge
from bonafides.procedures.cases import held
from bonafides.procedures.models import Case
from bonafides.records.annotations import lasting
from bonafides.records.models import Annotation, Record
from bonafides.remedies.models import Proof
from bonafides.sharing.acts.certify import certify
from bonafides.sharing.certificate import unchanged

RECORD = {"agency": "market-regulation", "ref": "P-1"}
OBJECTION = {"kind": "open", "name": "objection", **RECORD}


def test_an_objection_with_a_file(speaks: Speaks) -> None:
    client = speaks()
    at = begin(client, **OBJECTION)
    assert at.endswith("/pages/ground")
    at = fill(client, at, {"ground": "error"}, {"statement": "The fine was 20,000 yuan."}, {"file": file()})
    page = client.get(at).content.decode()
    assert "The fine was 20,000 yuan." in page
    assert "An error" in page
    assert "receipt.pdf" in page
    assert "that it is disputed" in page
    number = send(client, at)
    case = Case.objects.get()
    assert (case.procedure, case.agency.name, held(case).state) == ("objection", world.MARKET, "received")
    act = Act.objects.get(pk=number)
    assert (act.name, act.agency, act.details["case"]) == ("procedures.open_case", "business", case.pk)
    assert [one["ref"] for one in act.evidence] == ["receipt.pdf"]
    assert lasting(date(2026, 6, 8)).filter(kind="disputed").exists()
    page = client.get(f"/business/sent/{number}").content.decode()
    assert "Decision on the objection" in page
    assert "It waits for its place" in page
    assert client.get(f"/business/sent/{number}.txt").status_code == 409
    assert "Withdrawn" in client.get(f"/business/matters/{case.pk}").content.decode() or "Objection withdrawn" in (
        client.get(f"/business/matters/{case.pk}").content.decode()
    )
    assert DraftFile.objects.count() == 0
    assert bytes(Draft.objects.get().content) == b""


def test_it_can_be_taken_back(speaks: Speaks) -> None:
    client = speaks()
    send(client, fill(client, begin(client, **OBJECTION), {"ground": "error"}, {"statement": "x"}, {}))
    case = Case.objects.get()
    send(client, fill(client, begin(client, kind="step", name="withdraw-objection", case=case.pk), {}))
    assert held(case).state == "withdrawn"
    assert "This matter has ended" in client.get(f"/business/matters/{case.pk}").content.decode()


def test_saved_as_one_goes_and_gone_on_with(speaks: Speaks) -> None:
    client = speaks()
    at = fill(client, begin(client, **OBJECTION), {"ground": "omission"})
    later = speaks()
    assert begin(later, **OBJECTION) == at, "the same draft, where one left it"
    kept = bytes(Draft.objects.get().content)
    assert b"omission" not in kept, "nothing of it can be read in the database"
    assert "Begun and not sent" in later.get("/business/").content.decode()
    assert 'value="omission"' in later.get(at.replace("statement", "ground")).content.decode()


def test_what_is_wrong_is_said_with_its_field(speaks: Speaks) -> None:
    client = speaks()
    at = begin(client, **OBJECTION)
    answer = client.post(at, {"ground": "because"})
    assert answer.status_code == 400
    assert "This must be put right" in answer.content.decode()
    at = fill(client, at, {"ground": "error"})
    for text in ("", "My number is 11010519491231002X."):
        answer = client.post(at, {"statement": text})
        assert answer.status_code == 400
        assert 'href="#id_statement"' in answer.content.decode()
    at = fill(client, at, {"statement": "x"})
    for name, content in (("a.exe", b"MZ"), ("a.pdf", b"MZ"), ("a.png", b"%PDF-"), ("x" * 300 + ".pdf", b"%PDF-")):
        answer = client.post(at, {"file": file(name, content)})
        assert answer.status_code == 400, name
        assert DraftFile.objects.count() == 0


@pytest.mark.usefixtures("performed")
def test_a_repair_asks_for_no_paper_that_an_agency_has(speaks: Speaks) -> None:
    client = speaks()
    at = begin(client, kind="repair", **RECORD)
    page = client.get(at).content.decode()
    assert "would be admitted today" in page
    at = fill(client, at, {}, {"commit": "on"})
    assert at.endswith("/check"), "all is shown by the agency's own records"
    send(client, at)
    case = Case.objects.get()
    assert world.granted(case).state == "granted"
    assert Record.objects.filter(kind__name="credit-commitment").exists()


def test_a_repair_with_a_paper_now_and_one_later(speaks: Speaks) -> None:
    client = speaks()
    at = fill(client, begin(client, kind="repair", **RECORD), {}, {"commit": "on"})
    assert "/pages/duty-" in at
    refused = client.post(at, {"amount": "a lot"})
    assert refused.status_code == 400
    while "/pages/" in at:
        given = {"amount": "200,000.00", "on": "2026-03-20", "number": "R-1", "file": file()} if "fine" in at else {}
        at = fill(client, at, given)
    send(client, at)
    proof = Proof.objects.get()
    assert (proof.duty, proof.amount, proof.on, proof.number) == ("fine", 20_000_000, date(2026, 3, 20), "R-1")
    case = Case.objects.get()
    at = begin(client, kind="proof", case=case.pk)
    if at.endswith("which"):
        at = fill(client, at, {"duty": "rectification"})
    send(client, fill(client, at, {"file": file("account.pdf", b"%PDF- an account")}))
    assert Proof.objects.count() == 2


def test_a_reply_is_changed_and_taken_back(speaks: Speaks) -> None:
    client = speaks()
    reply = {"kind": "reply", **RECORD}
    send(client, fill(client, begin(client, **reply), {"text": "We paid."}))
    at = begin(client, **reply)
    assert "We paid." in client.get(at).content.decode()
    send(client, fill(client, at, {"text": "We paid on the day."}))
    [standing] = lasting(date(2026, 6, 8)).filter(kind=Annotation.Kind.REPLY)
    assert standing.text == "We paid on the day."
    at = begin(client, name="take-back", **reply)
    assert "We paid on the day." in client.get(at).content.decode()
    send(client, at)
    assert not lasting(date(2026, 6, 8)).filter(kind=Annotation.Kind.REPLY).exists()


def test_an_application_by_a_form(speaks: Speaks) -> None:
    client = speaks()
    registration()
    at = begin(client, kind="apply", name="restaurant-licence")
    page = client.get(at).content.decode()
    assert "望栖镇大道1号" in page
    assert "Contest" in page
    at = fill(client, at, {}, {"file": file("plan.pdf", b"%PDF- the kitchen")})
    number = send(client, at)
    case = Case.objects.get()
    assert (case.procedure, case.agency.name, held(case).state) == ("licence", world.MARKET, "received")
    names = [one["ref"] for one in Act.objects.get(pk=number).evidence]
    assert names == ["application.json", "plan.pdf"]
    assert (
        client.post("/business/start", {"pack": "cn", "kind": "apply", "name": "supplier-qualification"}).status_code
        == 404
    )


def test_a_pledge_from_reading_to_the_approval(speaks: Speaks, on_day: OnDay) -> None:
    on_day(date(2026, 6, 8))
    client = speaks()
    registration()
    pledging.open_the_item()
    at = begin(client, kind="pledge", name="restaurant-simple")
    assert "no decorated cakes" in client.get(at).content.decode()
    assert client.post(at, {}).status_code == 400, "unread"
    number = send(client, fill(client, at, {"read": "on"}))
    case = Case.objects.get()
    assert {one.form for one in Document.objects.filter(case=case.pk)} == {"pledge-notice", "pledge-text"}
    assert "/documents/" in client.get(f"/business/sent/{number}").content.decode()
    at = begin(client, kind="step", name="pledge", case=case.pk)
    at = fill(client, at, {"read": "on"}, {}, {"signer": "owner"}, {"complete": "yes"}, {"file": file("plan.pdf")})
    send(client, at)
    pledge = Pledge.objects.get()
    assert (pledge.signer, pledge.promised, pledge.text) == ("owner", [], Document.objects.get(form="pledge-text").code)
    assert pledge.form["items"]["premises"]["outcome"] == "value"
    world.step(case, "approve", "3")
    assert held(case).state == "approved"


def test_a_pledge_with_papers_promised(speaks: Speaks) -> None:
    client = speaks()
    registration()
    pledging.open_the_item()
    send(client, fill(client, begin(client, kind="pledge", name="restaurant-simple"), {"read": "on"}))
    case = Case.objects.get()
    at = begin(client, kind="step", name="pledge", case=case.pk)
    at = fill(
        client, at, {"read": "on"}, {}, {"signer": "owner"}, {"complete": "no"}, {"missing": ["staff-health"]},
        {"papers_by": "2026-12-31"}, {"file": file("plan.pdf")},
    )  # fmt: skip
    answer = client.post(at.removesuffix("check") + "send", {"vow": "1"})
    assert answer.status_code == 409, "nothing may be promised for so long"
    assert "nothing may be promised for longer" in answer.content.decode()
    assert not Pledge.objects.exists()
    at = fill(client, at.removesuffix("check") + "pages/papers_by?from=check", {"papers_by": "2026-06-12"})
    send(client, at)
    assert Pledge.objects.get().promised == ["staff-health"]


def test_a_certificate_is_checked_by_a_bank_and_goes_out_of_date(speaks: Speaks) -> None:
    client = speaks()
    registration()
    answer = client.post("/business/certificates", {"pack": "cn"})
    assert answer.status_code == 302
    code = answer.headers["Location"].rpartition("/")[2]
    document = Document.objects.get(code=code)
    bank = speaks("bank").__class__(headers={"accept-language": "en"})
    page = bank.get(f"/documents/{grouped(code)}", follow=True).content.decode()
    assert "Certificate of Public Record" in page
    assert "No. P-1" in page
    assert "Penalty" in page or "penalty" in page
    assert "free of charge" in page
    assert "has changed since" not in page.replace("if the record has changed since", "")
    assert bank.get(f"/documents/{code}/zh.pdf").content.startswith(b"%PDF")
    from tests.registry import repository_pack

    assert unchanged(repository_pack("cn"), document)
    world.penalty("P-2", day=date(2026, 6, 1))
    assert not unchanged(repository_pack("cn"), document)
    page = bank.get(f"/documents/{code}").content.decode()
    assert "The public record has changed since" in page
    assert certify(world.acting("1"), document.entity).number != document.number
