"""`bonafides remedy show CASE`: an application with its proofs, and what the register answers today."""

from __future__ import annotations

from typing import Any

from bonafides.cli.case.common import CaseNumber
from bonafides.cli.output import Json, out, print_json, speak
from bonafides.kernel.sentence import SEMICOLON, Joined, Sentence


def show(case: CaseNumber, *, json: Json = False) -> None:
    """What speaks for and against it; its steps and clocks are told by `bonafides case show`."""
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone

    from bonafides.acts.act import ActRefusedError
    from bonafides.procedures.cases import held
    from bonafides.procedures.queries import case_of
    from bonafides.remedies.models import Proof
    from bonafides.remedies.queries import checked, counts

    one, today = case_of(case), timezone.localdate()
    standing = held(one).standing(today)
    try:
        committed = held(one).known(today).field("committed") is True
        answer = (
            checked(one.record, today, committed=committed, case=one) if one.record and not standing.ended else None
        )
    except ActRefusedError as error:
        answer, why = None, str(error)
    else:
        why = ""
    proofs: list[dict[str, Any]] = [
        {
            "proof": each.pk, "duty": each.duty, "sha256": each.sha256, "name": each.name, "suspicions": each.suspicions,
            "counts": counts(each),
        }
        for each in Proof.objects.filter(case=one).select_related("judgement").order_by("pk")
    ]  # fmt: skip
    if json:
        told = {"case": case, "state": standing.state.name, "proofs": proofs}
        print_json(told | {"answer": answer.as_json() if answer else None, "why_not": why})
        return
    speak(
        "case %(case)s of `%(procedure)s`: %(state)s; bonafides case show %(case)s",
        case=case,
        procedure=one.procedure,
        state=standing.state.name,
    )
    if answer is not None:
        out.print(f"{answer.asked.decision}: {answer.asked.value} ({answer.asked.basis})", markup=False)
    elif why:
        speak(why)
    for each in proofs:
        against = Joined((suspicion["told"] for suspicion in each["suspicions"]), SEMICOLON) or Sentence(
            "nothing against it"
        )
        state = Sentence("counts") if each["counts"] else Sentence("does not count")
        speak(
            "  proof %(proof)s `%(duty)s` %(name)s: %(against)s; %(state)s",
            proof=each["proof"],
            duty=each["duty"],
            name=each["name"],
            against=against,
            state=state,
        )
