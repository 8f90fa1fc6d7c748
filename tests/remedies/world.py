"""A small world of remedies: penalties of two businesses, officers of two agencies, days that pass."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from tests.registry import officer, put_in_force, repository_pack

from bonafides.acts.act import Acting
from bonafides.acts.files import Kept, keep_bytes
from bonafides.agencies.acts.enrol import enrol
from bonafides.agencies.queries import agency
from bonafides.agencies.roster import read_roster
from bonafides.packs.queries import installed_pack
from bonafides.procedures.acts.open_case import open_case
from bonafides.procedures.acts.take_step import take_step
from bonafides.procedures.models import Case, Step
from bonafides.records.ingest.one import NewRecord, take_one
from bonafides.records.models import Record
from bonafides.remedies.applying import apply_for_repair
from bonafides.remedies.proofs import Given

CODE, OTHER = "91990000MA0TEXT124", "91990000MAX0JMQU16"
MARKET, ENVIRONMENT = "market-regulation", "environment"
ROLES = {"1": "entry-clerk", "2": "case-officer", "3": "decider", "4": "auditor", "5": "case-officer", "6": "reviewer"}
DECIDED = date(2026, 3, 2)
OWED = 20_000_000


def pack() -> None:
    """The pack of China in force, and the same officers in two agencies, each with one power."""
    put_in_force(repository_pack("cn"))
    head = "number,name,roles,fields,regions,certificate,certificate_until,capacity,interests"
    roster = "\n".join([head, *(f"{number},Officer,{role},,,,,," for number, role in ROLES.items()), ""]).encode()
    for name in (MARKET, ENVIRONMENT):
        enrol(officer("a roster"), agency("cn", name), read_roster(roster), date(2020, 1, 1))


def enter(kind: str, ref: str, day: date, code: str = CODE, of: str = MARKET, /, **given: Any) -> Record:
    """A record of an agency."""
    document = given.pop("document_no", None)
    facts = {name: value for name, value in given.items() if value is not None}
    return take_one(
        *installed_pack("cn"), of, NewRecord(kind, "uscc", code, ref, day, facts, document_no=document), ref
    )


def penalty(ref: str = "P-1", code: str = CODE, day: date = DECIDED, of: str = MARKET, **facts: Any) -> Record:
    """A fine of 200,000 yuan."""
    given: dict[str, Any] = {
        "penalty_types": ["fine"], "field": "product-quality" if of == MARKET else of, "severity": "general",
        "procedure": "ordinary", "fine": OWED, "published_on": day.isoformat(), "document_no": f"No. {ref}",
    }  # fmt: skip
    return enter("administrative-penalty", ref, day, code, of, **given | facts)


def done(duty: str, ref: str, day: date, of: str = MARKET, code: str = CODE, **facts: Any) -> Record:
    """What an agency saw done of a penalty."""
    money = {"amount": OWED} if duty == "fine" else {}
    known = {"duty": duty, **money} | facts
    known["document_no"], number = None, known.get("decision", "No. P-1")
    known.pop("decision", None)
    facts = {name: value for name, value in known.items() if value is not None} | {"document_no": number}
    return take_one(*installed_pack("cn"), of, NewRecord("duty-performance", "uscc", code, ref, day, facts), ref)


def acting(number: str, of: str = MARKET, reason: str = "a test") -> Acting:
    """An officer."""
    return Acting(number, of, "PL 48", reason, pack="cn")


def paper(content: bytes = b"a receipt", name: str = "receipt.pdf") -> Kept:
    """A document of a business."""
    return keep_bytes(name, BytesIO(content))


def proof(duty: str = "rectification", content: bytes = b"an account", **stated: Any) -> Given:
    """A proof of a business."""
    return Given(duty, paper(content), **stated)


def applied(record: Record | None = None, *proofs: Given, by: str = "1", **given: Any) -> Case:
    """An application for repair."""
    record = record or Record.objects.select_related("agency").get(source_ref="P-1")
    return apply_for_repair(acting(by, record.agency.name), record, committed=True, proofs=proofs, **given)


def step(case: Case, name: str, number: str, **given: Any) -> Step:
    """A step of a case by an officer of its agency."""
    return take_step(acting(number, case.agency.name), case.pk, name, **given)


def opened(procedure: str, record: Record, by: str = "1", **given: Any) -> Case:
    """A case of any procedure."""
    return open_case(acting(by, record.agency.name), procedure, entity=record.entity, record=record, **given)


def found(*, holds: bool = True) -> dict[str, Any]:
    """A finding by a person."""
    return {"holds": holds, "text": "As the agency's records show.", "evidence": ["record:market-regulation/P-1"]}


FINDINGS = {"duties_done": found(), "corrected_done": found()}


def granted(case: Case) -> Step:
    """From the application to the decision."""
    step(case, "accept", "2")
    return step(case, "grant", "3", findings=FINDINGS)
