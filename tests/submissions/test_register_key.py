"""A key by which somebody signs for an agency is registered by two persons, and is a program's or an officer's that there is."""

from __future__ import annotations

import psycopg
import pytest
from django.db import transaction
from tests import registry
from tests.agencies.clients.test_tokens import registered
from tests.agencies.conftest import Enrol, enrolled, officer, toy

from bonafides.acts.act import ActRefusedError, Evidence
from bonafides.agencies import queries
from bonafides.agencies.acts.end_client import end_client
from bonafides.agencies.acts.propose import propose
from bonafides.agencies.arguments import RegisterKey
from bonafides.agencies.confirm import confirm
from bonafides.agencies.models import Agency
from bonafides.agencies.scopes import Scope
from bonafides.submissions.acts.register_key import register_key
from bonafides.submissions.client import Client
from bonafides.submissions.keys import key_of
from bonafides.submissions.models import SigningKey
from bonafides_client import Key

__all__ = ["enrolled", "toy"]  # fixtures
ADMINISTRATORS = ({"number": "x", "roles": "administrator"}, {"number": "y", "roles": "administrator"})


def test_two_persons(toy: Agency, enrolled: Enrol) -> None:
    program = registered(toy, Scope.RECORDS_SUBMIT).client
    enrolled(*ADMINISTRATORS)
    asked = RegisterKey(client=program.client_id, public=Key.make().public_pem)
    before = registry.digest()
    for alone in (officer("x"), registry.officer()):
        with pytest.raises(ActRefusedError, match="needs two persons"):
            register_key(alone, toy, asked.client, asked.public)
    assert registry.digest() == before
    proposal = propose(officer("x"), toy, asked)
    with pytest.raises(ActRefusedError, match="officer x proposed this"):
        confirm(officer("x"), proposal)
    second = officer("y")
    made = confirm(second, proposal)
    assert isinstance(made, SigningKey)
    assert (made.program, made.officer, made.act_id) == (program, None, second.id)
    assert key_of(Client("toy", "a", program.client_id), made.keyid) == made
    with pytest.raises(ActRefusedError, match="was done already"):
        confirm(officer("y"), proposal)


def test_another_key_than_was_proposed(toy: Agency, enrolled: Enrol) -> None:
    enrolled(*ADMINISTRATORS)
    proposal = propose(officer("x"), toy, RegisterKey(client="y", public=Key.make().public_pem))
    second = officer("y")
    second.evidence = (Evidence("act", str(proposal.act_id)),)
    with pytest.raises(ActRefusedError, match="is of something else than this"):
        register_key(second, toy, "y", Key.make().public_pem)


def test_whose_it_is(toy: Agency, enrolled: Enrol) -> None:
    enrolled({"number": "1", "roles": "entry-clerk"})
    assert register_key(registry.officer(), toy, "1", Key.make().public_pem).officer == queries.officer("toy", "a", "1")
    ended, others = registered(toy, Scope.RECORDS_SUBMIT).client, registered(queries.agency("toy", "b"), Scope.FEED)
    end_client(registry.officer(), ended)
    for nobody in ("9", "", "a\0", ended.client_id, others.client.client_id):
        with pytest.raises(ActRefusedError, match="expected the client id of a program of toy/a"):
            register_key(registry.officer(), toy, nobody, Key.make().public_pem)


def test_the_database_holds_it_too(toy: Agency, enrolled: Enrol) -> None:
    enrolled({"number": "1", "roles": "entry-clerk"})
    made = register_key(registry.officer(), toy, "1", Key.make().public_pem)
    columns = ", ".join(
        one.column for one in SigningKey._meta.concrete_fields if one.column not in ("id", "keyid", "officer_id")
    )
    for whose in ("NULL", "10000000"):
        with pytest.raises(psycopg.Error, match="submissions_"), transaction.atomic():
            registry.sql(
                f"INSERT INTO submissions_signingkey ({columns}, keyid, officer_id) SELECT {columns}, 'other', {whose} "
                "FROM submissions_signingkey WHERE id = %s", made.pk,
            )  # fmt: skip
            registry.sql("SET CONSTRAINTS ALL IMMEDIATE")
