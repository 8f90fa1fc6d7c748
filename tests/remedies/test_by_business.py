"""A business acts itself, by an account that speaks for it: its own steps, its own matters, its own words, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.registry import officer
from tests.remedies import world
from tests.remedies.conftest import OnDay

from bonafides.acts.act import Acting, ActRefusedError, NotPermittedError
from bonafides.acts.models import Act
from bonafides.agencies.accounts.speaking import account_of, name_of, speaking
from bonafides.agencies.acts.appoint import appoint
from bonafides.agencies.acts.claim_by_code import claim_by_code
from bonafides.agencies.acts.end_representation import end_representation
from bonafides.agencies.acts.invite import invite
from bonafides.agencies.acts.serve_code import serve_code
from bonafides.agencies.models import Account, Representation
from bonafides.agencies.queries import officer as officer_of
from bonafides.entities.acts.merge import merge
from bonafides.entities.models import Entity
from bonafides.procedures.acts.open_case import open_case
from bonafides.procedures.acts.take_step import take_step
from bonafides.procedures.cases import held
from bonafides.procedures.models import Case
from bonafides.records.acts.annotate import annotate
from bonafides.records.acts.end_annotation import end_annotation
from bonafides.records.annotations import lasting
from bonafides.records.models import Annotation, Record
from bonafides.remedies.acts.add_proof import add_proof
from bonafides.remedies.acts.apply import apply
from bonafides.remedies.acts.judge_proof import judge_proof

pytestmark = pytest.mark.usefixtures("penalised")


def represents(login: str = "rep", code: str = world.CODE) -> Account:
    """An account that speaks for a business."""
    account, entity = invite(officer("x"), login), Entity.objects.get(code=code)
    claim_by_code(officer("x"), account, serve_code(officer("x"), entity, f"letter to {login}"))
    return account


def own(account: Account, code: str = world.CODE, basis: str = "GIO 41") -> Acting:
    return speaking(account.pk, Entity.objects.get(code=code).pk, "cn", basis, "by the business")


def the_record(ref: str = "P-1") -> Record:
    return Record.objects.select_related("agency", "kind", "entity").get(source_ref=ref)


def objected(account: Account, **more: Any) -> Case:
    record = the_record()
    fields = {"ground": "error", "statement": "The fine was 20,000 yuan."}
    return open_case(own(account), "objection", entity=record.entity, record=record, fields=fields, **more)


def test_an_objection_counts_from_the_moment_at_which_it_comes_in() -> None:
    account = represents()
    acting = own(account)
    record = the_record()
    case = open_case(
        acting,
        "objection",
        entity=record.entity,
        record=record,
        fields={"ground": "error", "statement": "No such fine."},
    )
    assert (case.agency.name, case.opened_on) == (world.MARKET, date(2026, 6, 8))
    assert lasting(case.opened_on).filter(record=record, kind="disputed").exists()
    clock = held(case).standing(case.opened_on).clocks["decision-due"]
    assert (clock.started, clock.clock.of.value) == (case.opened_on, "agency")
    act = Act.objects.get(pk=acting.id)
    assert (act.officer, act.agency, act.pack, act.subject) == (
        f"account {account.pk}",
        "business",
        "cn",
        record.entity_id,
    )
    take_step(world.acting("6"), case.pk, "reject", fields={"answer": "The decision says 200,000."})
    assert held(case).state == "rejected"


def test_a_second_objection_is_refused_and_the_first_can_be_taken_back() -> None:
    account = represents()
    case = objected(account)
    with pytest.raises(ActRefusedError, match="is open already"):
        objected(account)
    take_step(own(account), case.pk, "withdraw-objection")
    assert not lasting(case.opened_on).filter(kind="disputed").exists()
    assert objected(account).pk != case.pk


@pytest.mark.parametrize("name", ["order-check", "reject", "end-record", "correct"])
def test_no_step_of_the_authority(name: str) -> None:
    account = represents()
    case = objected(account)
    with pytest.raises(NotPermittedError, match="is a step of the authority, not of the business"):
        take_step(own(account), case.pk, name, fields={"answer": "x"})


def test_no_day_of_its_own_choice(on_day: OnDay) -> None:
    account = represents()
    paper = [world.paper()]
    with pytest.raises(ActRefusedError, match="counts from the day on which it comes in"):
        objected(account, on=date(2026, 6, 1), files=paper)
    case = objected(account)
    on_day(date(2026, 6, 12))
    with pytest.raises(ActRefusedError, match="counts from the day on which it comes in"):
        take_step(own(account), case.pk, "withdraw-objection", on=date(2026, 6, 9), files=paper)


def test_what_is_opened_by_an_agency_is_not_opened_by_a_business() -> None:
    account = represents()
    record = the_record()
    with pytest.raises(NotPermittedError, match="`opened` of `reconsideration` is a step of the authority"):
        open_case(own(account), "reconsideration", entity=record.entity, record=record)


@pytest.mark.usefixtures("performed")
def test_a_repair_from_the_application_to_the_grant() -> None:
    account = represents()
    case = apply(own(account, basis="CR-107"), the_record(), committed=True)
    assert case.agency.name == world.MARKET
    promise = Record.objects.get(kind__name="credit-commitment")
    assert promise.agency.name == world.MARKET
    assert world.granted(case).state == "granted"


def test_a_paper_of_the_business_is_judged_by_an_officer() -> None:
    account = represents()
    world.done("fine", "D-1", date(2026, 3, 20))
    case = apply(own(account, basis="CR-107"), the_record(), committed=True)
    proof = add_proof(own(account, basis="CR-107"), case.pk, world.proof(on=date(2026, 1, 1)))
    assert proof.suspicions
    with pytest.raises(NotPermittedError, match="not for a business itself"):
        judge_proof(own(account), proof.pk, genuine=True, text="Trust me.")
    assert judge_proof(world.acting("5"), proof.pk, genuine=True, text="Seen.").genuine


def test_its_own_words_and_no_others() -> None:
    account = represents()
    reply = annotate(own(account), the_record(), "reply", text="We paid on the day.")
    end_annotation(own(account), reply)
    for kind in (Annotation.Kind.SUIT, Annotation.Kind.RECONSIDERATION, Annotation.Kind.SUSPENDED):
        with pytest.raises(ActRefusedError, match="which an officer enters"):
            annotate(own(account), the_record(), kind)
    pending = annotate(world.acting("2"), the_record(), "suit", "suit 1")
    with pytest.raises(ActRefusedError, match="of the business's own, came `suit`"):
        end_annotation(own(account), pending)


def test_of_another_business_nothing() -> None:
    """Whatever business it says that it is: what the act is about decides."""
    thief = represents("thief", represents_other())
    record = the_record()
    for claimed in (world.CODE, world.OTHER):
        with pytest.raises(NotPermittedError, match="does not speak for this business now"):
            annotate(own(thief, claimed), record, "reply", text="x")
        with pytest.raises(NotPermittedError, match="does not speak for this business now"):
            open_case(
                own(thief, claimed),
                "objection",
                entity=record.entity,
                record=record,
                fields={"ground": "error", "statement": "x"},
            )
    assert not Annotation.objects.exists()
    assert not Case.objects.exists()
    case = objected(represents())
    with pytest.raises(NotPermittedError, match="does not speak for this business now"):
        take_step(own(thief), case.pk, "withdraw-objection")
    assert held(case).state == "received"


def represents_other() -> str:
    world.penalty("P-2", world.OTHER)
    return world.OTHER


def test_what_is_one_business_by_decision_is_one() -> None:
    account = represents("other", represents_other())
    merge(officer("x"), Entity.objects.get(code=world.OTHER), Entity.objects.get(code=world.CODE))
    assert annotate(own(account), the_record(), "reply", text="Ours too.").pk


def test_whose_representation_ended_may_nothing() -> None:
    account = represents()
    case = objected(account)
    end_representation(officer("x"), Representation.objects.get(account=account))
    with pytest.raises(NotPermittedError, match="does not speak for this business now"):
        take_step(own(account), case.pk, "withdraw-objection")
    Account.objects.filter(pk=represents("gone").pk).update(is_active=False)
    with pytest.raises(NotPermittedError, match="does not speak for this business now"):
        take_step(own(Account.objects.get(login="gone")), case.pk, "withdraw-objection")


@pytest.mark.parametrize("name", ["account", "account 0x1", "account -1", "1", "account 1 ", "account ١"])
def test_nobody_passes_for_an_account(name: str) -> None:
    assert account_of(name) is None
    acting = Acting(name, "business", "GIO 41", "a try", pack="cn")
    with pytest.raises(NotPermittedError, match="does not speak for this business now"):
        annotate(acting, the_record(), "reply", text="x")
    assert account_of(name_of(7)) == 7


def test_a_representative_is_no_power() -> None:
    from bonafides.acts.roles import Role

    with pytest.raises(ActRefusedError, match="nobody is appointed representative"):
        appoint(officer("x"), officer_of("cn", world.MARKET, "1"), Role.REPRESENTATIVE, date(2026, 1, 1))
