"""A small world of pledges: one business, the officers of one agency, each step of the way as somebody takes it."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.procedures import world
from tests.registry import officer

from bonafides.acts.act import Acting
from bonafides.agencies.acts.enrol import enrol
from bonafides.agencies.queries import agency
from bonafides.agencies.roster import read_roster
from bonafides.entities.models import Entity
from bonafides.packs.queries import installed_pack
from bonafides.pledges.acts.open_item import open_item
from bonafides.procedures.acts.open_case import open_case
from bonafides.procedures.models import Case
from bonafides.records.ingest.one import NewRecord, take_one
from bonafides.records.models import Record

ITEM = "restaurant-simple"
BASIS = "GP-42"


def more_officers() -> None:
    """An inspector, and the deciders and clerks that the small world lacks."""
    head = "number,name,roles,fields,regions,certificate,certificate_until,capacity,interests"
    lines = ["6,Officer,inspector,food,everywhere,C-6,,10,", "7,Officer,entry-clerk,,,,,,"]
    enrol(
        officer("a roster"),
        agency("cn", world.AGENCY),
        read_roster("\n".join([head, *lines, ""]).encode()),
        date(2020, 1, 1),
    )


def registered(code: str = world.CODE) -> Entity:
    """A business is known by a record."""
    world.penalty("R-1", code, date(2022, 1, 10), severity="minor", penalty_types=["fine"])
    return Entity.objects.get(code=code)


def acting(number: str, reason: str = "a pledge") -> Acting:
    return Acting(number, world.AGENCY, BASIS, reason, pack="cn")


def open_the_item(item: str = ITEM) -> None:
    open_item(acting("3"), item)


def recorded(kind: str, ref: str, day: date, valid_to: date | None = None, **facts: Any) -> Record:
    """Something else on record of the business."""
    given = NewRecord(kind, "uscc", world.CODE, ref, day, facts, valid_to=valid_to)
    return take_one(*installed_pack("cn"), world.AGENCY, given, ref)


def told(item: str = ITEM) -> Case:
    """The conditions are told: the case is open."""
    return open_case(acting("7"), "pledge", entity=Entity.objects.get(code=world.CODE), fields={"item": item})


def step(case: Case, name: str, number: str, **given: Any) -> None:
    from bonafides.procedures.acts.take_step import take_step

    take_step(acting(number), case.pk, name, **given)


def pledged(case: Case, **fields: Any) -> Case:
    """Signed by the owner; all papers are there, unless it is said otherwise."""
    step(case, "pledge", "7", fields={"signer": "owner", "complete": True, **fields}, files=[world.file("pledge.pdf")])
    return case


def paper() -> Any:
    """A paper that was promised."""
    return world.file("staff-health.pdf", b"all are well")


def approved() -> Case:
    """A licence at once."""
    case = pledged(told())
    step(case, "approve", "3")
    return case


def finding(*, holds: bool, text: str = "As it was seen on the spot.") -> dict[str, Any]:
    return {"holds": holds, "text": text, "evidence": ["file:visit.pdf"]}


def visit(case: Case, name: str, number: str = "6", **holds: bool) -> None:
    """A step that rests on findings of a visit."""
    findings = {one: finding(holds=value) for one, value in holds.items()}
    step(case, name, number, findings=findings, files=[world.file("visit.pdf")])


def ordered(*, untrue: bool) -> Case:
    """Approved, found not as pledged, ordered to correct."""
    case = approved()
    visit(case, "verify-unkept", as_pledged=False, untrue_when_made=untrue)
    step(case, "order-to-correct", "1", fields={"what_wrong": "There is no cooling for raw meat."})
    return case


def outcome_on_record(case: Case) -> dict[str, Any]:
    """The facts of the pledge's record as they stand now."""
    from bonafides.listings.records import last_of

    return dict(last_of(case.pledge.approval.commitment).facts)
