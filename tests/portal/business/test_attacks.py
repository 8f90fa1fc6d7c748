"""Whatever is another's is not there; whatever was sent once is sent once; nothing is sent by a page of somebody else's."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from tests import registry
from tests.portal.business.conftest import OTHER, Speaks
from tests.portal.business.forms import begin, file, fill, send
from tests.remedies import world
from tests.remedies.test_by_business import the_record

from bonafides.acts.models import Act
from bonafides.agencies.accounts import drafts
from bonafides.agencies.accounts.drafts import UnknownDraftError
from bonafides.agencies.acts.end_representation import end_representation
from bonafides.agencies.models import Account, Draft, DraftFile, Representation
from bonafides.procedures.models import Case

OBJECTION = {"kind": "open", "name": "objection", "agency": "market-regulation", "ref": "P-1"}


@pytest.fixture
def thief(speaks: Speaks) -> Client:
    """Somebody who speaks for another business."""
    world.penalty("P-9", OTHER)
    return speaks("thief", OTHER)


def written(client: Client) -> str:
    """An objection, written and not sent: where it is looked over."""
    return fill(client, begin(client, **OBJECTION), {"ground": "error"}, {"statement": "A secret."}, {"file": file()})


def test_a_draft_is_nobody_elses(speaks: Speaks, thief: Client) -> None:
    client = speaks()
    check = written(client)
    base = check.removesuffix("check")
    colleague = speaks("colleague")
    for other in (thief, colleague):
        assert other.get(check).status_code == 404
        assert other.get(f"{base}pages/statement").status_code == 404
        assert other.post(f"{base}pages/statement", {"statement": "y"}).status_code == 404
        assert other.post(f"{base}pages/files", {"remove": str(DraftFile.objects.get().pk)}).status_code == 404
        assert other.post(f"{base}send", {"vow": "1"}).status_code == 404
        assert other.post(f"{base}drop").status_code == 404
        assert b"A secret." not in other.get("/business/").content
    assert Draft.objects.count() == DraftFile.objects.count() == 1
    assert not Case.objects.exists()
    assert client.get(f"/business/drafts/{uuid.uuid4()}/check").status_code == 404


def test_a_file_is_removed_from_ones_own_draft_alone(speaks: Speaks, thief: Client) -> None:
    written(speaks())
    theirs = fill(thief, begin(thief, **OBJECTION | {"ref": "P-9"}), {"ground": "error"}, {"statement": "x"})
    assert thief.post(theirs, {"remove": str(DraftFile.objects.get().pk)}).status_code == 302
    assert DraftFile.objects.count() == 1


def test_a_matter_of_another_business_by_its_number(speaks: Speaks, thief: Client) -> None:
    client = speaks()
    number = send(client, written(client))
    case = Case.objects.get().pk
    for path in (f"matters/{case}", f"sent/{number}", f"sent/{number}.txt", "records/cn/market-regulation/P-1"):
        assert thief.get(f"/business/{path}").status_code == 404, path
    for matter in (
        OBJECTION, {"kind": "step", "name": "withdraw-objection", "case": str(case)}, {"kind": "proof", "case": str(case)},
        {"kind": "repair", "agency": "market-regulation", "ref": "P-1"},
        {"kind": "reply", "agency": "market-regulation", "ref": "P-1"},
    ):  # fmt: skip
        assert thief.post("/business/start", {"pack": "cn", **matter}).status_code == 404, matter
    assert not Draft.objects.filter(account__login="thief").exists()


def test_sent_twice_counts_once(speaks: Speaks) -> None:
    client = speaks()
    check = written(client)
    first = send(client, check)
    again = client.post(check.removesuffix("check") + "send", {"vow": "1"})
    assert again.headers["Location"] == f"/business/sent/{first}"
    assert client.get(check).headers["Location"] == f"/business/sent/{first}"
    assert client.post(check.removesuffix("check") + "pages/ground", {"ground": "omission"}).status_code == 302
    assert Case.objects.count() == 1
    assert Act.objects.filter(name="procedures.open_case").count() == 1


def test_without_the_box_nothing_is_sent(speaks: Speaks) -> None:
    client = speaks()
    check = written(client)
    answer = client.post(check.removesuffix("check") + "send")
    assert answer.status_code == 400
    assert not Case.objects.exists()
    assert client.get(check.removesuffix("check") + "send").status_code == 405


def test_a_forged_form_is_refused(speaks: Speaks) -> None:
    client = speaks()
    check = written(client)
    forged = Client(enforce_csrf_checks=True)
    forged.cookies = client.cookies
    assert forged.post(check.removesuffix("check") + "send", {"vow": "1"}).status_code == 403
    assert forged.post("/business/start", {"pack": "cn", **OBJECTION}).status_code == 403
    assert forged.post("/business/certificates", {"pack": "cn"}).status_code == 403
    assert not Case.objects.exists()


def test_whose_representation_ended_cannot_send(speaks: Speaks) -> None:
    client = speaks()
    check = written(client)
    end_representation(registry.officer(), Representation.objects.get(account__login="rep"))
    assert client.post(check.removesuffix("check") + "send", {"vow": "1"}).status_code == 403
    assert not Case.objects.exists()


def test_what_cannot_be_done_any_more_is_said(speaks: Speaks) -> None:
    client = speaks()
    check = written(client)
    world.opened("objection", the_record(), fields={"ground": "error", "statement": "x"})
    answer = client.post(check.removesuffix("check") + "send", {"vow": "1"})
    assert answer.status_code == 409
    assert "is open already" in answer.content.decode()
    assert Draft.objects.get().sent is None, "the draft is kept"


@pytest.mark.parametrize(
    "matter",
    [
        {}, {"kind": "open"}, {"kind": "open", "name": "reconsideration"}, {"kind": "open", "name": "serious-listing"},
        {"kind": "step", "name": "grant", "case": "1"}, {"kind": "step", "name": "x", "case": "9" * 30},
        {"kind": "apply", "name": "x"},
        {"kind": "pledge", "name": "x"}, {"kind": "pledge", "name": "restaurant-simple", "pack": "xx"},
        {"kind": "open", "name": "a\0b"},
        {"kind": "apply", "name": "x" * 600}, {"kind": "drop"},
    ],
)  # fmt: skip
def test_nonsense_begins_nothing(speaks: Speaks, matter: dict[str, str]) -> None:
    client = speaks()
    given = {"pack": "cn", "agency": "market-regulation", "ref": "P-1", **matter}
    answer = client.post("/business/start", given)
    assert answer.status_code in (302, 404)
    if answer.status_code == 302:  # an item that nobody opened is refused when it is sent
        assert matter == {"kind": "pledge", "name": "restaurant-simple"}
    assert not Case.objects.exists()


def test_what_lapsed_is_gone(speaks: Speaks, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    client = speaks()
    check = written(client)
    draft = Draft.objects.get()
    later = timezone.now() + timedelta(days=settings.DRAFT_DAYS + 1)
    with monkeypatch.context() as then:
        then.setattr(timezone, "now", lambda: later)
        with pytest.raises(UnknownDraftError):
            drafts.draft_of(draft.account_id, draft.entity_id, draft.token)
        assert drafts.forget_lapsed() >= 1
    assert Draft.objects.count() == DraftFile.objects.count() == 0
    assert client.get(check).status_code == 404


def test_a_draft_that_was_moved_says_nothing(speaks: Speaks) -> None:
    """Who may write to the database moves the content of one draft into another's: it cannot be opened there."""
    client = speaks()
    check = written(client)
    other = Account.objects.get(login="rep")
    mine = Draft.objects.get(account=other)
    stolen = Draft.objects.create(
        account=other, entity=mine.entity, matter='{"kind":"reply","pack":"cn"}', content=mine.content, saved_at=mine.saved_at,
        expires_at=mine.expires_at,
    )  # fmt: skip
    with pytest.raises(UnknownDraftError, match="cannot be read"):
        drafts.read(stolen)
    assert client.get(check).status_code == 200


def test_too_many_at_once(speaks: Speaks, settings: LazySettings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "send": "2/h/user"}
    client = speaks()
    codes = [client.post("/business/certificates", {"pack": "cn"}).status_code for _ in range(3)]
    assert codes == [302, 302, 429]
