"""`approve-pledge`: the licence and the pledge become records of the business, and how it is verified is fixed in advance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.documents.models import Document
from bonafides.listings.records import as_fact, enter
from bonafides.packs.queries import installed_pack
from bonafides.pledges.items import item_told
from bonafides.pledges.limits import last_day
from bonafides.pledges.making import made_in
from bonafides.pledges.models import Approval
from bonafides.pledges.plan import planned
from bonafides.pledges.stands import refuse_where_something_stands
from bonafides.procedures.models import Case, Step


def approve_pledge(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """`document`: the form of the decision, whose number is the licence's; `good_credit`: by the pack's decision."""
    pledge = made_in(case)
    item = item_told(case, pledge.item)
    refuse_where_something_stands(case, item)
    decision = Document.objects.filter(case=case.pk, form=given["document"]).order_by("-pk").first()
    if decision is None or not decision.number:
        raise ActRefusedError(
            "expected a decision `%(given)s` with a number, which is the licence's: let the step serve it",
            given=given["document"],
        )
    pack, _ = installed_pack(case.version.pack)
    plan = planned(pack, item, step.on, good_credit=given.get("good_credit") is True)
    until = last_day(pack, item.verification.within, step.on)
    licence, told = item.licence, item.commitment
    granted = enter(
        acting, case, kind=licence.kind, ref=f"licence#case-{case.pk}", event_date=step.on, document_no=decision.number,
        facts={**licence.facts, licence.number: decision.number}, basis=acting.basis,
    )  # fmt: skip
    more = {told.due: as_fact(until), told.version: pledge.conditions}
    pledged = enter(
        acting, case, kind=told.kind, ref=f"pledge#case-{case.pk}", event_date=pledge.on, basis=acting.basis,
        facts={**told.facts, told.outcome: told.pending, **{name: one for name, one in more.items() if name is not None}},
    )  # fmt: skip
    acting.write(
        Approval, pledge=pledge, on=step.on, licence=granted.pk, commitment=pledged.pk, method=plan.method,
        good_credit=plan.good_credit, verify_by=until, basis=plan.basis,
    )  # fmt: skip
    acting.tell(licence=granted.pk, commitment=pledged.pk)
