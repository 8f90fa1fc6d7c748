"""Records on which a case may be opened, as far as decisions can say: the machine proposes, and finds nothing open-textured.

What opens a procedure is its own guard, asked with the facts of the record. Whether the case should be opened, and everything
that a person must find, is left to the officer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from bonafides.kernel.procedure.known import Known
from bonafides.kernel.procedure.model import Procedure
from bonafides.kernel.procedure.refusal import Asked, ask
from bonafides.kernel.procedure.sources import Constant
from bonafides.packs.pack import Pack
from bonafides.procedures.law import PackLaw
from bonafides.procedures.models import Case
from bonafides.records.models import Record


@dataclass(frozen=True)
class Proposal:
    """A record on which a case of a procedure may be opened, and the rule that says so."""

    procedure: Procedure
    record: Record
    asked: Asked

    def as_json(self) -> dict[str, Any]:
        """For programs; the findings that an officer must make are named, and empty."""
        entity, said = self.record.entity, self.asked.said
        return {
            "procedure": self.procedure.name, "record": f"{self.record.agency.name}/{self.record.source_ref}",
            "document_no": self.record.document_no, "scheme": entity.scheme, "code": entity.code,
            "event_date": self.record.event_date.isoformat(), "decision": self.asked.decision, "value": said.value,
            "basis": said.basis, "reason": said.reason, "findings": dict.fromkeys(findings_of(self.procedure)),
        }  # fmt: skip


def findings_of(procedure: Procedure) -> list[str]:
    """What only a person can find, in this procedure."""
    return [name for name, field in procedure.fields.items() if field.type == "finding"]


def proposals(
    pack: Pack, agency: str, today: date, *, since: date | None = None, of: str = "listing"
) -> Iterator[Proposal]:
    """The newest records first. Passed over: what was superseded, what has a case, what is on the list already."""
    for entry in pack.procedures.values():
        procedure = entry.model
        if procedure.of != of or agency not in procedure.agencies or not entry.in_force.covers(today):
            continue
        for record in _standing(pack, agency, procedure, since).iterator(chunk_size=500):
            if not _listed(procedure, record) and (asked := may_open(pack, procedure, record, today)) is not None:
                yield Proposal(procedure, record, asked)


def may_open(pack: Pack, procedure: Procedure, record: Record, today: date) -> Asked | None:
    """The guard that lets a case be opened on a record, as it was asked; None where it does not, or cannot be answered."""
    known = Known(procedure, [], today, PackLaw(pack, record.entity, record))
    last = None
    for guard in procedure.opens.guards:
        why, last = ask(known, procedure.opens, guard)
        if why is not None:
            return None
    return last


def _standing(pack: Pack, agency: str, procedure: Procedure, since: date | None) -> QuerySet[Record]:
    gone = Record.objects.filter(supersedes=OuterRef("pk"))
    cases = Case.objects.filter(record=OuterRef("pk"), procedure=procedure.name)
    found = Record.objects.filter(
        ~Exists(gone),
        ~Exists(cases),
        kind__pack=pack.name,
        kind__name__in=procedure.on_record,
        agency__name=agency,
        action__lt=2,
    )
    if since is not None:
        found = found.filter(event_date__gte=since)
    return found.select_related("entity", "agency", "kind").order_by("-event_date", "-pk")


def _listed(procedure: Procedure, record: Record) -> bool:
    """Whether a record of the list names this one's document: it came by a file."""
    if record.document_no is None:
        return False
    gone = Record.objects.filter(supersedes=OuterRef("pk"))
    rows = Record.objects.filter(~Exists(gone), entity=record.entity_id, kind__name__in=_lists(procedure), action__lt=2)
    return any(record.document_no in facts.values() for facts in rows.values_list("facts", flat=True))


def _lists(procedure: Procedure) -> list[str]:
    """The kinds of record that the procedure puts a business on."""
    effects = [one for step in procedure.all_steps() for one in step.effects if one.name == "list"]
    named = [one.given["list"] for one in effects]
    return [str(one.value) for one in named if isinstance(one, Constant)]
