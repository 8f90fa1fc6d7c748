"""Article 11: able to perform a decision, and refuses. A case of its own, and none for whoever has performed."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from tests.listings.way import listing_of, record_of
from tests.procedures import world
from tests.procedures.conftest import OnDay

from bonafides.acts.act import ActRefusedError
from bonafides.documents.models import Document
from bonafides.packs.queries import installed_pack
from bonafides.procedures.acts.open_case import open_case
from bonafides.procedures.models import Case
from bonafides.records.ingest.one import NewRecord, take_one
from bonafides.records.models import Record

pytestmark = pytest.mark.usefixtures("refused")
NO = "市监处罚〔2026〕7号"
GIVEN = {
    "penalty_document_no": NO, "facts": "Paid nothing, and moved its account.",
    "unperformed": "fine", "performance_due_on": "2026-02-20",
    "investigators": ["5"], "authority_level": "province", "legal_review_needed": False, "route": "publish-same-province",
}  # fmt: skip
FOUND = {name: world.finding() for name in ("able_to_perform", "refuses", "credibility_harmed")}


@pytest.fixture
def refused(listed: None) -> Record:
    """A penalty that was not performed: a light one, which would list nobody by itself."""
    facts = {"penalty_types": ["fine"], "field": "food", "severity": "general", "procedure": "ordinary", "fine": 500000}
    given = NewRecord("administrative-penalty", "uscc", world.CODE, "P-7", date(2026, 2, 2), facts, document_no=NO)
    return take_one(*installed_pack("cn"), world.AGENCY, given, "a test")


def opened(**given: Any) -> Case:
    record = Record.objects.get(source_ref="P-7")
    return open_case(world.acting("1"), "refusal-listing", entity=record.entity, record=record,
                     fields={**GIVEN, **given}, files=[world.file()])  # fmt: skip


def performed() -> None:
    """The fine is paid, as the agency's own record says."""
    facts = {"duty": "fine", "amount": 500000, "document_no": NO}
    given = NewRecord("duty-performance", "uscc", world.CODE, "D-7", world.today(), facts)
    take_one(*installed_pack("cn"), world.AGENCY, given, "a test")


def test_the_whole_way(on_day: OnDay) -> None:
    case = opened()
    world.step(case, "serve-notice", files=[world.file()])
    with pytest.raises(ActRefusedError, match="waits until `hearing-request` is over"):
        world.step(case, "decide-listing", "3", findings=FOUND)
    on_day(date(2026, 3, 10))
    world.step(case, "decide-listing", "3", findings=FOUND)
    world.step(case, "serve-decision", files=[world.file()])
    assert (listing_of(case).name, listing_of(case).until) == ("serious-violation-listing", date(2029, 3, 10))
    world.step(case, "publish", "2")
    assert (record_of(case).facts["item"], record_of(case).facts["penalty_document_no"]) == ("11-1", NO)
    served = {one.form: one for one in Document.objects.filter(case=case.pk)}
    assert set(served) == {"refusal-notice", "refusal-listing-decision", "repair-notice"}
    told = json.dumps(served["refusal-listing-decision"].content, ensure_ascii=False)
    assert "2026年2月20日" in told
    assert "Able to perform" in told
    assert len(served["refusal-listing-decision"].content["remedies"]) == 2


@pytest.mark.parametrize("name", sorted(FOUND))
def test_each_of_the_three_must_be_found_by_a_person(on_day: OnDay, name: str) -> None:
    case = opened()
    world.step(case, "serve-notice", files=[world.file()])
    on_day(date(2026, 3, 10))
    with pytest.raises(ActRefusedError, match=f"`{name}`"):
        world.step(case, "decide-listing", "3", findings={one: FOUND[one] for one in FOUND if one != name})
    with pytest.raises(ActRefusedError, match="needs `refusal_listing` to be propose-separately"):
        world.step(case, "decide-listing", "3", findings={**FOUND, name: world.finding(holds=False)})


def test_before_the_time_for_performing_has_passed_nobody_refuses() -> None:
    with pytest.raises(ActRefusedError, match="The time for performing has not passed"):
        opened(performance_due_on="2026-03-02")


def test_whoever_has_performed_is_not_troubled_and_who_performs_before_the_decision_is_not_listed(
    on_day: OnDay,
) -> None:
    case = opened()
    world.step(case, "serve-notice", files=[world.file()])
    on_day(date(2026, 3, 10))
    performed()
    with pytest.raises(ActRefusedError, match="records show that the decision is performed"):
        world.step(case, "decide-listing", "3", findings=FOUND)
    world.step(case, "decide-not-to-list", "3", fields={"why_not": "Paid on 10 March."})
    with pytest.raises(ActRefusedError, match="records show that the decision is performed"):
        opened()
