"""Personal facts and trade secrets on their way: locked by the ingest, opened by one function, held to by the audit."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from tests import registry
from tests.records.locked.conftest import FORMULA, OPERATOR

from bonafides.agencies.models import Agency
from bonafides.entities.models import Entity, EntityKey
from bonafides.ledger.audit.whole import audit
from bonafides.ledger.sequence import sequence
from bonafides.packs.pack import Pack
from bonafides.records.locked.form import BrokenLockError
from bonafides.records.locked.opening import all_facts, open_withheld
from bonafides.records.models import Record
from bonafides.sharing.fields import read_fields
from bonafides.sharing.publicity import Audience, Sight
from bonafides.sharing.scope import Scope
from bonafides.sharing.unified_record import unified_record

Submit = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("in_force")


def whole_database() -> str:
    """Every row of every table, as a dump would hold it."""
    found = []
    with connection.cursor() as cursor:
        for table in registry.tables():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found += [str(row[0]) for row in cursor.fetchall()]
    return "\n".join(found)


def facts(code: str) -> list[dict[str, Any]]:
    told = json.loads(unified_record("shop", code, audience=Audience.OPERATOR) or "")
    return [one["facts"] for one in told["records"]["toy/fine"]]


def test_what_is_locked_stands_nowhere_in_the_clear_and_is_opened_for_whoever_may_see_it(submit: Submit) -> None:
    submit(
        registry.row("A1", "r1", operator=OPERATOR, secret="shared-17"),
        registry.row("A2", "r2", formula=FORMULA),
        registry.row("A3", "r3"),
    )
    held = whole_database()
    assert "shared-17" in held
    assert OPERATOR not in held
    assert FORMULA not in held
    assert facts("A1") == [{"value": 1, "secret": "shared-17", "operator": OPERATOR}]
    assert facts("A2") == [{"value": 1, "formula": FORMULA}]
    assert "locked" not in (unified_record("shop", "A1") or "")
    # Only businesses with such facts have a key, one for each class.
    assert set(EntityKey.objects.values_list("entity__code", "of")) == {("A1", "personal"), ("A2", "trade-secret")}
    record = Record.objects.get(source_ref="r1")
    assert open_withheld(record.entity_id, record.withheld) == {"secret": "shared-17", "operator": OPERATOR}
    assert all_facts(record) == {"value": 1, "secret": "shared-17", "operator": OPERATOR}
    with pytest.raises(BrokenLockError, match="not there for this business"):
        open_withheld(Entity.objects.get(code="A2").pk, record.withheld)


def test_one_key_serves_all_records_of_a_business_whatever_file_or_agency_brings_them(submit: Submit) -> None:
    submit(registry.row("A1", "r1", operator=OPERATOR), registry.row("A1", "r2", operator="Li"))
    submit(registry.row("A1", "r3", action="correction", target="r1", operator="Wang", formula=FORMULA))
    submit(registry.row("A1", "s1", operator="Zhao"), mapping="b-fines")
    assert EntityKey.objects.count() == 2
    assert [one.get("operator") for one in facts("A1")] == ["Zhao", "Wang", "Li"]


def test_the_same_rows_again_are_known_and_others_under_their_reference_are_not(submit: Submit) -> None:
    row = registry.row("A1", "r1", operator=OPERATOR, secret="s")
    submit(row)
    again = submit(row, registry.row("A9", "r9"))
    assert (again.added, again.unchanged, again.quarantined) == (1, 1, 0)
    for other in (row | {"operator": "Li"}, row | {"operator": ""}, row | {"formula": FORMULA}, row | {"secret": "t"}):
        told = submit(other)
        assert (told.added, told.unchanged, told.reasons) == (0, 0, {"ref-taken": 1})


def changed(statement: str) -> list[tuple[str, str]]:
    """What an audit names after somebody with every right changed the database."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    return [(one.table, one.row) for one in audit().findings]


def test_an_audit_opens_what_is_locked_and_names_what_was_put_in_its_place(submit: Submit) -> None:
    submit(registry.row("A1", "r1", operator=OPERATOR), registry.row("A1", "r2", operator="Li"))
    sequence()
    assert audit().findings == []
    one, two = (Record.objects.get(source_ref=ref) for ref in ("r1", "r2"))
    lock, other = one.withheld["locked:personal"], two.withheld["locked:personal"]
    for forged in (lock[:-6] + ("AAAA==" if not lock.endswith("AAAA==") else "BBBB=="), other, "0.", lock[:60]):
        text = json.dumps({"locked:personal": forged})
        with transaction.atomic():
            named = changed(f"UPDATE records_record SET withheld = '{text}' WHERE id = {one.pk}")
            assert named == [("records_record", str(one.pk))], forged
            transaction.set_rollback(True)
    with transaction.atomic():
        named = changed("DELETE FROM entities_entitykey")
        assert named == [("records_record", str(one.pk)), ("records_record", str(two.pk))]
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM entities_entitykey", "TRUNCATE entities_entitykey", "UPDATE entities_entitykey SET entity_id = 0"],
)
def test_a_key_does_not_go_or_pass_to_another_without_an_act(submit: Submit, statement: str) -> None:
    submit(registry.row("A1", "r1", operator=OPERATOR))
    with pytest.raises(DatabaseError, match="refused"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_file_that_is_tried_leaves_no_key(submit: Submit, in_force: Pack, tmp_path: Any) -> None:
    path = registry.write_csv(
        tmp_path / "x.csv", [registry.row("A1", "r1", operator=OPERATOR)], (*registry.COLUMNS, "operator", "formula")
    )
    registry.take_in(path, "a-fines", dry_run=True)
    assert not EntityKey.objects.exists()


def test_an_agency_is_opened_what_its_purpose_opens_and_nothing_beside_it(submit: Submit) -> None:
    submit(registry.row("A1", "r1", operator=OPERATOR, formula=FORMULA, secret="s"))
    submit(registry.row("A1", "s1", operator="Li", formula="secret"), mapping="b-fines")
    kind, agency = Record.objects.get(source_ref="r1").kind_id, Agency.objects.get(name="b").pk

    def seen(*names: str) -> list[dict[str, Any]]:
        sight = Sight.of(agency, {kind: names})
        text = unified_record("shop", "A1", audience=Audience.SCOPED, sight=sight) or ""
        assert "locked:" not in text
        assert "open:" not in text
        return [one["facts"] for one in json.loads(text)["records"]["toy/fine"]]

    own = {"value": 1, "operator": "Li", "formula": "secret"}  # what it gave itself it sees whole
    assert seen() == [own, {"value": 1}]
    assert seen("secret") == [own, {"value": 1, "secret": "s"}]
    assert seen("operator") == [own, {"value": 1, "operator": OPERATOR}]
    assert seen("operator", "formula") == [own, {"value": 1, "operator": OPERATOR, "formula": FORMULA}]
    scope = Scope(
        Audience.SCOPED, fields={"toy/fine": frozenset({"operator"})}, sight=Sight.of(agency, {kind: ["operator"]})
    )
    entity = Entity.objects.get(code="A1").pk
    told = [one.facts for one in read_fields(scope, [entity], {"toy/fine": ["operator", "value"]})]
    assert told == [{"value": 1, "operator": "Li"}, {"value": 1, "operator": OPERATOR}]
