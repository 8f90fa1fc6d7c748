"""The acts of the story of a pledge: item opened, conditions told, form filled, pledged, approved, verified, corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bonafides.acts.act import Evidence
from bonafides.cli.stories.listing_stage import ListingStage
from bonafides.entities.models import Entity
from bonafides.listings.records import last_of
from bonafides.packs.labels import say
from bonafides.packs.pledge import PledgeItem
from bonafides.pledges.acts.open_item import open_item
from bonafides.pledges.catalogue import basis_words
from bonafides.pledges.form import filled_for
from bonafides.pledges.models import Approval, Outcome
from bonafides.pledges.offers import offer_on
from bonafides.procedures.acts.open_case import open_case
from bonafides.procedures.models import Case
from bonafides.procedures.opening import may_open, procedure_on
from bonafides.records.models import Record

if TYPE_CHECKING:
    from bonafides.cli.stories.pledge import Days

SEEN = "操作间缺少专用冷藏设施，与承诺不符。 The kitchen has no cooling of its own, which was pledged."
LATER = "设施已订购，安装延误，承诺时并非不实。 It was on order when it was pledged, and came late: nothing untrue was said."
MENDED = "冷藏设施已安装并正常运转。 The cooling is there, and works."


def offered(stage: ListingStage, item: PledgeItem, days: Days) -> None:
    """The agency opens the item, unless it is open since."""
    if offer_on(stage.pack.name, stage.agency, item.item, days.told) is not None:
        stage.tell.shown("pledges.open_item", f"{item.item} is open to pledges already", item=item.item)
        return
    file = stage.shows("open-item", days.told, f"{item.item} was opened to pledges")
    acting = stage.acting(stage.one("decider"), basis_words(item.basis), "the item is opened to pledges", days.told)
    acting.evidence = (Evidence("file", file.name, file.sha256),)
    open_item(acting, item.item, days.told)
    said = f"{days.told}: {say(item.title)}, conditions {item.version}; none of the grounds of exclusion is touched"
    stage.tell.act(acting, "pledges.open_item", said, item=item.item)


def told(stage: ListingStage, entity: Entity, item: PledgeItem, days: Days) -> Case:
    """Conditions, duties and consequences are told; then the form, as far as agencies fill it."""
    under = procedure_on(stage.pack, item.procedure, days.told)
    clerk = stage.one("entry-clerk")
    acting = stage.acting(clerk, under.opens.basis, "the conditions of the licence are told", days.told)
    case = open_case(
        acting, under.name, entity=entity, fields={"item": item.item}, on=days.told,
        files=[stage.shows("told", days.told, "conditions, duties and consequences were told")],
    )  # fmt: skip
    stage.tell.act(
        acting, "procedures.open_case", f"{days.told}: case {case.pk}, conditions {item.version}", case=case.pk
    )
    stage.documents(case)
    filled = filled_for(acting, case, item, days.told)
    if filled is None:
        return case
    for one in filled.items:
        source = ", ".join(say(stage.pack.agencies[name].title) for name in one.agencies) or "the business"
        words = f"{one.outcome}: {one.value} ({source})" if one.prefilled else f"{one.outcome} ({source})"
        stage.tell.shown("form item", f"{say(one.form_item.title)} – {words}", **one.as_json())
    line = (
        f"{filled.prefilled} of {len(filled.items)} items from {len(filled.agencies)} agencies; asked is only the rest"
    )
    stage.tell.shown(
        "form",
        line,
        prefilled=filled.prefilled,
        of=len(filled.items),
        agencies=list(filled.agencies),
        digest=filled.digest,
    )
    return case


def approved(stage: ListingStage, case: Case, item: PledgeItem, days: Days) -> None:
    """Signed, and decided on the same day; what may not be promised, and who may not decide."""
    clerk = stage.one("entry-clerk")
    decider = stage.one("decider", but=[clerk])
    wrong: dict[str, Any] = {"signer": "legal-representative", "complete": False}
    firm = [one.paper for one in item.papers if not one.promisable][:1]
    stage.refused(
        case, "pledge", clerk, days.told, "a paper promised that may not be",
        fields=wrong | {"missing": firm, "papers_by": days.visited.isoformat()},
    )  # fmt: skip
    stage.refused(case, "approve", decider, days.told, "before anything was pledged")
    stage.take(
        case, "pledge", clerk, days.told, "the legal representative signs; all papers are there",
        fields={"signer": "legal-representative", "complete": True},
    )  # fmt: skip
    stage.take(case, "approve", decider, days.told, "approved on the day of the pledge")
    one = Approval.objects.get(pledge__case=case)
    licence, record = Record.objects.get(pk=one.licence), Record.objects.get(pk=one.commitment)
    stage.tell.shown(
        "licence", f"licence {licence.document_no}, on record as {licence.source_ref}; the pledge as "
        f"{record.source_ref}, pending", licence=licence.document_no, licence_record=licence.source_ref,
        pledge_record=record.source_ref,
    )  # fmt: skip
    stage.tell.shown(
        "plan", f"to be verified {one.method} until {one.verify_by} ({one.basis}): fixed now, and told with the licence",
        method=one.method, verify_by=one.verify_by, good_credit=one.good_credit,
    )  # fmt: skip


def verified(stage: ListingStage, case: Case, days: Days) -> None:
    """A visit by the plan finds a condition not met; broken, and not false, says the inspector in words."""
    inspector = stage.one("inspector")
    stage.take_found(
        case, "verify-unkept", inspector, days.visited, "one condition is not met",
        {"as_pledged": (False, SEEN), "untrue_when_made": (False, LATER)},
    )  # fmt: skip
    officer, decider = stage.one("case-officer", but=[inspector]), stage.holders("decider")[1]
    stage.take(case, "order-to-correct", officer, days.ordered, "ordered to correct", fields={"what_wrong": SEEN})
    stage.must_refuse(
        "pledge.withdraw-approval", "before the time to speak and to correct is over",
        lambda: stage.take_found(
            case, "withdraw-approval", decider, days.too_early, "too early", {"corrected_now": (False, SEEN)}
        ),
    )  # fmt: skip


def corrected(stage: ListingStage, case: Case, days: Days) -> None:
    """Corrected in time: nothing else follows, and the business may pledge again."""
    stage.take_found(
        case,
        "verify-corrected",
        stage.one("inspector"),
        days.corrected,
        "corrected in time",
        {"corrected_now": (True, MENDED)},
    )
    outcome = Outcome.objects.get(pledge__case=case)
    record = last_of(outcome.record)
    stage.tell.shown(
        "outcome", f"on record as {record.source_ref}: {outcome.outcome}, found {outcome.found}", outcome=outcome.outcome,
        found=outcome.found, record=record.source_ref, facts=record.facts,
    )  # fmt: skip
    licence = last_of(Approval.objects.get(pledge__case=case).licence)
    item = outcome.pledge.item
    why = may_open(stage.pack, case.procedure, case.entity, None, {"item": item}, days.corrected)
    stage.tell.shown(
        "afterwards", f"the licence holds{'' if licence.valid_to is None else ' no more'}; the right to pledge "
        f"{'holds too' if why is None else 'is lost: ' + why}", licence_holds=licence.valid_to is None, may_pledge=why is None,
    )  # fmt: skip
