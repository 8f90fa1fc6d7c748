"""Take in a business's application for repair: free of charge, once, with only the paper that no agency has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.acts.files import Kept
from bonafides.kernel.sentence import Sentence
from bonafides.packs.queries import installed_pack
from bonafides.procedures.acts.open_case import open_case
from bonafides.procedures.by_business import acts_itself
from bonafides.procedures.models import Case
from bonafides.procedures.opening import procedure_on
from bonafides.records.ingest.one import take_one
from bonafides.records.models import Record
from bonafides.records.texts import check_text
from bonafides.remedies.commitments import commitment_of
from bonafides.remedies.proofs import Given, write_proofs
from bonafides.remedies.queries import barred_until, the_repair


@official_act("remedies.apply", by=(Role.ENTRY_CLERK, Role.CASE_OFFICER, Role.REPRESENTATIVE))
def apply(
    acting: Acting, record: Record, *, committed: bool, proofs: Sequence[Given] = (), fee: int = 0, agent: str = "",
    files: Sequence[Kept] = (), on: date | None = None,
) -> Case:  # fmt: skip
    """A case of the record's own agency. The commitment becomes a public record; proofs are held against others."""
    pack, repair = the_repair(record)
    own = record.agency
    if not acts_itself(acting) and (acting.pack, acting.agency) != (own.pack, own.name):
        expected = Sentence(
            "expected an officer of %(pack)s/%(own)s: who determined it repairs it", pack=own.pack, own=own.name
        )
        raise ActRefusedError(
            "%(expected)s, came one of %(pack)s/%(agency)s: pass the application on, nothing was changed",
            expected=expected,
            pack=acting.pack,
            agency=acting.agency,
        )
    if fee:
        raise ActRefusedError(
            "repair is free of charge at every stage, %(fee)s fen were asked; nothing was changed", fee=fee
        )
    check_text(agent, Sentence("the agent"))
    day = on or timezone.localdate()
    told: dict[str, object] = {"committed": committed, "fee": fee, "agent": agent.strip() or None, "applied_on": day}
    asked = procedure_on(pack, repair.procedure, day).opens.fields
    fields = {name: value for name, value in told.items() if name in asked and value is not None}
    papers = [*files, *(one.file for one in proofs)]
    case = open_case(acting, repair.procedure, entity=record.entity, record=record, fields=fields, on=on, files=papers)
    if (bar := barred_until(record.entity, case.opened_on)) is not None:
        why = Sentence(
            "false material was found in case %(case_id)s on %(found_on)s: no repair rests on a commitment",
            case_id=bar.case_id,
            found_on=bar.found_on,
        )
        raise ActRefusedError("%(why)s up to %(until)s; nothing was changed", why=why, until=bar.until)
    found = write_proofs(acting, case, record, proofs, case.opened_on)
    promise = commitment_of(case, record, repair, acting.basis) if committed else None
    if promise is not None:
        take_one(*installed_pack(pack.name), own.name, promise, f"act {acting.id}")
    acting.subject = record.entity_id
    acting.details = {
        "case": case.pk, "record": record.source_ref, "proofs": [one.pk for one in found],
        "suspicious": [one.pk for one in found if one.suspicions],
    }  # fmt: skip
    acting.tell(case=case.pk, suspicious=sum(bool(one.suspicions) for one in found))
    return case
