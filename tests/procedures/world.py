"""A small world in which cases are opened: the pack of China, one business with a penalty, the officers of one agency."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from django.utils import timezone
from tests.registry import officer, put_in_force, repository_pack

from bonafides.acts.act import Acting
from bonafides.acts.files import Kept, keep_bytes
from bonafides.agencies.acts.enrol import enrol
from bonafides.agencies.queries import agency
from bonafides.agencies.roster import read_roster
from bonafides.entities.models import Entity
from bonafides.packs.queries import installed_pack
from bonafides.procedures.acts.open_case import open_case
from bonafides.procedures.acts.take_step import take_step
from bonafides.procedures.models import Case, Step
from bonafides.records.ingest.one import NewRecord, take_one
from bonafides.records.models import Record

CODE = "91990000MA0TEXT124"
AGENCY = "market-regulation"
ROLES = {"1": "case-officer", "2": "reviewer", "3": "decider", "4": "decider", "5": "case-officer"}
GIVEN = {
    "authority_level": "province", "item": "5-1", "investigators": ["5"], "legal_review_needed": False,
    "penalty_document_no": "市监处罚〔2026〕1号", "facts": "Food was made without a licence.", "route": "publish-same-province",
}  # fmt: skip


def pack() -> None:
    """The pack of China in force, and officers of market regulation, each with one power."""
    put_in_force(repository_pack("cn"))
    head = "number,name,roles,fields,regions,certificate,certificate_until,capacity,interests\n"
    lines = [f"{number},Officer,{role},,,,,," for number, role in ROLES.items()]
    enrol(
        officer("a roster"),
        agency("cn", AGENCY),
        read_roster("\n".join([head.strip(), *lines, ""]).encode()),
        date(2020, 1, 1),
    )


def penalty(ref: str = "P-1", code: str = CODE, day: date = date(2026, 2, 2), **facts: Any) -> Record:
    """A penalty of a business: heavy, of food."""
    given = {
        "penalty_types": ["fine", "suspension"],
        "field": "food",
        "severity": "serious",
        "procedure": "ordinary",
        "fine": 100,
        **facts,
    }
    return take_one(
        *installed_pack("cn"), AGENCY, NewRecord("administrative-penalty", "uscc", code, ref, day, given), ref
    )


def acting(number: str, reason: str = "a test") -> Acting:
    """An officer of market regulation."""
    return Acting(number, AGENCY, "SV-44 13", reason, pack="cn")


def file(name: str = "proof.pdf", content: bytes = b"a proof") -> Kept:
    """A file that a step rests on."""
    return keep_bytes(name, BytesIO(content))


def finding(*, holds: bool = True, text: str = "As the inspection of 2 February shows.") -> dict[str, Any]:
    """A finding by a person."""
    return {"holds": holds, "text": text, "evidence": ["record:market-regulation/P-1"]}


FOUND = {name: finding() for name in ("vile", "serious", "harmful")}


def opened(record: Record | None = None, **given: Any) -> Case:
    """A case about the penalty."""
    record = record or Record.objects.get(source_ref="P-1")
    return open_case(
        acting("1"),
        "serious-listing",
        entity=Entity.objects.get(pk=record.entity_id),
        record=record,
        fields={**GIVEN, **given},
    )


def step(case: Case, name: str, number: str = "1", **given: Any) -> Step:
    """A step of a case by an officer."""
    return take_step(acting(number), case.pk, name, **given)


def today() -> date:
    return timezone.localdate()
