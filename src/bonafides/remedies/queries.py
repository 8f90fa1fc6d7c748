"""Reads of remedies: proofs that count, bars that run, whether a record may be repaired as the register is now."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils import timezone

from bonafides.acts.act import ActRefusedError
from bonafides.acts.wall import inside
from bonafides.entities.models import Entity
from bonafides.entities.queries import ones_with
from bonafides.kernel.sentence import Joined, Sentence
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.packs.repair import Repair
from bonafides.procedures.models import Case
from bonafides.records.models import Record
from bonafides.remedies.duties import Target
from bonafides.remedies.eligibility import Eligibility, eligibility, repair_of
from bonafides.remedies.models import FalseMaterial, Proof
from bonafides.remedies.suspicions import Stated
from bonafides.standards.case.records import CaseRecord, records_of


@inside()
def record_of(agency: str, ref: str, pack: str) -> Record:
    """A record by the agency's own reference. Raises ActRefusedError."""
    known = Record.objects.select_related("agency", "kind", "entity")
    found = known.filter(agency__pack=pack, agency__name=agency, source_ref=ref).first()
    if found is None:
        raise ActRefusedError(
            "expected a record of %(pack)s/%(agency)s, came the reference `%(ref)s`, which none has",
            pack=pack,
            agency=agency,
            ref=ref,
        )
    return found


def the_repair(record: Record) -> tuple[Pack, Repair]:
    """How a record is repaired, by the pack in force. Raises ActRefusedError."""
    pack, _ = installed_pack(record.agency.pack)
    found = repair_of(pack, record.kind.name, record.agency.name)
    if found is None:
        kinds = Joined(sorted({one.kind for one in pack.repairs.values()})) or Sentence("none")
        told = Sentence(
            "expected a record that can be repaired (%(kinds)s), came %(kind)s of %(agency)s",
            kinds=kinds,
            kind=record.kind.name,
            agency=record.agency.name,
        )
        raise ActRefusedError("%(told)s; nothing was changed", told=told)
    return pack, found


def checked(record: Record, day: date, *, committed: bool, case: Case | None = None) -> Eligibility:
    """Whether a record may be repaired on a day: with the paper that counts in a case, where there is one."""
    pack, repair = the_repair(record)
    known, target = known_of(pack, record)
    proved = proved_in(case) if case is not None else frozenset()
    return eligibility(pack, repair, target, known, day, committed=committed, proved=proved)


def known_of(pack: Pack, record: Record) -> tuple[list[CaseRecord], Target]:
    """All records of the business that stand now, and among them the one to be repaired."""
    known = records_of(pack, record.entity_id, timezone.now())
    own = next((one for one in known if one.id == record.pk), None)
    if own is None:
        raise ActRefusedError(
            "record `%(ref)s` does not stand any more: there is nothing to repair", ref=record.source_ref
        )
    return known, Target(own, record.document_no)


def counts(proof: Proof) -> bool:
    """Whether a proof counts: nothing spoke against it, or an officer found it genuine; and none found it false."""
    judged = getattr(proof, "judgement", None)
    return judged.genuine if judged is not None else not proof.suspicions


def proved_in(case: Case) -> frozenset[str]:
    """The duties for which a proof of the case counts."""
    proofs = Proof.objects.filter(case=case).select_related("judgement")
    return frozenset(one.duty for one in proofs if counts(one))


def others_like(sha256: str, number: str) -> list[Stated]:
    """Every proof of the same bytes, or with the same number."""
    same = Q(sha256=sha256) | (Q(number=number) & ~Q(number=""))
    return [
        Stated(one.sha256, one.duty, one.entity_id, one.case_id, one.amount, one.on, one.number)
        for one in Proof.objects.filter(same).order_by("id")
    ]


def suspicious() -> list[Proof]:
    """The proofs that an officer must look at, the oldest first."""
    waiting = Proof.objects.filter(judgement=None).exclude(suspicions=[])
    return list(waiting.select_related("case", "case__agency", "entity").order_by("id"))


def barred_until(entity: Entity, day: date) -> FalseMaterial | None:
    """The bar on repairs that runs for a business, or for one that is one with it, the longest."""
    ones = ones_with([entity.pk])[entity.pk]
    return FalseMaterial.objects.filter(entity__in=ones, found_on__lte=day, until__gte=day).order_by("-until").first()
