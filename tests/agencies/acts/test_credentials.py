"""A bearer token is shown once, kept by its hash, and refused from its end on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests import registry
from tests.agencies.conftest import Enrol, days

from bonafides.acts.act import ActRefusedError, Role
from bonafides.acts.models import Act, Event
from bonafides.agencies import queries
from bonafides.agencies.acts.end_credentials import end_credentials
from bonafides.agencies.acts.end_power import end_power
from bonafides.agencies.acts.issue_credential import issue_credential
from bonafides.agencies.tokens import bearer_of


@pytest.fixture(autouse=True)
def _officers(enrolled: Enrol) -> None:
    enrolled({})


def test_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    one, until = queries.officer("toy", "a", "1"), timezone.now() + timedelta(days=30)
    token = issue_credential(registry.officer(), one, until)
    assert (found := bearer_of(token))
    assert (found.pack, found.agency, found.number) == ("toy", "a", "1")
    act = Act.objects.get(name="agencies.issue_credential")
    everything = registry.sql("SELECT string_agg(to_json(c)::text, '') FROM agencies_credential c")[0][0]
    assert token not in str((act.details, act.rows, Event.objects.get(act=act).data, everything))
    assert len(token) > 40
    assert [bearer_of(other) for other in ("", token[:-1], token + " ", "\ud800", "x" * 10**5)] == [None] * 5
    monkeypatch.setattr(timezone, "now", lambda: until)
    assert bearer_of(token) is None


def test_two_tokens_ended_at_once() -> None:
    one, until = queries.officer("toy", "a", "1"), timezone.now() + timedelta(days=30)
    tokens = [issue_credential(registry.officer(), one, until) for _ in range(2)]
    assert tokens[0] != tokens[1]
    assert len(end_credentials(registry.officer(), one)) == 2
    assert [bearer_of(token) for token in tokens] == [None, None]


def test_what_is_refused() -> None:
    one = queries.officer("toy", "a", "1")
    refusals: list[tuple[Any, str]] = [
        (lambda: issue_credential(registry.officer(), one, timezone.now()), "expected an end that is to come"),
        (lambda: end_credentials(registry.officer(), one), "has no token that is valid"),
    ]
    for act, told in refusals:
        with pytest.raises(ActRefusedError, match=told):
            act()
    end_power(registry.officer(), one, Role.INSPECTOR, days(0))
    with pytest.raises(ActRefusedError, match="holds no power today: appoint first"):
        issue_credential(registry.officer(), one, timezone.now() + timedelta(days=1))
