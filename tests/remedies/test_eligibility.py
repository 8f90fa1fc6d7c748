"""Whether a record may be repaired is computed from the register: T2, T3 and the conditions of both tracks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.registry import repository_pack

from bonafides.acts.act import ActRefusedError
from bonafides.remedies.duties import Target
from bonafides.remedies.eligibility import Eligibility, eligibility, repair_of
from bonafides.standards.case.records import CaseRecord, facts_of

CN = repository_pack("cn")
_numbers = count(1)


def record(kind: str, day: date, agency: str = "market-regulation", /, **facts: Any) -> CaseRecord:
    number = next(_numbers)
    until = facts.pop("valid_to", None)
    values = facts_of(CN.catalogue[kind].facts.properties, facts)
    return CaseRecord(number, kind, agency, f"r{number}", day, day, until, datetime(2020, 1, 1, tzinfo=UTC), values)


def penalty(day: date, agency: str = "market-regulation", /, **facts: Any) -> CaseRecord:
    known = {
        "penalty_types": ["fine"], "field": "product-quality", "severity": "general", "procedure": "ordinary",
        "fine": 20_000_000, "published_on": (day + timedelta(days=7)).isoformat(),
    }  # fmt: skip
    return record("administrative-penalty", day, agency, **known | facts)


def done(duty: str, day: date, **facts: Any) -> CaseRecord:
    return record("duty-performance", day, **{"duty": duty, "document_no": "No. 1"} | facts)


def paid(day: date) -> list[CaseRecord]:
    return [done("fine", day, amount=20_000_000), done("rectification", day)]


def asked(target: CaseRecord, day: date, *others: CaseRecord, committed: bool = True, **more: Any) -> Eligibility:
    repair = repair_of(CN, target.kind, target.agency)
    assert repair is not None
    known = [target, *others]
    return eligibility(CN, repair, Target(target, "No. 1"), known, day, committed=committed, **more)


# T3: a fine of 200,000 yuan, decided 1 March 2025.
@pytest.mark.parametrize(
    ("field", "day", "value"),
    [
        ("product-quality", date(2025, 9, 7), "too-early"),  # published 8 March: six months from publication, PP-45
        ("product-quality", date(2025, 9, 8), "admissible"),
        ("food", date(2025, 9, 8), "too-early"),  # food, drugs, special equipment: a year
        ("food", date(2025, 12, 24), "too-early"),
        ("food", date(2025, 12, 25), "admissible"),  # Order 107: three months at least
    ],
)
def test_t3_the_change_of_regime(field: str, day: date, value: str) -> None:
    assert asked(penalty(date(2025, 3, 1), field=field), day, *paid(date(2025, 4, 1))).asked.value == value


# T2: a licence revoked on 1 February 2026.
def test_t2_a_serious_penalty_waits_a_year() -> None:
    revoked = penalty(date(2026, 2, 1), severity="serious", penalty_types=["licence-revocation"], fine=None)
    before = asked(revoked, date(2027, 1, 31), done("rectification", date(2026, 6, 1)))
    assert (before.asked.value, before.earliest and before.earliest.day) == ("too-early", date(2027, 2, 1))
    assert before.earliest is not None
    assert before.earliest.open_question, "Order 107 was not seen to say from which day it counts: both are told"
    assert before.earliest.by_clock == {"decision": date(2027, 2, 1), "publication": date(2027, 2, 8)}
    assert asked(revoked, date(2027, 2, 1), done("rectification", date(2026, 6, 1))).admitted
    under_pp45 = penalty(date(2022, 2, 1), severity="serious", penalty_types=["licence-revocation"], fine=None)
    assert not asked(under_pp45, date(2024, 2, 1), done("rectification", date(2022, 6, 1))).admitted, "no early stop"


def test_a_sector_has_its_own_rule_before_and_after_2026_04_01() -> None:
    fine = penalty(date(2025, 12, 15), "environment", field="environment", published_on=None)
    shown = [
        record("duty-performance", date(2026, 1, 5), "environment", duty=duty, document_no="No. 1", amount=20_000_000)
        for duty in ("fine", "rectification")
    ]
    assert asked(fine, date(2026, 3, 14), *shown).asked.value == "too-early"
    assert asked(fine, date(2026, 3, 15), *shown).asked.value == "admissible"  # NR-58: three months from the decision
    assert "NR-36" in asked(fine, date(2026, 4, 1), *shown).asked.basis


def test_only_what_no_agency_has_is_asked_for() -> None:
    fine = penalty(date(2026, 3, 1))
    day = date(2026, 8, 1)
    nothing = asked(fine, day)
    assert [one.duty.duty for one in nothing.missing] == ["fine", "rectification"]
    assert nothing.asked.value == "duties-open"
    half = asked(fine, day, done("fine", date(2026, 4, 1), amount=10_000_000))
    assert [one.duty.duty for one in half.missing] == ["fine", "rectification"], "half of it is not all of it"
    both = asked(fine, day, done("fine", date(2026, 4, 1), amount=10_000_000), *paid(date(2026, 5, 1)))
    assert both.missing == ()
    assert all(one.may_be_asked is not None and one.may_be_asked.value is False for one in both.duties), "ask once"
    other = asked(
        fine,
        day,
        *[done(duty, date(2026, 5, 1), document_no="No. 2", amount=20_000_000) for duty in ("fine", "rectification")],
    )
    assert len(other.missing) == 2, "of another decision"
    proved = asked(fine, day, done("fine", date(2026, 4, 1), amount=20_000_000), proved=frozenset({"rectification"}))
    assert proved.admitted
    assert asked(fine, date(2026, 4, 30), *paid(date(2026, 5, 1))).missing, "what comes later does not show it yet"


def test_each_condition_is_named_by_its_rule() -> None:
    fine, day = penalty(date(2026, 3, 1)), date(2026, 8, 1)
    shown = paid(date(2026, 4, 1))
    assert asked(fine, day, *shown).asked.value == "admissible"
    assert asked(fine, day, *shown, committed=False).asked.value == "no-commitment"
    again = penalty(date(2026, 5, 1))
    refused = asked(fine, day, *shown, again)
    assert refused.asked.value == "same-type-penalty"
    assert refused.because["same_type_penalty"] == (again,)
    assert asked(fine, day, *shown, penalty(date(2026, 5, 1), field="food")).admitted, "of another kind"
    listed = record("abnormal-operations", date(2026, 5, 1), reason="no-contact")
    assert asked(fine, day, *shown, listed).asked.value == "on-a-list"
    assert asked(fine, day, *shown, listed).because["on_a_list"] == (listed,)


def test_early_removal_from_the_serious_list() -> None:
    listing = record(
        "serious-violation-listing",
        date(2025, 6, 1),
        item="5-1",
        penalty_document_no="No. 1",
        valid_to=date(2028, 6, 1),
    )
    shown = [done("fine", date(2025, 7, 1)), done("rectification", date(2025, 7, 1))]
    assert asked(listing, date(2026, 5, 31), *shown).asked.value == "too-early"
    assert asked(listing, date(2026, 6, 1), *shown).asked.value == "eligible"
    assert asked(listing, date(2026, 6, 1)).asked.value == "duties-open"
    worse = penalty(date(2026, 1, 1), severity="serious")
    assert asked(listing, date(2026, 6, 1), *shown, worse).asked.value == "further-heavier-penalty"


def test_a_day_that_is_missing_is_said_and_not_guessed() -> None:
    with pytest.raises(ActRefusedError, match="correct the record first"):
        asked(penalty(date(2025, 3, 1), published_on=None), date(2025, 10, 1), *paid(date(2025, 4, 1)))


def test_what_cannot_be_repaired_has_no_repair() -> None:
    assert repair_of(CN, "registration", "market-regulation") is None
    assert repair_of(CN, "administrative-penalty", "courts") is None


@given(st.dates(date(2026, 1, 1), date(2026, 6, 1)), st.integers(0, 400), st.integers(0, 3))
def test_time_alone_never_takes_eligibility_away_before_the_law_changes(decided: date, wait: int, more: int) -> None:
    """Once admitted by facts that stay, admitted on each later day: a business need not hurry."""
    fine = penalty(decided)
    shown: list[CaseRecord] = paid(decided)
    day = decided + timedelta(days=wait)
    if asked(fine, day, *shown).admitted:
        assert asked(fine, day + timedelta(days=more), *shown).admitted
    assert asked(fine, day, *shown).admitted == (day >= _three_months_after(decided))


def _three_months_after(day: date) -> date:
    from bonafides.kernel.feel.temporal import add_months

    later = add_months(day, 3)
    assert later is not None
    return later


def test_money_is_exact() -> None:
    facts: Mapping[str, Any] = penalty(date(2026, 1, 1)).facts
    assert isinstance(facts["fine"], Decimal)
