"""An application for repair through its real procedure: accepted, granted, and gone everywhere at once."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.db import transaction
from tests.registry import digest
from tests.remedies import world
from tests.remedies.conftest import START, OnDay

from bonafides.acts.act import ActRefusedError, NotPermittedError
from bonafides.acts.models import Act
from bonafides.procedures.cases import held
from bonafides.records.models import Record
from bonafides.remedies.models import FeeAlarm, Judgement, Proof
from bonafides.remedies.queries import checked, suspicious
from bonafides.sharing.public_record import public_record

pytestmark = pytest.mark.django_db


def shown(code: str = world.CODE) -> dict[str, list[str]]:
    """Kind → references, as the public sees them."""
    read = json.loads(public_record("uscc", code) or '{"records": {}}')
    return {kind.partition("/")[2]: [one["ref"] for one in found] for kind, found in read["records"].items()}


@pytest.mark.usefixtures("performed")
def test_from_application_to_the_end_of_publication() -> None:
    case = world.applied()
    assert case.procedure == "penalty-repair-2025"
    assert not Proof.objects.exists(), "nothing is asked that the agency has"
    assert shown()["credit-commitment"] == [f"commitment#case-{case.pk}"], "the commitment is public"
    standing = held(case).standing(START)
    assert standing.clocks["acceptance"].last_day == date(2026, 6, 10)  # two working days
    world.step(case, "accept", "2")
    assert held(case).standing(START).clocks["decision-due"].last_day == date(2026, 6, 17)  # seven
    assert shown()["administrative-penalty"] == ["P-1"]
    world.step(case, "grant", "3", findings=world.FINDINGS)
    assert "administrative-penalty" not in shown()
    ending = Record.objects.get(source_ref=f"P-1#case-{case.pk}")
    assert (ending.action, ending.supersedes_entity, ending.agency.name) == (2, case.entity_id, world.MARKET)
    assert ending.reason is not None
    assert ending.reason.startswith("repair: ")
    world.step(case, "tell-result", "1")
    assert held(case).standing(START).ended
    assert {act.name for act in Act.objects.all()} >= {"remedies.apply", "procedures.open_case", "procedures.take_step"}


@pytest.mark.usefixtures("penalised")
def test_what_no_agency_has_is_the_business_s_to_prove() -> None:
    record = Record.objects.get(source_ref="P-1")
    assert [one.duty.duty for one in checked(record, START, committed=True).missing] == ["fine", "rectification"]
    world.done("fine", "D-1", date(2026, 3, 20))
    case = world.applied()
    with pytest.raises(ActRefusedError, match=r"`penalty_repair` to be admissible, it is not-corrected \(CR-107\)"):
        world.step(case, "accept", "2")
    world.step(case, "withdraw-application", "1")
    case = world.applied(None, world.proof())
    world.granted(case)


@pytest.mark.usefixtures("performed")
@pytest.mark.parametrize(
    ("day", "refused"),
    [(date(2026, 6, 1), "it is too-early"), (date(2026, 6, 2), None)],
)
def test_three_months_and_not_a_day_before(on_day: OnDay, day: date, refused: str | None) -> None:
    on_day(day)
    case = world.applied()
    if refused is None:
        world.step(case, "accept", "2")
        return
    with pytest.raises(ActRefusedError, match=refused):
        world.step(case, "accept", "2")


@pytest.mark.usefixtures("performed")
def test_a_fee_stops_the_application_and_the_alarm_stays() -> None:
    with pytest.raises(ActRefusedError, match=r"free of charge at every stage \(GP-22\): 5000 fen"):
        world.applied(fee=5000, agent="Fast Repair Ltd")
    (alarm,) = FeeAlarm.objects.all()
    assert (alarm.amount, alarm.by_whom) == (5000, "Fast Repair Ltd")
    record = Record.objects.get(source_ref="P-1")
    with pytest.raises(ActRefusedError, match="`repair_fee_permitted` to be true, it is false"), transaction.atomic():
        world.opened("penalty-repair", record, fields={"committed": True, "fee": 1})
    world.applied(fee=0)


@pytest.mark.usefixtures("performed")
def test_who_may_and_how_often() -> None:
    case = world.applied()
    refusals = [
        ("is open already", lambda: world.applied()),
        ("is for case-officer", lambda: world.step(case, "accept", "3")),
        ("is taken in accepted", lambda: world.step(case, "grant", "3", findings=world.FINDINGS)),
    ]
    for message, act in refusals:
        before = digest()
        with pytest.raises(ActRefusedError, match=message), transaction.atomic():
            act()
        assert digest() == before
    world.step(case, "accept", "2")
    with pytest.raises(ActRefusedError, match="needs `duties_done`"), transaction.atomic():
        world.step(case, "grant", "3")
    not_so = {**world.FINDINGS, "corrected_done": world.found(holds=False)}
    with pytest.raises(ActRefusedError, match="it is not-corrected"), transaction.atomic():
        world.step(case, "grant", "3", findings=not_so)
    tax = world.penalty("E-1", of=world.ENVIRONMENT)
    with pytest.raises(ActRefusedError, match="who determined it repairs it"), transaction.atomic():
        from bonafides.remedies.applying import apply_for_repair

        apply_for_repair(world.acting("1", world.MARKET), tax, committed=True)


@pytest.mark.usefixtures("penalised")
def test_the_same_paper_of_another_business_counts_only_once_an_officer_has_looked_at_it() -> None:
    world.done("fine", "D-1", date(2026, 3, 20))
    first = world.applied(None, world.proof(content=b"the same"))
    other = world.penalty("P-2", world.OTHER)
    second = world.applied(other, world.proof(content=b"the same"), world.proof("fine", b"receipt", amount=world.OWED))
    (waiting,) = suspicious()
    assert waiting.case == second
    assert waiting.suspicions[0]["why"] == "same-document-other-applicant"
    assert f"case {first.pk}" in waiting.suspicions[0]["told"]
    with pytest.raises(ActRefusedError, match="it is not-corrected"), transaction.atomic():
        world.step(second, "accept", "2")
    from bonafides.remedies.acts.judge_proof import judge_proof

    with pytest.raises(NotPermittedError, match="another officer"), transaction.atomic():
        mine = world.applied(world.penalty("P-3", world.OTHER), world.proof(content=b"the same"), by="2")
        judge_proof(world.acting("2"), Proof.objects.get(case=mine).pk, genuine=True, text="Mine.")
    judge_proof(world.acting("2"), waiting.pk, genuine=True, text="One firm rectified both, as its letter says.")
    assert Judgement.objects.count() == 1
    assert suspicious() == []
    world.step(second, "accept", "2")
    with pytest.raises(ActRefusedError, match="judged already"), transaction.atomic():
        judge_proof(world.acting("5"), waiting.pk, genuine=False, text="No.")


@pytest.mark.usefixtures("performed")
def test_a_receipt_that_says_otherwise_than_the_agency_does_not_count() -> None:
    case = world.applied(None, world.proof("fine", b"forged", amount=world.OWED, on=date(2026, 3, 21)))
    (given,) = Proof.objects.all()
    assert [one["why"] for one in given.suspicions] == ["day-differs"]
    world.step(case, "accept", "2")  # the agency's own record shows it, whatever the paper says


@pytest.mark.usefixtures("performed")
def test_t8_what_rested_on_the_record_ends_and_is_told() -> None:
    from bonafides.acts.models import Event

    case = world.applied()
    world.granted(case)
    lifted = Act.objects.filter(name="measures.lift_for_trigger")
    assert lifted.count() == 1
    assert Event.objects.filter(act__in=lifted).exists()


@pytest.mark.usefixtures("performed")
def test_an_application_for_early_removal_opens_the_listing_s_own_procedure() -> None:
    listing = world.enter(
        "serious-violation-listing", "L-1", date(2025, 6, 2), item="5-1", penalty_document_no="No. P-1"
    )
    assert checked(listing, START, committed=True).asked.value == "eligible"
    case = world.applied(listing, files=[world.paper()])
    assert case.procedure == "serious-listing-removal-2025"
    with pytest.raises(ActRefusedError, match="free of charge"), transaction.atomic():
        from bonafides.remedies.acts.apply import apply

        apply(world.acting("1"), listing, committed=True, fee=1)


@pytest.mark.usefixtures("penalised")
def test_another_sector_has_its_own_track(on_day: OnDay) -> None:
    fine = world.penalty("E-1", of=world.ENVIRONMENT)
    for duty in ("fine", "rectification"):
        world.done(duty, f"ED-{duty}", date(2026, 4, 1), world.ENVIRONMENT, decision="No. E-1")
    case = world.applied(fine)
    assert case.procedure == "sector-repair-2026"
    clocks = held(case).standing(START).clocks
    assert clocks["acceptance"].last_day == date(2026, 6, 11)  # three working days
    assert clocks["decision-due"].last_day == date(2026, 6, 23)  # ten from the application; 19 June is a holiday
    world.granted(case)
    assert not clocks["decision-due"].over
    on_day(START + timedelta(days=30))
    assert held(case).standing(START + timedelta(days=30)).clocks["decision-due"].over, (
        "the result was not fed back: late"
    )


@pytest.mark.usefixtures("performed")
def test_what_is_admissible_cannot_be_refused() -> None:
    case = world.applied()
    with pytest.raises(
        ActRefusedError, match=r"`not-accept` needs `penalty_repair` to be too-early or .*, it is admissible"
    ):
        world.step(case, "not-accept", "2", fields={"why_not": "no time"})
    world.step(case, "accept", "2")
    with pytest.raises(
        ActRefusedError, match=r"`refuse` needs `penalty_repair` to be too-early or .*, it is admissible"
    ):
        world.step(case, "refuse", "3", fields={"why_not": "no wish"}, findings=world.FINDINGS)
    unheld = {**world.FINDINGS, "corrected_done": {**world.FINDINGS["corrected_done"], "holds": False}}
    world.step(case, "refuse", "3", fields={"why_not": "the shelves are as they were"}, findings=unheld)
    assert held(case).standing(START).ended


@pytest.mark.usefixtures("performed")
@pytest.mark.parametrize("piece", ["record:market-regulation/NONE", "record:x", "act:999999999", "act:²", "act:1; --"])
def test_a_finding_rests_on_what_is_there(piece: str) -> None:
    case = world.applied()
    world.step(case, "accept", "2")
    found = {**world.FINDINGS, "duties_done": {**world.FINDINGS["duties_done"], "evidence": [piece]}}
    with pytest.raises(ActRefusedError, match=r"finding `duties_done`: expected .* of this register as evidence"):
        world.step(case, "grant", "3", findings=found)
