"""`settle-pledge`: what came of the pledge enters the credit record, as a correction of the pledge that is on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.listings.records import enter, last_of
from bonafides.measures.cascade import impose_for_trigger
from bonafides.measures.record_triggers import RECORD
from bonafides.pledges.items import item_told
from bonafides.pledges.making import approved_on, made_in
from bonafides.pledges.models import Outcome
from bonafides.procedures.models import Case, Step
from bonafides.records.locked.opening import all_facts
from bonafides.records.models import Record


def settle_pledge(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """`outcome`; `found`: what the verification had found, where it was corrected since. Broken and false stay apart in both."""
    pledge = made_in(case)
    outcome = str(given["outcome"])
    found = str(given.get("found") or outcome)
    if (already := Outcome.objects.filter(pledge=pledge).first()) is not None:
        raise ActRefusedError(
            "%(pledge)s is settled already: %(outcome)s, by act %(act_id)s; nothing was changed",
            pledge=pledge,
            outcome=already.outcome,
            act_id=already.act_id,
        )
    last = last_of(approved_on(pledge).commitment)
    if last.action in (Record.Action.WITHDRAWAL, Record.Action.ANNULMENT):
        raise ActRefusedError(
            "the record of %(pledge)s has ended by `%(ref)s`; nothing was changed", pledge=pledge, ref=last.source_ref
        )
    form = item_told(case, pledge.item).commitment
    facts = {**all_facts(last), form.outcome: outcome}
    if form.found is not None:
        facts[form.found] = found
    record = enter(
        acting, case, kind=form.kind, ref=f"pledge#case-{case.pk}/{outcome}", event_date=last.event_date, action="correction",
        supersedes=last.source_ref, facts=facts, basis=acting.basis, reason=acting.reason,
    )  # fmt: skip
    impose_for_trigger(acting, RECORD, record.pk, on=step.on)
    acting.write(Outcome, pledge=pledge, outcome=outcome, found=found, on=step.on, record=record.pk)
    acting.tell(outcome=outcome, record=record.pk)
