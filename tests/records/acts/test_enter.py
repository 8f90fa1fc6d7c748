"""A record that an act makes is one like any other: sealed, guarded and read alike."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import registry
from tests.records.ingest.conftest import citizen_id
from tests.registry import digest, moment, row, take_in, write_csv

from bonafides.acts import authority
from bonafides.acts.act import Acting, Role
from bonafides.acts.models import Act
from bonafides.packs.queries import installed_pack
from bonafides.records.acts.enter import enter
from bonafides.records.commitment import commit, committed_text
from bonafides.records.ingest.one import NewRecord, RecordRefusedError
from bonafides.records.models import Batch, Record
from bonafides.sharing.public_record import public_record

toy_in_force = registry.toy_in_force
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("toy_in_force")]
DAY = date(2026, 3, 1)
CLERK: dict[str, Any] = {"pack": "toy", "officer": "A-7", "agency": "a", "basis": "LAW art. 1", "reason": "decided"}


@pytest.fixture(autouse=True)
def _clerks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is asked about is a clerk."""

    class Clerks:
        def why_not(self, pack: str, agency: str, officer: str, by: tuple[Role, ...]) -> str | None:
            return None if Role.ENTRY_CLERK in by else "no clerk"

        def why_recused(self, pack: str, agency: str, officer: str, subject: int) -> str | None:
            return None

    monkeypatch.setattr(authority, "_authority", Clerks())


def entered(ref: str = "n1", code: str = "S1", /, **given: Any) -> Record:
    """One record of agency `a`, in good order but for what is given."""
    known: dict[str, Any] = {"kind": "fine", "scheme": "shop", "event_date": DAY, "facts": {"value": 1}}
    pack, version = installed_pack("toy")
    return enter(Acting(**CLERK), pack, version, NewRecord(code=code, ref=ref, **known | given))


def refused(*names: str, **given: Any) -> str:
    before = digest()
    with pytest.raises(RecordRefusedError) as told, transaction.atomic():
        entered(*names, **given)
    assert digest() == before
    return str(told.value)


def test_it_is_sealed_as_an_outsider_would(db: None) -> None:
    record = entered(facts={"value": 5, "note": "公示", "secret": "x"}, document_no="D 1", basis="LAW 1")
    told = {
        "action": "record", "agency": "a", "code": "S1", "scheme": "shop", "kind": "fine", "source_ref": "n1",
        "facts": {"value": 5, "note": "公示", "secret": "x"}, "document_no": "D 1", "basis": "LAW 1",
        "event_date": "2026-03-01", "valid_from": "2026-03-01",
    }  # fmt: skip
    assert bytes(record.commitment) == commit(bytes(record.salt), committed_text(told))
    assert (record.facts, record.withheld) == ({"value": 5, "note": "公示"}, {"secret": "x"})
    act = Act.objects.get(name="records.enter")
    assert act.details["commitment"] == bytes(record.commitment).hex()
    assert act.subject == record.entity_id


VALUES = st.fixed_dictionaries(
    {"value": st.integers(0, 1_000_000)},
    optional={
        "note": st.text('ab公示é"\\/,1 ', min_size=1, max_size=20)
        .map(str.strip)
        .filter(bool),  # a file's cells are trimmed
        "secret": st.sampled_from(["a", "公", '"', "\\"]),
    },
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(VALUES)
def test_it_is_what_the_row_of_a_file_would_have_been(tmp_path: Path, facts: dict[str, Any]) -> None:
    """But for salt, batch and moment: facts, what is withheld, class, text that is committed to."""
    with transaction.atomic():
        one = entered("n1", facts=facts)
        take_in(write_csv(tmp_path / "a.csv", [row("S1", "n2", date="2026-03-01", **facts)]), "a-fines")
        other = Record.objects.get(source_ref="n2")
        for name in ("entity_id", "facts", "withheld", "publicity_class_id", "kind_id", "agency_id", "state", "action",
                     "event_date", "valid_from", "valid_to", "exclusive_key"):  # fmt: skip
            assert getattr(one, name) == getattr(other, name), name
        transaction.set_rollback(True)


def test_its_batch_of_one_is_named_by_what_came_in_and_gives_none_of_it_away() -> None:
    record = entered()
    batch = Batch.objects.get(pk=record.batch_id)
    assert (batch.added, batch.next_row, batch.mapping) == (1, 2, "records.enter")
    assert batch.file_name == f"act {Act.objects.get(name='records.enter').pk}"
    assert batch.file_digest == bytes(record.commitment).hex()
    assert batch.file_digest != hashlib.sha256(committed_text({"facts": {"value": 1}})).hexdigest()
    assert batch.finished_at is not None


def test_it_is_read_as_of_a_day_and_as_known_at_a_moment() -> None:
    before = moment()
    entered()
    after = moment()
    corrected = entered("n2", action="correction", supersedes="n1", facts={"value": 7}, reason="mistyped")
    assert corrected.supersedes == Record.objects.get(source_ref="n1").pk
    assert public_record("shop", "S1", as_of=DAY, known_at=after) is not None
    assert '"n1"' in str(public_record("shop", "S1", as_of=DAY, known_at=after))
    now = str(public_record("shop", "S1", as_of=DAY))
    assert '"n2"' in now
    assert '"ref": "n1"' not in now
    assert '"n1"' not in str(public_record("shop", "S1", as_of=DAY, known_at=before))


def test_it_can_end_a_record_that_came_in_a_file(tmp_path: Path) -> None:
    take_in(write_csv(tmp_path / "a.csv", [row("S1", "r1")]), "a-fines")
    entered("w1", action="withdrawal", supersedes="r1", facts={}, reason="entered for the wrong business")
    assert '"r1"' not in str(public_record("shop", "S1"))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"kind": "unknown"}, r"expected a kind of record of pack toy \(fine, licence, rating\), came `unknown`"),
        ({"facts": {}}, "'value' is a required property"),
        ({"facts": {"value": -1}}, "value: expected minimum 0"),
        ({"facts": {"value": "1"}}, "value: expected type 'integer'"),
        ({"facts": {"value": True}}, "value: expected type 'integer'"),
        ({"facts": {"value": 1, "other": 2}}, "'other' was unexpected"),
        ({"facts": {"value": 1, "note": "a\0b"}}, "text without control characters"),
        ({"facts": {"value": 1, "note": "\ud800"}}, "half a character"),
        ({"facts": {"value": 1, "note": f"no. {citizen_id(5)}"}}, "no number of a natural person"),
        ({"document_no": citizen_id(6)}, "no number of a natural person"),
        ({"event_date": date(2999, 1, 1)}, "expected a date up to"),
        ({"valid_to": DAY}, "an end later than the beginning"),
        ({"scheme": "other"}, "expected a scheme that names subjects"),
        ({"action": "withdrawal", "facts": {}}, "the reference of the record it corrects or ends"),
        ({"action": "withdrawal", "facts": {}, "supersedes": "none"}, "there is none with the reference `none`"),
        ({"action": "annulment", "supersedes": "n0"}, "expected no facts"),
        ({"supersedes": "n0"}, "no such reference on a new record"),
    ],
)  # fmt: skip
def test_what_is_refused_says_why_and_leaves_nothing(given: dict[str, Any], told: str) -> None:
    import re

    assert re.search(told, refused(**given)), refused(**given)


def test_a_code_of_a_person_or_of_nobody_is_refused() -> None:
    assert "natural person" in refused("n1", citizen_id(7), scheme="uscc")
    assert refused("n1", "no code")
    assert refused("", "S1")


def test_no_number_of_a_person_is_repeated() -> None:
    number = citizen_id(8)
    assert number not in refused(facts={"value": 1, "note": number})
    assert number not in refused("n1", number, scheme="uscc")


def test_a_reference_is_taken_once() -> None:
    entered()
    assert "reference of other content" in refused("n1", facts={"value": 2})
    assert "known already" in refused("n1")


def test_an_exclusive_number_holds_once_a_day() -> None:
    entered("l1", kind="licence")
    assert "valid on the same days as `l1`" in refused("l2", "S2", kind="licence")
    entered("l3", "S2", kind="licence", facts={"value": 2})


def test_only_an_agency_that_is_a_source_of_the_kind_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CLERK, "agency", "zoo")
    assert r"agencies that may enter `fine` (a, b), came `zoo`" in refused()


def test_an_officer_enters_no_record_of_another_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CLERK, "pack", "other")
    assert "expected a record of pack other" in refused()
