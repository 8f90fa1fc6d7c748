"""A look-up leaves one row, by one statement; its root gets into the ledger, and whoever changes a row is found out."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.registry import sql
from tests.sharing.access.conftest import as_owner, look

from bonafides.agencies.who import ANYONE, OPERATOR
from bonafides.ledger.audit.whole import audit
from bonafides.ledger.sequence import sequence
from bonafides.sharing.access.audit import audit_log
from bonafides.sharing.access.log import Telling, Told
from bonafides.sharing.access.models import Access, Span, Terms
from bonafides.sharing.access.sealing import seal_waiting

pytestmark = pytest.mark.django_db


def test_a_look_up_is_one_row_by_one_statement() -> None:
    look(1)
    with CaptureQueriesContext(connection) as asked:
        look(2)
    assert len(asked) == 1
    first, second = Access.objects.select_related("terms").order_by("id")
    assert first.terms == second.terms
    assert (second.entity, second.name, second.case, second.visible_from) == (2, "A-012", "case:12", None)
    terms = second.terms
    assert (terms.pack, terms.agency, terms.kind, terms.purpose) == ("toy", "a", "officer", "licensing")
    assert (terms.basis, terms.how, terms.opened) == (
        "LAW art. 1",
        "api",
        {"fine": ["note", "secret"], "licence": ["shared"]},
    )
    assert (terms.told, terms.officer_shown) == ("at-once", False)


def test_many_businesses_are_one_statement_too() -> None:
    with CaptureQueriesContext(connection) as asked:
        look(*range(1, 1001))
    assert len(asked) == 1
    assert Access.objects.count() == 1000
    assert Terms.objects.count() == 1


def test_nobody_is_written_down_for_what_is_public() -> None:
    with CaptureQueriesContext(connection) as asked:
        look(1, who=ANYONE)
        look()
    assert len(asked) == 0
    look(1, who=OPERATOR)
    assert Access.objects.get().terms.kind == "operator"


def test_a_look_up_that_is_undone_leaves_no_row() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        look(1)
        raise ZeroDivisionError
    look(2)
    assert [one.entity for one in Access.objects.all()] == [2]
    assert Terms.objects.count() == 1


@given(
    st.dictionaries(
        st.text("abc", min_size=1, max_size=3), st.lists(st.text("xyz", min_size=1, max_size=3), min_size=1)
    ),
    st.randoms(),
)
@settings(max_examples=50, deadline=None)
def test_fields_are_one_set_in_any_order(fields: dict[str, list[str]], chance: object) -> None:
    from bonafides.sharing.access.log import _terms

    def number(given: dict[str, list[str]]) -> int:
        opened = tuple(sorted((kind, tuple(sorted(set(names)))) for kind, names in given.items()))
        return _terms("p", "a", "officer", "x", "b", "api", opened, "at-once", False)[0]

    mixed = {kind: [*reversed(names), *names] for kind, names in reversed(fields.items())}
    assert number(fields) == number(mixed)
    assert 0 <= number(fields) < 2**63


def test_a_delay_has_an_end() -> None:
    with pytest.raises(ValueError, match="a delay has an end"):
        Telling(Told.CASE_ENDS)
    with pytest.raises(ValueError, match="expected a moment just where"):
        Telling(Told.AT_ONCE, datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    "statement",
    ["UPDATE sharing_access SET name = 'B'", "DELETE FROM sharing_access", "TRUNCATE sharing_access",
     "UPDATE sharing_spanhashes SET salt = ''", "DELETE FROM sharing_spanhashes", "TRUNCATE sharing_spanhashes"],
)  # fmt: skip
def test_the_owner_of_the_database_is_refused(statement: str) -> None:
    look(1, 2)
    seal_waiting()
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    with (
        pytest.raises(DatabaseError, match="is append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_spans_leave_nothing_out_and_come_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bonafides.sharing.access.spans.MOST", 4)
    look(*range(10))
    assert seal_waiting() == 10
    assert seal_waiting() == 0
    look(11)
    assert seal_waiting() == 1
    spans = list(Span.objects.order_by("first"))
    assert [one.count for one in spans] == [4, 4, 2, 1]
    assert all(before.last < after.first for before, after in pairwise(spans))
    assert audit_log() == (11, [])


ATTACKS: dict[str, tuple[str, list[tuple[str, int, str]]]] = {
    "another officer": ("UPDATE sharing_access SET name = 'B' WHERE id = {0}", [("sharing_access", 0, "changed")]),
    "another business": ("UPDATE sharing_access SET entity = 99 WHERE id = {2}", [("sharing_access", 2, "changed")]),
    "another time": ("UPDATE sharing_access SET at = at - interval '1 microsecond' WHERE id = {1}",
                     [("sharing_access", 1, "changed")]),
    "no case": ('UPDATE sharing_access SET "case" = NULL WHERE id = {1}', [("sharing_access", 1, "changed")]),
    "gone": ("DELETE FROM sharing_access WHERE id = {1}", [("sharing_access", 1, "deleted")]),
    "the first and the last gone": ("DELETE FROM sharing_access WHERE id IN ({0}, {4})",
                                    [("sharing_access", 0, "deleted"), ("sharing_access", 4, "deleted")]),
    "put in before": ("INSERT INTO sharing_access (id, terms_id, entity, name) VALUES ({0} - 1, 0, 5, '')",
                      [("sharing_access", -1, "added")]),
    "another purpose": ("UPDATE sharing_terms SET purpose = 'other'",
                        [("sharing_access", place, "changed") for place in range(5)]),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_the_audit_names_the_row(name: str) -> None:
    sql("SELECT nextval('sharing_access_id_seq')")  # room before the first
    for entity in range(5):
        look(entity)
    seal_waiting()
    numbers = list(Access.objects.order_by("id").values_list("id", flat=True))
    statement, expected = ATTACKS[name]
    as_owner(statement.format(*numbers))
    named = {(one.table, int(one.row), one.fault.value) for one in audit_log()[1] if one.table == "sharing_access"}
    own = {(table, numbers[0] - 1 if place < 0 else numbers[place], fault) for table, place, fault in expected}
    assert named == own


def test_who_forges_the_hashes_too_must_forge_the_act() -> None:
    """The root is in a row of an act, and the act is a leaf of the ledger."""
    look(1, 2)
    seal_waiting()
    sequence()
    assert audit().findings == []
    as_owner("DELETE FROM sharing_access; DELETE FROM sharing_spanhashes; DELETE FROM sharing_span")
    assert [(one.table, one.fault.value) for one in audit().findings] == [("sharing_span", "deleted")]


def test_a_look_up_that_is_being_written_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bonafides.sharing.access.spans.settled", lambda table: (10**6, False))
    look(1)
    assert seal_waiting() == 0
