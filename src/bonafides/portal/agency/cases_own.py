"""Cases of the officer's own agency: of any other there is nothing here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bonafides.acts.wall import inside
from bonafides.agencies.who import Who
from bonafides.documents.named import name_of
from bonafides.procedures.cases import Held, held
from bonafides.procedures.queries import UnknownCaseError, case_of


@dataclass(frozen=True)
class Business:
    """Whom a case is about, as a document would address it."""

    scheme: str
    code: str
    name: str


@inside()
def own_case(who: Who, number: int) -> Held | None:
    """A case of the agency, read whole."""
    try:
        case = case_of(number)
    except UnknownCaseError:
        return None
    if (case.agency.pack, case.agency.name) != (who.pack, who.agency):
        return None
    found = held(case)
    if case.record is not None:  # read now, inside: its agency is part of its name
        _ = case.record.agency.name
    return found


def business_of(one: Held, day: date) -> Business:
    """Whom it is about."""
    entity = one.case.entity
    return Business(entity.scheme, entity.code, name_of(entity, day) or entity.code)


def record_ref(one: Held) -> str:
    """The record that it is about as `AGENCY/REF`; nothing where it is about none."""
    record = one.case.record
    return f"{record.agency.name}/{record.source_ref}" if record is not None else ""
