"""Find whether a proof is what it says: an officer's finding, with reasons, and not that of the officer who took it in."""

from __future__ import annotations

from bonafides.acts.act import Acting, ActRefusedError, NotPermittedError, Role, official_act
from bonafides.kernel.sentence import Sentence
from bonafides.records.texts import check_text
from bonafides.remedies.models import Judgement, Proof


@official_act("remedies.judge_proof", by=(Role.CASE_OFFICER, Role.REVIEWER, Role.DECIDER))
def judge_proof(acting: Acting, proof: int, *, genuine: bool, text: str) -> Judgement:
    """A genuine one counts, whatever spoke against it; a false one never does."""
    found = Proof.objects.select_for_update(of=("self",)).select_related("act", "case__agency").filter(pk=proof).first()
    if found is None:
        raise ActRefusedError(
            "there is no proof %(proof)s; bonafides remedy list --suspicious shows those that wait", proof=proof
        )
    acting.subject = found.entity_id
    own = found.case.agency
    if (acting.pack, acting.agency) != (own.pack, own.name):
        raise ActRefusedError("expected an officer of %(own)s, whose case it is; nothing was changed", own=own)
    if (found.act.pack, found.act.agency, found.act.officer) == (acting.pack, acting.agency, acting.officer):
        told = Sentence("proof %(proof)s was taken in by officer %(officer)s", proof=proof, officer=acting.officer)
        raise NotPermittedError("%(told)s: another officer finds whether it is genuine; nothing was changed", told=told)
    if Judgement.objects.filter(proof=found).exists():
        raise ActRefusedError("proof %(proof)s was judged already; nothing was changed", proof=proof)
    if not text.strip():
        raise ActRefusedError("expected the reasons in words, came none; nothing was changed")
    check_text(text, Sentence("the finding"))
    acting.details = {"case": found.case_id, "proof": proof, "genuine": genuine}
    acting.tell(case=found.case_id, genuine=genuine)
    return acting.write(Judgement, proof=found, genuine=genuine, text=text.strip())
