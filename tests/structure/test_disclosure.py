"""Every route, asked by everyone who may ask, behind the second wall: nothing leaves that no purpose opened.

Into every fact of every kind that is withheld, and into records that are not published, a value is put that stands nowhere else.
No answer may hold one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone
from tests import registry
from tests.agencies.clients.test_tokens import ask, registered
from tests.agencies.conftest import roster
from tests.outside import _outside
from tests.structure.test_routes import ROUTES, path_of

from bonafides.acts.roles import POWERS, Role
from bonafides.acts.wall import go_back, go_outside, inside
from bonafides.agencies import queries
from bonafides.agencies.acts.enrol import enrol
from bonafides.agencies.acts.issue_credential import issue_credential
from bonafides.agencies.models import Agency
from bonafides.agencies.roster import read_roster
from bonafides.agencies.scopes import Scope
from bonafides.entities.models import Entity, EntityKey, Name
from bonafides.packs.models import Kind, PackVersion, PublicityClass
from bonafides.records.models import Batch, Record

__all__ = ["_outside"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_outside")]
CODE = "91990000MA0TEXT124"
NAME = "澄岚县兴曦面馆有限公司"
MARK = "wIthhEld"  # in every value that may not leave
DAY = date(2026, 10, 1)


@pytest.fixture
def business() -> Entity:
    """A business with a record of each kind; what is withheld, and what is not published, is marked."""
    pack = registry.put_in_force(registry.repository_pack("cn"))
    entity = Entity.objects.create(scheme="uscc", code=CODE, kind="enterprise")
    agency = Agency.objects.get(pack="cn", name="market-regulation")
    batch = Batch.objects.create(
        pack_version=PackVersion.objects.get(pack="cn"), mapping="x", agency=agency,
        kind=Kind.objects.get(pack="cn", name="registration"),
        file_name="x", file_digest="0" * 64, started_at=timezone.now(),
    )  # fmt: skip
    classes = PublicityClass.objects.filter(kind__pack="cn").select_related("kind").order_by("kind__name", "name")
    for number, one in enumerate(classes):
        kind = pack.catalogue[one.kind.name]
        period = kind.publicity.period(one.name, timezone.localdate())
        shown = period is not None and period.public
        Record.objects.create(
            entity=entity, known_from=timezone.now(), batch=batch, row_no=number, event_date=DAY, valid_from=DAY, kind=one.kind,
            agency=agency, publicity_class=one, action=0, state=one.kind.state,
            source_ref=f"R{number}" if shown else f"{MARK}-{number}",
            facts={} if shown else {"note": f"{MARK}-row-{number}"}, salt=b"s" * 16, commitment=b"c" * 32,
            withheld={name: f"{MARK}-{one.kind.name}-{name}" for name, fact in kind.facts.properties.items()
                      if fact.disclosure != "public"} or None,
        )  # fmt: skip
    named = Record.objects.filter(source_ref__startswith="R", kind__name="registration").get()
    Name.objects.create(
        entity=entity, use="registered", language="zh", name=NAME, folded=NAME, valid_from=DAY, known_from=named.known_from,
        record=named.pk,
    )  # fmt: skip
    return entity


def everyone() -> Iterator[tuple[str, dict[str, str]]]:
    """Everyone who may come with a token, and who comes without one."""
    yield "anyone", {}
    every = ";".join(role for role in POWERS if role is not Role.INSPECTOR)
    for name in ("market-regulation", "customs"):
        agency = Agency.objects.get(pack="cn", name=name)
        enrol(
            registry.officer(),
            agency,
            read_roster(roster({"roles": every, "fields": "", "regions": ""}), "x"),
            timezone.localdate(),
        )
        until = timezone.now() + timedelta(days=1)
        token = issue_credential(registry.officer(), queries.officer("cn", name, "1"), until)
        yield f"an officer of {name}", {"authorization": f"Bearer {token}"}
    one = registered(Agency.objects.get(pack="cn", name="tax"), *Scope)
    yield "a program", {"authorization": f"Bearer {ask(Client(), one).json()['access_token']}"}


def queries_of(path: str) -> list[str]:
    more = ["", "?name=澄岚县", f"?q={CODE}", f"?code={CODE}", "?purpose=tax-everything&case=1", "?after=0"]
    return [path + one for one in more]


def body(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode("utf-8", "replace"))


def test_nothing_withheld_leaves_by_any_route(business: Entity) -> None:
    client, faults = Client(raise_request_exception=False), []
    shown = 0
    for who, headers in everyone():
        for route in ROUTES:
            path = path_of(route)
            for address in queries_of(path):
                answer = client.get(address, headers=headers)
                text = body(answer)
                shown += CODE in text
                if answer.status_code >= 500 or MARK in text:
                    faults.append(f"{who}: {address}: {answer.status_code} {'leaks' if MARK in text else 'fails'}")
            answer = client.post(path, b"{}", content_type="application/json", headers=headers)
            if answer.status_code >= 500 or MARK in body(answer):
                faults.append(f"{who}: POST {path}: {answer.status_code}")
    assert faults == []
    assert shown > 10, "the business is among what is asked for"


def test_a_purpose_opens_its_own_and_no_more(business: Entity) -> None:
    tokens = dict(everyone())
    path, client = f"/api/v1/disclosed/uscc/{CODE}", Client()

    def look(who: str, **asked: str) -> tuple[int, str]:
        answer = client.get(path, asked, headers=tokens[who])
        return answer.status_code, body(answer)

    assert look("anyone", purpose="inspection", case="1")[0] == 401
    status, text = look("an officer of customs", purpose="inspection", case="C-1")
    assert status == 200
    assert f"{MARK}-registration-operator" in text
    assert f"{MARK}-customs-credit-grade" not in text  # its own kind, but another agency's record
    assert f"{MARK}-administrative-licence" not in text
    assert look("an officer of customs", purpose="inspection")[0] == 403
    assert look("an officer of customs", purpose="licensing", case="C-1")[0] == 403
    assert look("an officer of customs", purpose="inspection", case="case:1")[0] == 403
    assert look("a program", purpose="authorised-query")[0] == 403
    status, text = look("a program", purpose="authorised-query", authorisation="P-1")
    assert (status, f"{MARK}-annual-report-revenue" in text, f"{MARK}-annual-report-telephone" in text) == (
        200,
        True,
        False,
    )


def test_the_second_wall_without_the_first(business: Entity) -> None:
    """What a query sees that forgot to ask the door."""
    go_outside()
    try:
        for forbidden in ("withheld", "salt", "*", "commitment"):
            with (
                pytest.raises(ProgrammingError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(f"SELECT {forbidden} FROM records_record")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Record.objects.filter(entity=business).first()
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            EntityKey.objects.first()
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("INSERT INTO records_record (entity_id) VALUES (1)")
        rows = list(Record.objects.values_list("source_ref", "facts"))
        assert rows
        assert MARK not in str(rows)
        with inside():
            assert MARK in str(list(Record.objects.values_list("withheld")))
        with pytest.raises(ProgrammingError), inside(), connection.cursor() as cursor:
            cursor.execute("SELECT nothing")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Record.objects.first()
    finally:
        go_back()
