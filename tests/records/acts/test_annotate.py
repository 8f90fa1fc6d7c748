"""What is said beside a record is shown with it, wherever it is read, for as long as it lasts; and costs nobody else a query."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests import registry
from tests.records.ingest.conftest import citizen_id
from tests.registry import digest, moment

from bonafides.acts import authority
from bonafides.acts.act import Acting, ActRefusedError, Role
from bonafides.entities.acts.merge import merge
from bonafides.packs.queries import installed_pack
from bonafides.records.acts.annotate import annotate
from bonafides.records.acts.end_annotation import end_annotation
from bonafides.records.acts.enter import enter
from bonafides.records.annotations import remedy_pending
from bonafides.records.ingest.one import NewRecord
from bonafides.records.models import Annotation, Record
from bonafides.sharing.publicity import Audience
from bonafides.sharing.unified_record import unified_record

toy_in_force = registry.toy_in_force
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("toy_in_force")]
DAY = date(2026, 3, 1)
CLERK: dict[str, Any] = {"pack": "toy", "officer": "A-7", "agency": "a", "basis": "LAW art. 1", "reason": "asked for"}
PLAIN = {"kind": "fine", "scheme": "shop", "event_date": DAY, "facts": {"value": 1}}


@pytest.fixture(autouse=True)
def _clerks(monkeypatch: pytest.MonkeyPatch) -> None:
    class Clerks:
        def why_not(self, pack: str, agency: str, officer: str, by: tuple[Role, ...]) -> str | None:
            return None if Role.ENTRY_CLERK in by else "no clerk"

        def why_recused(self, pack: str, agency: str, officer: str, subject: int) -> str | None:
            return None

    monkeypatch.setattr(authority, "_authority", Clerks())


def clerk(**other: Any) -> Acting:
    return Acting(**CLERK | other)


def entered(ref: str, code: str = "S1", **given: Any) -> Record:
    pack, version = installed_pack("toy")
    return enter(clerk(), pack, version, NewRecord(code=code, ref=ref, **PLAIN | given))


def said(code: str = "S1", **asked: Any) -> dict[str, list[dict[str, Any]]]:
    """Reference → what is said beside it."""
    read = json.loads(unified_record("shop", code, **asked) or "{}")
    return {one["ref"]: one["annotations"] for kind in read["records"].values() for one in kind}


def test_a_business_without_any_is_asked_about_once() -> None:
    entered("n1")
    entered("n2", "S2")
    annotate(clerk(), entered("n3", "S2"), "disputed", "case 1")
    with CaptureQueriesContext(connection) as asked:
        assert said("S1") == {"n1": []}
    assert len(asked) == 1
    with CaptureQueriesContext(connection) as asked:
        assert set(said("S2")) == {"n2", "n3"}
    assert len(asked) == 2


def test_it_stands_beside_its_record_until_it_ends(client: Client) -> None:
    record, other = entered("n1"), entered("n2")
    today, before = timezone.localdate(), moment()
    yesterday = today - timedelta(days=1)
    note = annotate(clerk(), record, "disputed", "case 1", since=yesterday)
    reply = annotate(clerk(), other, "reply", text="We paid, and have the receipt.")
    assert said() == {
        "n1": [{"kind": "disputed", "since": yesterday.isoformat(), "text": ""}],
        "n2": [{"kind": "reply", "since": today.isoformat(), "text": "We paid, and have the receipt."}],
    }
    assert said(audience=Audience.OPERATOR) == said()
    assert said(known_at=before) == {"n1": [], "n2": []}
    assert said(as_of=yesterday)["n1"] != [] == said(as_of=yesterday - timedelta(days=1))["n1"]
    assert remedy_pending(record.pk, today)
    assert not remedy_pending(other.pk, today), "a reply is no remedy"
    page = client.get("/entities/shop/S1").content.decode()
    assert "We paid, and have the receipt." in page
    assert "异议处理中" in page
    between = moment()
    end_annotation(clerk(), note)
    end_annotation(clerk(), reply)
    assert said() == {"n1": [], "n2": []}
    assert said(known_at=between)["n1"] != [], "as it was known before"
    assert said(as_of=yesterday)["n1"] != [], "as it stood before"
    assert not remedy_pending(record.pk, today)


def test_it_goes_over_to_what_corrects_the_record_and_falls_with_it() -> None:
    record = entered("n1")
    annotate(clerk(), record, "suit", "case 1")
    entered("n2", action="correction", supersedes="n1")
    assert [one["kind"] for one in said()["n2"]] == ["suit"]
    entered("n3", action="withdrawal", supersedes="n2", facts={}, reason="wrong")
    assert said() == {}


def test_it_is_seen_under_every_code_that_is_one_with_it() -> None:
    record = entered("n1")
    entered("m1", "S2")
    annotate(clerk(), record, "disputed", "case 1")
    merge(registry.officer(), Record.objects.get(source_ref="m1").entity, record.entity)
    assert [one["kind"] for one in said("S2")["n1"]] == ["disputed"]


def test_it_is_refused() -> None:
    record, gone = entered("n1"), entered("n2")
    entered("n3", action="withdrawal", supersedes="n2", facts={}, reason="wrong")
    done = annotate(clerk(), record, "disputed", "case 1")
    end_annotation(clerk(), done)
    tomorrow = timezone.localdate() + timedelta(days=1)
    refusals: list[tuple[str, Any]] = [
        ("was annotated so for case 1 already", lambda: annotate(clerk(), record, "disputed", "case 1")),
        ("expected a kind of annotation", lambda: annotate(clerk(), record, "guilty")),
        ("expected what the business says", lambda: annotate(clerk(), record, "reply", text=" ")),
        ("number of a natural person", lambda: annotate(clerk(), record, "reply", text=f"I am {citizen_id(7)}")),
        ("which gave record `n1`", lambda: annotate(clerk(agency="b"), record, "disputed")),
        ("has ended: nothing is shown", lambda: annotate(clerk(), gone, "disputed")),
        ("a day that has come", lambda: annotate(clerk(), record, "disputed", since=tomorrow)),
        ("was ended on", lambda: end_annotation(clerk(), done)),
        ("whose record it is", lambda: end_annotation(clerk(agency="b"), done)),
    ]
    for message, act in refusals:
        before = digest()
        with pytest.raises(ActRefusedError, match=message), transaction.atomic():
            act()
        assert digest() == before, message


@pytest.mark.parametrize("fields", [{"kind": "guilty"}, {"kind": "reply", "text": ""}])
def test_the_database_refuses_it_too(fields: dict[str, str]) -> None:
    record = entered("n1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Annotation.objects.create(
            record=record, entity=record.entity, cause="x", since=DAY, act_id=1, seal=b"", **fields
        )
