"""The acts of the story of a listing: proposed, notified, heard, decided, served, published, asked at a counter, removed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bonafides.acts.files import keep
from bonafides.cli.stories.listing_stage import ListingStage
from bonafides.entities.models import Entity
from bonafides.listings.models import Listing, Publication
from bonafides.listings.proposals import Proposal
from bonafides.measures.checks.asker import OPERATOR
from bonafides.measures.checks.check import check
from bonafides.measures.checks.points import point_in_force
from bonafides.measures.models import Instance
from bonafides.procedures.acts.open_case import open_case
from bonafides.procedures.models import Case
from bonafides.procedures.opening import procedure_on
from bonafides.records.models import Record

if TYPE_CHECKING:
    from bonafides.cli.stories.listing import Days, DaysToListing

POINTS = ("procurement.supplier", "pledge.use", "honour.award")
FACTORS = {
    "vile": "当事人明知不符合规定仍持续生产销售。 It knew that this was against the rules, and went on.",
    "serious": "货值较大，持续时间较长，处罚属于较重行政处罚。 Goods of some value, for some time; the penalty is a heavier one.",
    "harmful": "涉案产品已流入市场，危及消费者健康。 The goods came to market and endangered the health of consumers.",
}
"""What the deciding officer finds. In a real case these are that officer's own words, about that case alone."""


def proposed(stage: ListingStage, found: Proposal, days: DaysToListing) -> Case:
    """The machine proposes, an officer opens the case: with the facts, and who investigated them."""
    said = found.asked.said
    stage.tell.shown(
        "proposal", f"{found.record.document_no}: `{found.asked.decision}` is {said.value} ({said.basis}); left to a person: "
        + ", ".join(found.as_json()["findings"]), **found.as_json(),
    )  # fmt: skip
    officer = stage.one("case-officer")
    acting = stage.acting(officer, found.procedure.opens.basis, f"penalty {found.record.document_no}", days.opened)
    fields: dict[str, Any] = {
        "item": "5-2", "penalty_document_no": found.record.document_no, "authority_level": "county",
        "facts": found.record.facts.get("violation") or "见处罚决定书。 As the penalty decision says.",
        "investigators": [stage.one("inspector", but=[officer]), stage.holders("decider")[2]], "legal_review_needed": True,
        "route": "publish-same-province",
    }  # fmt: skip
    case = open_case(
        acting, found.procedure.name, entity=found.record.entity, record=found.record, fields=fields, on=days.opened,
        files=[stage.shows("opening", days.opened, "the case is opened on the penalty decision")],
    )  # fmt: skip
    stage.tell.act(acting, "procedures.open_case", f"{days.opened}: case {case.pk}, item 5-2", case=case.pk)
    return case


def listed(stage: ListingStage, case: Case, days: DaysToListing) -> None:
    """Notice, the window, the defence, review, consent, the decision; and each thing that may not be."""
    officer, (decider, consents, investigated) = stage.one("case-officer"), stage.holders("decider")[:3]
    decision: dict[str, Any] = {"fields": {"no_intent_proved": False}, "findings": FACTORS}
    stage.refused(case, "decide-listing", decider, days.opened, "before any notice", **decision)
    stage.take(case, "serve-notice", officer, days.notice, "the notice is served: facts, grounds, basis, rights")
    stage.refused(
        case, "decide-listing", decider, days.too_early, "while the business may still ask for a hearing", **decision
    )
    stage.take(
        case, "submit-defence", officer, days.defence, "the business makes a statement",
        fields={"defence_text": "我们已经召回产品，请求不予列入。 We recalled the goods, and ask not to be listed."},
    )  # fmt: skip
    stage.take(
        case, "examine-defence", officer, days.examined, "the statement is examined",
        fields={"heavier_after_defence": False, "answer": "召回已核实，不改变认定。 The recall is confirmed, no more."},
    )  # fmt: skip
    stage.take(
        case, "legal-review", stage.one("reviewer", but=[officer, decider, consents]), days.consent, "the legal review passes",
        fields={"opinion": "程序合法，依据正确。 The procedure is lawful, the basis right."},
    )  # fmt: skip
    stage.refused(case, "decide-listing", decider, days.consent, "without the superior's consent", **decision)
    stage.take(
        case, "superior-consent", consents, days.consent, "the superior authority consents",
        fields={"consent_no": f"市局同意〔{days.consent.year}〕{case.pk}号"},
    )  # fmt: skip
    stage.refused(case, "decide-listing", investigated, days.decided, "by an officer who investigated", **decision)
    without = decision | {"findings": {name: text for name, text in FACTORS.items() if name != "harmful"}}
    stage.refused(case, "decide-listing", decider, days.decided, "without a finding of harm", **without)
    stage.take(
        case, "decide-listing", decider, days.decided, "listed, each factor found in words and on evidence", **decision
    )
    stage.take(case, "serve-decision", officer, days.served, "the decision is served, with the notice on repair")
    own = Listing.objects.get(case=case)
    until = f"until {own.until}" if own.until else "until it is ended"
    stage.tell.shown(
        "listing", f"listing {own.pk} since {own.since} {until}; measures: " + ", ".join(_measures(own)),
        listing=own.pk, since=own.since.isoformat(), until=own.until and own.until.isoformat(), measures=_measures(own),
    )  # fmt: skip


def published(stage: ListingStage, case: Case, days: DaysToListing) -> Record:
    """The listing becomes a record of the business, public by its code."""
    stage.take(case, "publish", stage.one("reviewer"), days.published, "published within twenty working days")
    record = Record.objects.get(pk=Publication.objects.get(case=case).record)
    stage.tell.shown(
        "record", f"{record.source_ref}: {record.document_no}, public from now on", record=record.source_ref
    )
    return record


def removed(stage: ListingStage, entity: Entity, record: Record, days: Days) -> None:
    """A little over a year later: applied for, accepted, verified, removed; and what may not be."""
    officer, decider = stage.one("case-officer"), stage.one("decider")
    under = procedure_on(stage.pack, "serious-listing-removal", days.applied)
    acting = stage.acting(officer, under.opens.basis, "the business applies for early removal", days.applied)
    proof = stage.tell.folder / "evidence" / "application.txt"
    proof.parent.mkdir(parents=True, exist_ok=True)
    proof.write_text(
        f"{days.applied}: application, proof that the fine was paid and the goods recalled (a story)\n",
        encoding="utf-8",
    )
    case = open_case(
        acting, under.family, entity=entity, record=record, on=days.applied, files=[keep(proof)],
        fields={"applied_on": days.applied.isoformat()},
    )  # fmt: skip
    stage.tell.act(
        acting, "procedures.open_case", f"{days.applied}: case {case.pk} under {case.procedure}", case=case.pk
    )
    stage.take(case, "accept", officer, days.accepted, "the application is accepted")
    stage.refused(case, "remove", decider, days.accepted, "before anything was verified")
    inspector = stage.one("inspector", but=[decider])
    stage.take(
        case, "verify", inspector, days.verified, "duties performed, harm removed, no further heavier penalty",
        fields={"duties_performed": True, "harm_removed": True, "further_heavier_penalty": False},
    )  # fmt: skip
    stage.take(case, "remove", decider, days.removed, "removed: publication and every measure end together")
    lifted = list(Instance.objects.filter(entity=entity, lift__on=days.removed).values_list("measure", flat=True))
    stage.tell.shown("lifted", f"measures lifted on {days.removed}: {', '.join(lifted)}", measures=lifted)


def checked(stage: ListingStage, entity: Entity, words: str) -> None:
    """What any counter is told of the business at this moment, signed and short-lived."""
    for point in POINTS:
        [told] = json.loads(check(point_in_force(point), [entity.code], OPERATOR, entity.scheme).payload)["answers"]
        names = ", ".join(one["measure"] for one in told["measures"]) or "no measure"
        stage.tell.shown(f"check {point}", f"{words}: {told['answer']} ({names})", point=point, when=words, **told)


def _measures(listing: Listing) -> list[str]:
    return list(
        Instance.objects.filter(trigger_kind="listing", trigger_ref=listing.pk).values_list("measure", flat=True)
    )
