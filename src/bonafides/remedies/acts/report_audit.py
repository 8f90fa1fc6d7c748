"""Say what was found when a case of the sample was looked at again."""

from __future__ import annotations

from bonafides.acts.act import Acting, ActRefusedError, NotPermittedError, Role, official_act
from bonafides.kernel.sentence import Joined, Sentence
from bonafides.procedures.models import Step
from bonafides.records.texts import check_text
from bonafides.remedies.models import AuditResult, Sample


@official_act("remedies.report_audit", by=(Role.AUDITOR,))
def report_audit(acting: Acting, audit: int, case: int, *, in_order: bool, text: str) -> AuditResult:
    """Where it is not in order, a case of false material is for the agency's officers: this result decides nothing."""
    sample = Sample.objects.select_related("audit__agency").filter(audit=audit).first()
    if sample is None or case not in sample.drawn:
        drawn = (
            Sentence("it has no sample yet")
            if sample is None
            else Sentence("drawn were %(drawn)s", drawn=Joined(map(str, sample.drawn)))
        )
        raise ActRefusedError(
            "expected a case of the sample of audit %(audit)s, came %(case)s: %(drawn)s",
            audit=audit,
            case=case,
            drawn=drawn,
        )
    own = sample.audit.agency
    if (acting.pack, acting.agency) != (own.pack, own.name):
        raise ActRefusedError("expected an auditor of %(own)s, whose audit it is; nothing was changed", own=own)
    took = Step.objects.filter(case=case, act__agency=acting.agency, act__officer=acting.officer, act__pack=acting.pack)
    if took.exists():
        raise NotPermittedError(
            "officer %(officer)s took steps in case %(case)s: another looks at it again",
            officer=acting.officer,
            case=case,
        )
    if AuditResult.objects.filter(audit=audit, case=case).exists():
        raise ActRefusedError(
            "case %(case)s was looked at in audit %(audit)s already; nothing was changed", case=case, audit=audit
        )
    if not text.strip():
        raise ActRefusedError("expected what was found in words, came nothing; nothing was changed")
    check_text(text, Sentence("the result"))
    acting.details = {"audit": audit, "case": case, "in_order": in_order}
    acting.tell(case=case, in_order=in_order)
    return acting.write(AuditResult, audit_id=audit, case_id=case, in_order=in_order, text=text.strip())
