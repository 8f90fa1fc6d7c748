"""`bonafides remedy judge PROOF TEXT --genuine/--false`: an officer's finding about a document."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import Json, fail
from bonafides.cli.remedy.common import Agency, Basis, Officer, Reason, default_basis, tell
from bonafides.kernel.sentence import Sentence


def judge(
    proof: Annotated[int, typer.Argument(metavar="PROOF", help="its number: bonafides remedy list --suspicious")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="the reasons, in words")],
    *,
    genuine: Annotated[bool, typer.Option("--genuine/--false", help="what the officer found")],
    officer: Officer,
    agency: Agency = None,
    basis: Basis = None,
    reason: Reason = None,
    json: Json = False,
) -> None:
    """Say whether a document is what it says: by another officer than who took it in."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting
    from bonafides.remedies.acts.judge_proof import judge_proof
    from bonafides.remedies.models import Proof

    found = (
        Proof.objects.select_related("case__agency", "case__record__kind", "case__record__agency")
        .filter(pk=proof)
        .first()
    )
    if found is None or found.case.record is None:
        fail("there is no proof %(proof)s; bonafides remedy list --suspicious shows those that wait", proof=proof)
    own = found.case.agency
    rests = basis or default_basis(found.case.record)
    acting = Acting(
        officer, agency or own.name, rests, reason or f"proof {proof} of case {found.case_id}", pack=own.pack
    )
    judge_proof(acting, proof, genuine=genuine, text=text)
    word = (
        Sentence("genuine: it counts")
        if genuine
        else Sentence("false: it does not count; where a repair rests on it, open `false-material`")
    )
    tell(
        acting,
        Sentence("proof %(proof)s is %(word)s", proof=proof, word=word),
        {"proof": proof, "genuine": genuine},
        json=json,
    )
