"""A form is filled from what agencies hold; value, known to be empty and not to be had are told apart."""

from __future__ import annotations

from datetime import date

import pytest
from tests.remedies.world import CODE, ENVIRONMENT, MARKET, OTHER, acting, enter
from tests.sharing.once import world

from bonafides.acts.act import ActRefusedError
from bonafides.agencies.who import OPERATOR
from bonafides.entities.models import Entity
from bonafides.sharing.acts.declare_form import declare_form
from bonafides.sharing.acts.resume_source import resume_source
from bonafides.sharing.acts.suspend_source import suspend_source
from bonafides.sharing.acts.withdraw_form import withdraw_form
from bonafides.sharing.once.fill import fill
from bonafides.sharing.once.filled import FilledForm, Outcome, Why
from bonafides.sharing.once.forms import UnknownFormError, form_named
from bonafides.sharing.once.models import Resumption, Suspension, Use

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("restaurant")]


def outcomes(filled: FilledForm) -> dict[str, str]:
    return {one.item: str(one.outcome) for one in filled.items}


def test_four_of_five_from_three_agencies() -> None:
    filled = world.filled()
    assert (filled.prefilled, len(filled.items), len(filled.agencies)) == (4, 5, 3)
    assert outcomes(filled) == {
        "in-business": "value", "premises": "value", "staff": "value", "discharging-unit": "value",
        "kitchen-plan": "to-be-asked",
    }  # fmt: skip
    told = {one["item"]: one for one in filled.as_json()["items"]}
    assert told["in-business"]["value"] is True
    assert "record" not in told["in-business"], "yes is all that leaves"
    premises = told["premises"]
    assert (premises["value"], premises["record"], premises["agencies"]) == ("1 Lotus Road", f"{MARKET}/R-1", [MARKET])
    assert (told["staff"]["value"], told["discharging-unit"]["value"]) == (12, False), "false is a value, and no gap"
    assert filled.digest == filled.digest


def test_three_outcomes_are_kept_apart() -> None:
    other = enter("registration", "R-2", date(2024, 1, 2), OTHER, MARKET, **world.REGISTERED | {"address": None}).entity
    filled = fill(world.request(), form_named(world.pack(), "restaurant-licence", world.DAY), other)
    assert filled.item("premises").outcome is Outcome.KNOWN_EMPTY, "the record stands, and names none"
    assert filled.item("staff").outcome is Outcome.KNOWN_EMPTY, "the agency reports, and knows of nothing"
    assert "value" not in filled.item("staff").as_json()
    ended = fill(world.request(), form_named(world.pack(), "simplified-deregistration", world.DAY), other)
    taxes = ended.item("taxes-paid")
    assert (taxes.outcome, taxes.why, taxes.agencies) == (Outcome.UNAVAILABLE, Why.NEVER_REPORTED, ("tax",))
    with pytest.raises(KeyError, match="expected an item of form"):
        filled.item("soup")


def test_a_source_that_is_suspended_is_not_empty() -> None:
    decider = acting("3", ENVIRONMENT)
    suspend_source(decider, "environment-evaluation")
    unit = world.filled().item("discharging-unit")
    assert (unit.outcome, unit.why, unit.value) == (Outcome.UNAVAILABLE, Why.SUSPENDED, None)
    for kind, told in (("environment-evaluation", "suspended since"), ("tax-arrears", "expected a kind that")):
        with pytest.raises(ActRefusedError, match=told):
            suspend_source(acting("3", ENVIRONMENT), kind)
    resume_source(acting("3", ENVIRONMENT), "environment-evaluation")
    assert world.filled().item("discharging-unit").outcome is Outcome.VALUE
    with pytest.raises(ActRefusedError, match="there is none"):
        resume_source(acting("3", ENVIRONMENT), "environment-evaluation")
    assert (Suspension.objects.count(), Resumption.objects.count()) == (1, 1)


def test_what_holds_is_read_and_not_what_held() -> None:
    enter("registration", "R-3", date(2026, 5, 1), CODE, MARKET, **world.REGISTERED | {"address": "2 Bridge Lane"})
    enter("registration", "R-4", date(2026, 7, 1), CODE, MARKET, **world.REGISTERED | {"address": "not yet"})
    assert world.filled().item("premises").value == "2 Bridge Lane"
    enter("registration", "R-5", date(2026, 5, 2), CODE, MARKET, **world.REGISTERED | {"status": "revoked"})
    assert world.filled().item("in-business").value is False


def test_a_matter_is_counted_once() -> None:
    assert world.filled(case=None, who=OPERATOR).prefilled == 4
    assert not Use.objects.exists(), "to look is no application"
    for _ in range(2):
        world.filled(case="2026-12")
    (use,) = Use.objects.all()
    assert (use.avoided, use.empty, use.unavailable, use.asked, use.slipped) == (4, 0, 0, 1, 0)
    assert (use.case, use.entity, use.form) == ("2026-12", Entity.objects.get(code=CODE).pk, "restaurant-licence")


OWN = """\
form: stall-permit
title: {zh: 摊位许可, en: Permit for a stall}
agency: market-regulation
matter: {zh: 摊位许可, en: Permit for a stall}
purpose: licensing
in_force: {from: 2026-01-01}
basis: [{instrument: FSL, article: "36", mark: memory}]
items:
  - item: premises
    title: {zh: 固定场所, en: Premises}
    basis: [{instrument: FSL, article: "36", mark: memory}]
    fact: {kind: registration, field: address}
"""


def test_an_agency_declares_a_form_of_its_own() -> None:
    asked = OWN.replace("fact: {kind: registration, field: address}", "held_by: tax\n    statement: {type: text}")
    with pytest.raises(ActRefusedError, match=r"form\.yaml:13: .*which tax holds"):
        declare_form(acting("3"), asked)
    with pytest.raises(ActRefusedError, match="expected a form of environment, came one of market-regulation"):
        declare_form(acting("3", ENVIRONMENT), OWN)
    declare_form(acting("3"), OWN)
    assert world.filled("stall-permit").item("premises").value == "1 Lotus Road"
    withdraw_form(acting("3"), "stall-permit")
    with pytest.raises(UnknownFormError):
        world.filled("stall-permit")
    with pytest.raises(ActRefusedError, match="expected a form that market-regulation declared"):
        withdraw_form(acting("3"), "stall-permit")
