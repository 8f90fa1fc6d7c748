"""Early removal: eligible by the standards, decided by a person, and then gone everywhere; restored after false material."""

from __future__ import annotations

from datetime import date

import pytest
from tests.listings import way
from tests.procedures import world
from tests.procedures.conftest import OnDay

from bonafides.acts.act import Acting, ActRefusedError, NotPermittedError
from bonafides.listings.models import Listing, ListingEnd
from bonafides.measures.models import Instance
from bonafides.packs.queries import installed_pack
from bonafides.procedures.acts.follow import follow
from bonafides.procedures.acts.open_case import open_case
from bonafides.procedures.cases import held
from bonafides.procedures.models import Case
from bonafides.records.ingest.one import NewRecord, take_one
from bonafides.records.models import Record

pytestmark = pytest.mark.usefixtures("listed")
VERIFIED = {"duties_performed": True, "harm_removed": True, "further_heavier_penalty": False}
APPLIED, ACCEPTED, FOUND, REMOVED = date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 9), date(2026, 11, 12)


def old_listing(since: date = date(2025, 10, 20)) -> Record:
    """A listing that came by a file, of a little over a year ago."""
    facts = {"item": "5-1", "penalty_document_no": "市监处罚〔2025〕7号"}
    given = NewRecord(
        "serious-violation-listing", "uscc", world.CODE, "LYZ-1", since, facts, valid_to=date(2028, 10, 20)
    )
    return take_one(*installed_pack("cn"), world.AGENCY, given, "a file")


def verified(on_day: OnDay, record: Record, **facts: bool) -> Case:
    on_day(APPLIED)
    case = way.applied(record)
    on_day(ACCEPTED)
    world.step(case, "accept")
    on_day(FOUND)
    world.step(case, "verify", "5", fields=VERIFIED | facts, files=[world.file("receipt.pdf", b"the fine was paid")])
    on_day(REMOVED)
    return case


def own_listing(on_day: OnDay) -> Case:
    """A listing by a case whose decision is a little over a year old: every step entered with what shows it."""
    on_day(APPLIED)
    proof = [world.file()]
    record = world.penalty("P-2", day=date(2025, 9, 15))
    case = open_case(
        world.acting("1"), "serious-listing", entity=record.entity, record=record, fields=world.GIVEN, on=date(2025, 10, 9),
        files=proof,
    )  # fmt: skip
    for name, number, day, given in (
        ("serve-notice", "1", date(2025, 10, 10), {}),
        ("decide-listing", "3", date(2025, 10, 24), way.DECIDE),
        ("serve-decision", "1", date(2025, 10, 27), {}),
        ("publish", "2", date(2025, 11, 3), {}),
    ):
        world.step(case, name, number, on=day, files=proof, **given)
    return case


def test_what_ends_ends_everywhere(on_day: OnDay) -> None:
    listed = own_listing(on_day)
    record = way.record_of(listed)
    assert Instance.objects.filter(trigger_kind="listing", lift=None).exists()
    case = verified(on_day, record)
    assert case.procedure == "serious-listing-removal-2025"
    world.step(case, "remove", "3")
    end = ListingEnd.objects.get()
    assert (end.how, end.on, end.case_id) == ("removed", REMOVED, case.pk)
    assert not Instance.objects.filter(trigger_kind="listing", lift=None).exists()
    ended = way.ended_record(record)
    assert ended is not None
    assert ended.action == Record.Action.WITHDRAWAL
    assert (held(listed).state, held(case).state) == ("removed", "removed")


def test_a_listing_that_came_by_a_file_is_removed_alike(on_day: OnDay) -> None:
    record = old_listing()
    case = verified(on_day, record)
    world.step(case, "remove", "3")
    ended = way.ended_record(record)
    assert ended is not None
    assert ended.action == Record.Action.WITHDRAWAL
    assert not ListingEnd.objects.exists()


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"duties_performed": False}, "duties-open"),
        ({"harm_removed": False}, "harm-not-removed"),
        ({"further_heavier_penalty": True}, "further-heavier-penalty"),
    ],
)
def test_who_is_not_eligible_stays(on_day: OnDay, facts: dict[str, bool], why: str) -> None:
    case = verified(on_day, old_listing(), **facts)
    with pytest.raises(ActRefusedError, match=f"`early_removal` to be eligible, it is {why} .SV-44 16"):
        world.step(case, "remove", "3")


def test_who_is_eligible_cannot_be_refused(on_day: OnDay) -> None:
    on_day(APPLIED)
    case = way.applied(old_listing())
    with pytest.raises(ActRefusedError, match="`not-accepted` needs `year_is_over` to be false, it is true"):
        world.step(case, "not-accepted", fields={"why_not": "no time"})
    world.step(case, "accept")
    on_day(FOUND)
    with pytest.raises(ActRefusedError, match="`refuse` is taken in verified; the case is accepted"):
        world.step(case, "refuse", "3", fields={"why_not": "no wish to look"})
    world.step(case, "verify", "5", fields=VERIFIED, files=[world.file("receipt.pdf", b"the fine was paid")])
    with pytest.raises(ActRefusedError, match=r"`refuse` needs `early_removal` to be too-early or .*, it is eligible"):
        world.step(case, "refuse", "3", fields={"why_not": "no wish"})
    assert held(case).state == "verified"


@pytest.mark.parametrize(
    "ground", [{"duties_performed": False}, {"harm_removed": False}, {"further_heavier_penalty": True}]
)
def test_refused_on_a_ground_that_was_verified(on_day: OnDay, ground: dict[str, bool]) -> None:
    case = verified(on_day, old_listing(), **ground)
    with pytest.raises(NotPermittedError):
        world.step(case, "refuse", "5", fields={"why_not": "mine"})
    world.step(case, "refuse", "3", fields={"why_not": "As verified."})
    assert held(case).state == "refused"


def test_not_accepted_before_the_year_is_over(on_day: OnDay) -> None:
    on_day(APPLIED)
    case = way.applied(old_listing(date(2025, 11, 13)))
    world.step(case, "not-accepted", fields={"why_not": "The year is not over."})
    assert held(case).state == "refused"


def test_a_year_must_be_over(on_day: OnDay) -> None:
    case = verified(on_day, old_listing(date(2025, 11, 13)))
    with pytest.raises(ActRefusedError, match="it is too-early"):
        world.step(case, "remove", "3")


def test_who_verified_does_not_decide(on_day: OnDay) -> None:
    case = verified(on_day, old_listing())
    with pytest.raises(NotPermittedError, match="is for decider; officer 5"):
        world.step(case, "remove", "5")


def test_the_periods_are_those_of_the_day(on_day: OnDay) -> None:
    """Fifteen working days to decide before 2025-12-25, seven from then on."""
    record = old_listing(date(2024, 9, 2))
    on_day(APPLIED)
    proof = [world.file()]
    for applied, decided in ((date(2025, 10, 13), date(2025, 11, 3)), (date(2026, 1, 5), date(2026, 1, 14))):
        case = opened_on(record, applied)
        world.step(case, "accept", on=applied, files=proof)
        assert held(case).standing(applied).clocks["decision-due"].last_day == decided
        world.step(case, "verify", "5", on=applied, files=proof, fields=VERIFIED | {"harm_removed": False})
        world.step(case, "refuse", "3", on=applied, files=proof, fields={"why_not": "a test"})


def opened_on(record: Record, day: date) -> Case:
    return open_case(
        world.acting("1"), "serious-listing-removal", entity=record.entity, record=record, on=day,
        fields={"applied_on": str(day)}, files=[world.file("application.pdf", b"application")],
    )  # fmt: skip


def test_false_material_restores_it_and_the_term_begins_anew(on_day: OnDay) -> None:
    listed = own_listing(on_day)
    case = verified(on_day, way.record_of(listed))
    world.step(case, "remove", "3")
    on_day(date(2026, 11, 16))
    world.step(case, "notify-restoring", fields={"why_not": "The receipt is forged."})
    finding = {"false_material": world.finding(text="The bank has no such payment.")}
    with pytest.raises(ActRefusedError, match="waits until `statement` is over"):
        world.step(case, "restore", "3", findings=finding, files=[world.file()])
    on_day(date(2026, 11, 24))
    world.step(case, "restore", "3", findings=finding, files=[world.file()])
    old, new = Listing.objects.order_by("pk")
    assert (new.restores_id, new.since, new.until) == (old.pk, date(2026, 11, 24), date(2029, 11, 24))
    assert Instance.objects.filter(trigger_ref=new.pk, lift=None).exists()
    assert held(listed).state == "published"
    again = Record.objects.get(pk=new.publication.record)
    assert (again.facts, again.valid_from, again.valid_to) == (way.record_of_listing(old).facts, new.since, new.until)


def test_nobody_ends_a_listing_by_the_steps_that_only_follow(on_day: OnDay) -> None:
    case = way.published(on_day)
    for name in ("removed", "cancel"):
        with pytest.raises(NotPermittedError, match="is taken by the machine"):
            world.step(case, name, "3")
    machine = Acting("worker", "operator", "SV-44 16", "a test")
    with pytest.raises(ActRefusedError, match="no other case took"):
        follow(machine, case.pk, "removed")
    with pytest.raises(ActRefusedError, match="stands: expected its withdrawal"):
        follow(machine, case.pk, "cancel")
    assert not ListingEnd.objects.exists()
