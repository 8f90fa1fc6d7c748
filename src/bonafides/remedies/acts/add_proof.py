"""Take in one more document of the business, for a case that is open."""

from __future__ import annotations

from django.utils import timezone

from bonafides.acts.act import Acting, ActRefusedError, Evidence, Role, official_act
from bonafides.procedures.by_business import acts_itself
from bonafides.procedures.cases import locked
from bonafides.remedies.effects.about import record_about
from bonafides.remedies.models import Proof
from bonafides.remedies.proofs import Given, write_proofs


@official_act("remedies.add_proof", by=(Role.ENTRY_CLERK, Role.CASE_OFFICER, Role.REPRESENTATIVE))
def add_proof(acting: Acting, case: int, proof: Given) -> Proof:
    """It counts at once, unless something speaks against it: then an officer looks at it first."""
    held = locked(case)
    acting.subject = held.case.entity_id
    own = held.case.agency
    if not acts_itself(acting) and (acting.pack, acting.agency) != (own.pack, own.name):
        raise ActRefusedError(
            "expected an officer of %(agency)s, whose case it is; nothing was changed", agency=held.case.agency
        )
    if held.standing(timezone.localdate()).ended:
        raise ActRefusedError("case %(case)s has ended: expected a case that is open; nothing was changed", case=case)
    (written,) = write_proofs(acting, held.case, record_about(held.case), [proof], timezone.localdate())
    acting.evidence = (*acting.evidence, Evidence("file", proof.file.name, proof.file.sha256))
    acting.details = {"case": case, "proof": written.pk, "suspicious": bool(written.suspicions)}
    acting.tell(case=case, suspicious=int(bool(written.suspicions)))
    return written
