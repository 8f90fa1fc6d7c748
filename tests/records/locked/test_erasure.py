"""Erasure: what was locked is gone from every copy, the rest of the register stands, and the ledger says so."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from tests import registry
from tests.records.locked.conftest import FORMULA, OPERATOR
from tests.records.locked.test_locked import facts, whole_database

from bonafides.acts.act import Acting, ActRefusedError, Evidence
from bonafides.entities.acts.merge import merge
from bonafides.entities.models import Entity, EntityKey, Erasure
from bonafides.ledger.audit.whole import audit
from bonafides.ledger.receipts import receipt_of_record
from bonafides.ledger.sequence import sequence
from bonafides.records.acts.erase import erase
from bonafides.records.acts.readmit import readmit
from bonafides.records.acts.rewrap import rewrap
from bonafides.records.locked.cells import opened
from bonafides.records.locked.form import hash_of
from bonafides.records.locked.master import MasterKeyError, add, drop_old, masters
from bonafides.records.locked.opening import all_facts, open_withheld
from bonafides.records.models import Quarantined, Record

Submit = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("in_force")
OLD = {"date": "2018-01-01"}  # kept for sixty months


def acting(*, evidence: bool = True) -> Acting:
    given = (Evidence("file", "request.pdf", hashlib.sha256(b"please").hexdigest()),) if evidence else ()
    return Acting("Officer Li", "operator", "PIPL art. 47", "the purpose has ended", evidence=given)


def shop(code: str) -> Entity:
    return Entity.objects.get(code=code)


def test_erased_facts_are_gone_and_all_else_still_holds_against_the_ledger(submit: Submit) -> None:
    submit(
        registry.row("A1", "r1", operator=OPERATOR, formula=FORMULA, secret="s", **OLD),
        registry.row("A1", "r2", operator="Li", **OLD),
        registry.row("A2", "r3", operator="Wang", **OLD),
    )
    sequence()
    wrapped = [bytes(one.wrapped).hex() for one in EntityKey.objects.filter(entity=shop("A1"), of="personal")]
    [done] = erase(acting(), shop("A1"))
    sequence()
    mark = {"on": done.act.at.astimezone().date().isoformat(), "act": done.act_id, "basis": "PIPL art. 47"}
    assert facts("A1") == [
        {"value": 1, "erased:personal": mark},
        {"value": 1, "secret": "s", "formula": FORMULA, "erased:personal": mark},
    ]
    assert facts("A2") == [{"value": 1, "operator": "Wang"}]
    record = Record.objects.get(source_ref="r1")
    assert open_withheld(record.entity_id, record.withheld)["erased:personal"] == mark
    assert all_facts(record) == {"value": 1, "secret": "s", "formula": FORMULA}
    assert not any(key in whole_database() for key in wrapped)
    told = audit()
    assert (told.findings, told.erased) == ([], {done.act_id: 2})
    assert "personal" in receipt_of_record(record.pk).extra.decode("utf-8", "replace")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE records_record SET facts = '{\"value\": 2}' WHERE id = %s", [record.pk])
        assert [(one.table, one.row) for one in audit().findings] == [("records_record", str(record.pk))]
        transaction.set_rollback(True)


def test_a_short_value_cannot_be_guessed_once_it_is_erased(submit: Submit) -> None:
    """All that is left are a commitment whose salt is open and a hash whose salt is gone with the key."""
    submit(registry.row("A1", "r1", operator="13800138000", **OLD))
    erase(acting(), shop("A1"))
    record = Record.objects.get()
    left = json.dumps(record.withheld) + bytes(record.salt).hex() + bytes(record.commitment).hex()
    text = b'{"operator":"13800138000"}'
    for salt in (b"", bytes(record.salt), bytes(record.commitment), bytes(16)):
        assert hash_of(salt + text).hex() not in left


def test_what_an_erasure_is_refused_for(submit: Submit) -> None:
    submit(registry.row("A1", "r1", operator=OPERATOR), registry.row("A2", "r2"))
    with pytest.raises(ActRefusedError, match=r"evidence"):
        erase(acting(evidence=False), shop("A1"))
    with pytest.raises(ActRefusedError, match=r"still to be kept: fine \(until 2029-01-01\)"):
        erase(acting(), shop("A1"))
    with pytest.raises(ActRefusedError, match="there are none"):
        erase(acting(), shop("A2"))
    with pytest.raises(ActRefusedError, match="classes that are locked"):
        erase(acting(), shop("A1"), ["shared"])
    assert not Erasure.objects.exists()
    [done] = erase(acting(), shop("A1"), despite_retention=True)
    with pytest.raises(ActRefusedError, match=f"act {done.act_id} erased them"):
        erase(acting(), shop("A1"), despite_retention=True)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Erasure.objects.all().delete()


def test_all_that_are_one_business_are_erased(submit: Submit) -> None:
    submit(registry.row("A1", "r1", operator=OPERATOR, **OLD), registry.row("A2", "r2", operator="Li", **OLD))
    merge(acting(), shop("A1"), shop("A2"))
    assert {one.entity.code for one in erase(acting(), shop("A1"))} == {"A1", "A2"}


def test_what_was_erased_does_not_come_back_by_a_file_until_an_act_admits_it(submit: Submit) -> None:
    row = registry.row("A1", "r1", operator=OPERATOR, **OLD)
    submit(row)
    [gone] = erase(acting(), shop("A1"))
    assert submit(row, registry.row("A9", "r0")).unchanged == 1
    assert submit(registry.row("A1", "r2", operator="Li", **OLD)).added == 1
    submit(registry.row("A1", "r3", action="correction", target="r1", operator="Li", **OLD))
    assert not EntityKey.objects.exists()
    assert all("operator" not in one and "erased:personal" in one for one in facts("A1"))
    sequence()
    told = audit()
    assert (told.findings, told.erased) == ([], {gone.act_id: 3})
    readmit(acting(), shop("A1"))
    submit(registry.row("A1", "r4", operator="Zhao", **OLD))
    assert [one.get("operator") for one in facts("A1")] == ["Zhao", None, None]
    [again] = erase(acting(), shop("A1"))
    assert [one["erased:personal"]["act"] for one in facts("A1")] == [again.act_id, gone.act_id, gone.act_id]
    with pytest.raises(ActRefusedError, match="they were not"):
        readmit(acting(), shop("A9"))


def test_quarantine_is_erased_too(submit: Submit) -> None:
    submit(
        registry.row("A1", "r1", operator=OPERATOR, **OLD),
        registry.row("A1", "r2", operator=OPERATOR, value="many"),
        registry.row("A1", "r3", operator=OPERATOR + "x" * 2000),
        registry.row("A2", "r4", operator="Wang", value="many"),
    )
    assert OPERATOR not in whole_database(), "not before it is erased either"
    [done] = erase(acting(), shop("A1"))
    assert done.act.details["quarantined"] == 2
    assert OPERATOR not in whole_database()
    assert sorted(dict(one.cells)["operator"] or "" for one in opened(Quarantined.objects.all())) == ["", "", "Wang"]


def test_another_master_key_takes_over_and_the_old_one_can_go(submit: Submit, settings: Any, tmp_path: Path) -> None:
    settings.MASTER_FILE = str(tmp_path / "master")
    submit(registry.row("A1", "r1", operator=OPERATOR), registry.row("A2", "r2", operator="Li"))
    old = masters()
    assert (tmp_path / "master").stat().st_mode & 0o77 == 0
    copy = list(EntityKey.objects.values_list("master", "wrapped"))
    add()
    assert facts("A1") == [{"value": 1, "operator": OPERATOR}]
    assert rewrap(acting()) == 2
    new = drop_old()
    assert set(new.keys) & set(old.keys) == set()
    assert facts("A1") == [{"value": 1, "operator": OPERATOR}]
    with pytest.raises(MasterKeyError, match=f"expected the master key {old.current}"):
        new.unwrap((name, bytes(one)) for name, one in copy)  # an old backup of the keys
    with pytest.raises(ActRefusedError, match="already"):
        rewrap(acting())


def test_without_the_master_key_nothing_opens_nothing_is_made_anew_and_the_audit_says_so(
    submit: Submit, settings: Any, tmp_path: Path
) -> None:
    settings.MASTER_FILE = str(tmp_path / "master")
    submit(registry.row("A1", "r1", operator=OPERATOR))
    sequence()
    settings.MASTER_FILE = str(tmp_path / "lost")
    for again in (lambda: facts("A1"), lambda: submit(registry.row("A2", "r2", operator="Li"))):
        with (
            pytest.raises(MasterKeyError, match="lost: the master key can be neither read nor made"),
            transaction.atomic(),
        ):
            again()
    told = audit()
    assert (told.findings, told.closed) == ([], 1)
    (tmp_path / "lost").write_text("ab" * 32)
    with pytest.raises(MasterKeyError, match="Restore it"):
        facts("A1")
    settings.MASTER_COMMAND = f"cat {tmp_path / 'master'}"
    assert facts("A1") == [{"value": 1, "operator": OPERATOR}]
    with pytest.raises(MasterKeyError, match="cannot change"):
        add()
    for bad, told_ in (("false", "did not give"), ("echo 12", "64 digits"), ("true", "came none")):
        settings.MASTER_COMMAND = bad
        with pytest.raises(MasterKeyError, match=told_):
            masters()
