"""Two administrators confirm one proposal at the same moment, two people type one code: one of them is refused."""

from __future__ import annotations

from tests import registry
from tests.agencies.conftest import days, officer, roster, today
from tests.at_once import at_once

from bonafides.acts.act import ActRefusedError, Role
from bonafides.agencies.acts.claim_by_code import claim_by_code
from bonafides.agencies.acts.enrol import enrol
from bonafides.agencies.acts.invite import invite
from bonafides.agencies.acts.propose import propose
from bonafides.agencies.acts.serve_code import serve_code
from bonafides.agencies.arguments import Appoint
from bonafides.agencies.confirm import confirm
from bonafides.agencies.models import Power, Representation
from bonafides.agencies.queries import agency
from bonafides.agencies.roster import read_roster
from bonafides.entities.models import Entity

transactional_db = registry.emptied_db


def test_one_of_two_is_refused(transactional_db: None) -> None:
    registry.put_in_force(registry.toy())
    Entity.objects.create(scheme="shop", code="A", kind="enterprise")
    toy, lines = agency("toy", "a"), [{"number": number, "roles": "administrator"} for number in "xyz"]
    enrol(registry.officer(), toy, read_roster(roster(*lines, {})), today())
    proposal = propose(officer("x"), toy, Appoint(officer="1", role=Role.DECIDER, since=days(1)))
    found = at_once(*(lambda by=by: confirm(officer(by), proposal) for by in "yz"))
    [refused] = [one for one in found if isinstance(one, ActRefusedError)]
    assert "was done already" in str(refused)
    assert Power.objects.filter(role=Role.DECIDER, since__gt=today()).count() == 1

    code = serve_code(registry.officer(), Entity.objects.get(scheme="shop", code="A"), "L")
    people = [invite(registry.officer(), login) for login in ("one", "two", "three")]
    found = at_once(*(lambda who=who: claim_by_code(registry.officer(), who, code) for who in people))
    assert sum(isinstance(one, ActRefusedError) for one in found) == 2
    assert Representation.objects.count() == 1
