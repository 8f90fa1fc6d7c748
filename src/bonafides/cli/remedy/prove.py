"""`bonafides remedy prove CASE --proof …`: one more document of the business."""

from __future__ import annotations

from bonafides.cli.case.common import CaseNumber
from bonafides.cli.output import Json, fail
from bonafides.cli.remedy.common import Agency, Basis, Officer, ProofOption, Reason, default_basis, proofs_of, tell
from bonafides.kernel.sentence import LINES, SEMICOLON, Joined, Sentence


def prove(
    case: CaseNumber,
    *,
    officer: Officer,
    agency: Agency = None,
    proof: ProofOption = None,
    basis: Basis = None,
    reason: Reason = None,
    json: Json = False,
) -> None:
    """Take documents in for a case that is open; each is held against other cases and the agencies' own records."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting
    from bonafides.procedures.queries import case_of
    from bonafides.remedies.acts.add_proof import add_proof

    given = proofs_of(proof)
    if not given:
        fail("expected --proof, came none")
    one = case_of(case)
    rests = basis or (default_basis(one.record) if one.record else "")
    acting = Acting(officer, agency or one.agency.name, rests, reason or f"proof for case {case}", pack=one.agency.pack)
    written = [add_proof(acting, case, each) for each in given]
    told = Joined(
        (
            Sentence(
                "proof %(proof)s for `%(duty)s`: %(told)s",
                proof=each.pk,
                duty=each.duty,
                told=Joined((why["told"] for why in each.suspicions), SEMICOLON) or Sentence("counts"),
            )
            for each in written
        ),
        LINES,
    )
    tell(
        acting,
        told,
        {"case": case, "proofs": [{"proof": each.pk, "suspicions": each.suspicions} for each in written]},
        json=json,
    )
