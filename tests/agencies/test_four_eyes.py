"""Powers change hands under four eyes: whatever one administrator tries alone, or twice, is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests import registry
from tests.agencies.conftest import Enrol, days, officer, today

from bonafides.acts.act import ActRefusedError, Role
from bonafides.acts.models import Act
from bonafides.agencies import queries
from bonafides.agencies.acts.appoint import appoint
from bonafides.agencies.acts.drop_proposal import drop_proposal
from bonafides.agencies.acts.end_power import end_power
from bonafides.agencies.acts.issue_credential import issue_credential
from bonafides.agencies.acts.propose import propose
from bonafides.agencies.acts.register_client import Registered, register_client
from bonafides.agencies.arguments import Appoint, EndPower, RegisterClient
from bonafides.agencies.confirm import confirm
from bonafides.agencies.models import Agency, Proposal
from bonafides.agencies.queries import roles_of
from bonafides.agencies.scopes import Scope


@pytest.fixture(autouse=True)
def _officers(enrolled: Enrol) -> None:
    enrolled({"number": "x", "roles": "administrator"}, {"number": "y", "roles": "administrator"}, {})


def proposed(toy: Agency, by: str = "x", role: Role = Role.DECIDER) -> Proposal:
    return propose(officer(by), toy, Appoint(officer="1", role=role, since=today()))


def test_one_proposes_and_another_does_it(toy: Agency) -> None:
    proposal = proposed(toy)
    assert roles_of("toy", "a", "1", today()) == {Role.INSPECTOR}
    acting = officer("y")
    confirm(acting, proposal)
    assert roles_of("toy", "a", "1", today()) == {Role.INSPECTOR, Role.DECIDER}
    act = Act.objects.get(pk=acting.id)
    assert (act.name, act.officer, act.evidence) == (
        "agencies.appoint", "y", [{"kind": "act", "ref": str(proposal.act_id)}],
    )  # fmt: skip


def test_nobody_is_both(toy: Agency) -> None:
    one, proposal = queries.officer("toy", "a", "1"), proposed(toy)
    before = registry.digest()
    refusals: list[tuple[Callable[[], Any], str]] = [
        (lambda: confirm(officer("x"), proposal), "officer x proposed this: expected another administrator"),
        (lambda: confirm(officer("1"), proposal), "who is administrator, officer 1 is inspector"),
        (lambda: confirm(officer("y", agency="b"), proposal), "there is no officer 'y' in toy/b"),
        (lambda: appoint(officer("y"), one, Role.DECIDER, today()), "needs two persons"),
        (lambda: appoint(registry.officer(), one, Role.DECIDER, today()), "needs two persons"),
        (lambda: end_power(officer("y"), one, Role.INSPECTOR, today()), "needs two persons"),
        (lambda: issue_credential(officer("x"), queries.officer("toy", "a", "y"), later()), "needs two persons"),
        (lambda: register_client(officer("x"), toy, "p", (Scope.FEED,), later()), "needs two persons"),
        (lambda: propose(officer("x"), toy, Appoint(officer="x", role=Role.DECIDER, since=today())), "for themselves"),
        (lambda: propose(officer("x"), queries.agency("toy", "b"), Appoint(officer="1", role=Role.DECIDER, since=today())),
         "expected an administrator of toy/b"),
    ]  # fmt: skip
    for act, told in refusals:
        with pytest.raises(ActRefusedError, match=told):
            act()
    assert registry.digest() == before


def later() -> Any:
    return timezone.now() + timedelta(days=1)


def test_done_once_dropped_or_lapsed(toy: Agency, monkeypatch: pytest.MonkeyPatch) -> None:
    proposal, other, third = proposed(toy), proposed(toy, role=Role.AUDITOR), proposed(toy, role=Role.REVIEWER)
    confirm(officer("y"), proposal)
    with pytest.raises(ActRefusedError, match=r"was done already by act \d+"):
        confirm(officer("y"), proposal)
    drop_proposal(officer("x"), other)
    with pytest.raises(ActRefusedError, match="was dropped already"):
        confirm(officer("y"), other)
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=14))
    with pytest.raises(ActRefusedError, match="lapsed at"):
        confirm(officer("y"), third)


def test_what_is_done_is_what_was_proposed(toy: Agency) -> None:
    from bonafides.acts.act import Evidence

    proposal, second = proposed(toy), officer("y")
    second.evidence = (Evidence("act", str(proposal.act_id)),)
    with pytest.raises(ActRefusedError, match="is of something else than this"):
        appoint(second, queries.officer("toy", "a", "1"), Role.DECIDER, days(1))


def test_a_proposer_who_is_administrator_no_more(toy: Agency) -> None:
    proposal = proposed(toy)
    confirm(officer("y"), propose(officer("x"), toy, EndPower(officer="x", role=Role.ADMINISTRATOR, ends=today())))
    with pytest.raises(ActRefusedError, match=r"officer x, who made proposal .*, is administrator no more"):
        confirm(officer("y"), proposal)
    appoint(
        registry.officer(), queries.officer("toy", "a", "1"), Role.ADMINISTRATOR, today()
    )  # the operator begins again


def test_the_operator_is_the_second_person_at_most(toy: Agency) -> None:
    confirm(registry.officer(), proposed(toy))
    assert Role.DECIDER in roles_of("toy", "a", "1", today())


def test_a_program_by_two(toy: Agency) -> None:
    asked = RegisterClient(title="feeder", scopes=(Scope.FEED,), until=later())
    made = confirm(officer("y"), propose(officer("x"), toy, asked))
    assert isinstance(made, Registered)
    assert made.client.scopes == ["feed"]
