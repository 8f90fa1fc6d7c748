"""A small world of measures: the Chinese pack, its officers, and records entered one by one."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.registry import officer, put_in_force, repository_pack

from bonafides.acts.act import Acting
from bonafides.agencies.acts.enrol import enrol
from bonafides.agencies.queries import agency
from bonafides.agencies.roster import read_roster
from bonafides.entities.models import Entity
from bonafides.packs.queries import installed_pack
from bonafides.records.acts.enter import enter
from bonafides.records.ingest.one import NewRecord
from bonafides.records.models import Record

CODE = "91990000MA0TEXT124"
OTHER = "93990000MA0TEXT39M"
DAY = date(2026, 6, 1)
ROSTER = """\
number,name,roles,fields,regions,certificate,certificate_until,capacity,interests
D-1,Decider,decider;case-officer;entry-clerk,,,,,,
"""
AGENCIES = ("market-regulation", "finance", "public-resources", "tax")


def business(code: str = CODE) -> Entity:
    """The pack in force with its officers, and a business of that code."""
    put_in_force(repository_pack("cn"))
    for name in AGENCIES:
        enrol(officer(), agency("cn", name), read_roster(ROSTER.encode()), date(2020, 1, 1))
    facts = {
        "legal_form": "limited-company", "status": "in-business", "established_on": "2016-03-01",
        "registration_event": "establishment",
    }  # fmt: skip
    return record("registration", "R-1", date(2016, 3, 1), facts, code=code).entity


def of(name: str) -> Acting:
    """An officer of an agency who decides."""
    return Acting("D-1", name, "GP-49", "a test", pack="cn")


def record(
    kind: str, ref: str, on: date, facts: dict[str, Any] | None = None, *, agency_name: str = "market-regulation",
    code: str = CODE, **more: Any,
) -> Record:  # fmt: skip
    """Enter a record by hand."""
    pack, version = installed_pack("cn")
    given = NewRecord(kind, "uscc", code, ref, on, facts or {}, **more)
    return enter(Acting("D-1", agency_name, "PL 48", "a test", pack="cn"), pack, version, given)


def penalty(ref: str = "P-1", on: date = date(2026, 2, 2), **facts: Any) -> Record:
    """A penalty; food, serious, the permit revoked, unless told otherwise."""
    own = {"penalty_types": ["permit-revocation"], "field": "food", "severity": "serious", "procedure": "ordinary"}
    return record("administrative-penalty", ref, on, own | facts)


def listing(ref: str = "L-1", on: date = date(2026, 2, 2), until: date | None = date(2029, 2, 2)) -> Record:
    """An entry in the list of serious violations."""
    facts = {"item": "5-2", "penalty_document_no": "P-1"}
    return record("serious-violation-listing", ref, on, facts, valid_from=on, valid_to=until)


def abnormal(
    ref: str = "A-1", on: date = date(2026, 2, 2), reason: str = "no-contact", until: date | None = None
) -> Record:
    """An entry in the list of abnormal operations."""
    return record("abnormal-operations", ref, on, {"reason": reason, "form": "listed"}, valid_from=on, valid_to=until)


def ended(kind: str, ref: str, target: str, on: date, action: str = "annulment") -> Record:
    """A record that takes another back."""
    return record(kind, ref, on, action=action, supersedes=target, reason="a court annulled it")
