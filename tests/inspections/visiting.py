"""A small world in which officers visit: the Chinese pack, three businesses, an agency with its officers, assignments.

visit = assigned()                         # officers 201 and 202 are to inspect business 1, by the plan
approved(visit); code = notified(visit)    # each step of its own
entered(visit, code); reported(visit, "no-problem"); cleared(visit); published(visit)
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from tests.records.ingest.conftest import uscc
from tests.registry import officer as operator
from tests.registry import put_in_force, repository_pack

from bonafides.acts.act import Acting, Role, official_act
from bonafides.acts.files import Kept
from bonafides.agencies.acts.enrol import enrol
from bonafides.agencies.queries import agency
from bonafides.agencies.roster import COLUMNS, read_roster
from bonafides.entities.models import Entity
from bonafides.inspections.acts.approve import approve
from bonafides.inspections.acts.clear import clear
from bonafides.inspections.acts.enter import enter
from bonafides.inspections.acts.notify import notify
from bonafides.inspections.acts.publish import publish
from bonafides.inspections.acts.report import report
from bonafides.inspections.models import Approval, Assignment, Clearance, Entry, Publication, Report
from bonafides.inspections.visits.results import Finding, Point
from bonafides.packs.models import PackVersion
from bonafides.packs.queries import installed_pack
from bonafides.records.ingest.one import NewRecord, take_one

AGENCY, ITEM = "market-regulation", "registered-items"
DECIDER, REVIEWER, CASE, CLERK = "100", "101", "102", "103"
PHOTO = Kept(hashlib.sha256(b"photo").hexdigest(), "photo.jpg", 5)
GOOD = (
    Point("licence-displayed", Finding.IN_ORDER), Point("name", Finding.IN_ORDER),
    Point("address", Finding.IN_ORDER, evidence=(PHOTO.sha256,)), Point("scope", Finding.NOT_APPLICABLE),
)  # fmt: skip
BAD = (*GOOD[:1], Point("name", Finding.PROBLEM, "another name above the door"), *GOOD[2:])


def today() -> date:
    """Today, as the register has it."""
    return timezone.localdate()


def days(count: int) -> date:
    """A day so many days from today."""
    return today() + timedelta(days=count)


def by(number: str, *, of: str = AGENCY, reason: str = "a test") -> Acting:
    """An officer who acts."""
    return Acting(number, of, "IN-54", reason, pack="cn")


def world() -> None:
    """The pack in force, businesses 1 to 3 registered, officers enrolled; 203 has an interest in business 3."""
    put_in_force(repository_pack("cn"))
    pack, version = installed_pack("cn")
    for number in (1, 2, 3):
        facts = {"legal_form": "limited-company", "status": "in-business", "established_on": "2020-01-01",
                 "registration_event": "establishment"}  # fmt: skip
        given = NewRecord("registration", "uscc", uscc(number), f"reg-{number}", date(2020, 1, 1), facts)
        with transaction.atomic():
            take_one(pack, version, AGENCY, given, "a test")
    lines = [
        (DECIDER, "decider", "", ""), (REVIEWER, "reviewer", "", ""), (CASE, "case-officer", "", ""),
        (CLERK, "entry-clerk", "", ""), ("201", "inspector", "registration;food", ""), ("202", "inspector", "registration", ""),
        ("203", "inspector", "registration", uscc(3)), ("204", "inspector", "food", ""),
    ]  # fmt: skip
    rows = [",".join(COLUMNS)]
    rows += [f"{number},Officer,{roles},{fields},990000,{'C' if fields else ''},,{30 if fields else ''},{interests}"
             for number, roles, fields, interests in lines]  # fmt: skip
    enrol(operator(), agency("cn", AGENCY), read_roster("\n".join(rows).encode()), date(2020, 1, 1))


def business(number: int = 1) -> Entity:
    """One of the businesses."""
    return Entity.objects.get(scheme="uscc", code=uscc(number))


@official_act("tests.assign", by=(Role.OPERATOR,))
def assign(acting: Acting, **fields: Any) -> Assignment:
    """An assignment as a draw would have written it."""
    return acting.write(Assignment, **fields)


def assigned(number: int = 1, officers: Sequence[str] = ("201", "202"), /, **fields: Any) -> int:
    """The number of an assignment."""
    lead, second, *others = officers
    row = {
        "draw": None, "agency": agency("cn", AGENCY), "pack_version": PackVersion.objects.latest("pk"),
        "entity": business(number), "item": ITEM, "reason": "plan", "region": "990000", "lead": lead, "second": second,
        "others": others,
    }  # fmt: skip
    return int(assign(operator(), **row | fields).pk)


def approved(visit: int, since: date | None = None, until: date | None = None, *, who: str = DECIDER) -> Approval:
    """Approved for the next two weeks."""
    return approve(by(who), visit, "A-2026-1", since or today(), until or days(14))


def notified(visit: int, exempt: str | None = None, *, who: str = "201") -> str:
    """The code of the visit."""
    return notify(by(who), visit, exempt).code


def entered(visit: int, code: str, officers: Sequence[str] = ("201", "202"), *, who: str = "201") -> Entry:
    """Entered by both."""
    return enter(by(who), visit, code, officers)


def reported(visit: int, *results: str, who: str = "201", **given: Any) -> Report:
    """Reported, by default with every point in order if the result says so."""
    points = GOOD if results == ("no-problem",) else BAD
    known: dict[str, Any] = {"points": points, "files": (PHOTO,), "method": "on-site"}
    return report(by(who), visit, results=results, **known | given)


def cleared(visit: int, publish_on: date | None = None, *, who: str = REVIEWER) -> Clearance:
    """Cleared by somebody who did not inspect."""
    return clear(by(who), visit, publish_on)


def published(visit: int, *, who: str = REVIEWER) -> Publication:
    """Published."""
    return publish(by(who), visit)


def visited(number: int = 1, **fields: Any) -> int:
    """An assignment up to the entry."""
    visit = assigned(number, **fields)
    approved(visit)
    entered(visit, notified(visit))
    return visit
