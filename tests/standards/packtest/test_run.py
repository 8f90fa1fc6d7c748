"""Cases of a pack: decided by both evaluators, and a case that fails says what, where and by which rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bonafides.standards.packtest.run import Result

Run = Callable[[str], list[Result]]
FINE = "{kind: fine, agency: market, event_date: 2026-01-05, facts: {amount: 5}}"


def told(result: Result) -> str:
    return "; ".join(f"{one.decision}: expected {one.expected}, came {one.came}" for one in result.faults)


def test_facts_become_indicators_and_indicators_decisions(run: Run) -> None:
    (one,) = run(
        f"- {{case: two, as_of: 2026-02-01, records: [{FINE}, {FINE}], expect: {{level: high}}, fired: {{level: 1}}}}"
    )
    assert one.passed, told(one)
    assert one.by_sql == ("level",)
    assert one.by_reference_only == {}
    assert one.matched == {("standards/business.dmn", "level", 1)}


def test_a_state_is_replaced_by_the_next(run: Run) -> None:
    (one,) = run(
        """\
- case: the newer rating counts
  as_of: 2026-02-01
  records:
    - {kind: rating, event_date: 2025-01-05, facts: {grade: bad}}
    - {kind: rating, event_date: 2026-01-05, facts: {grade: good}}
  expect: {level: low}
"""
    )
    assert one.passed, told(one)


def test_what_is_annulled_or_not_known_yet_does_not_count(run: Run) -> None:
    records = """
    - {kind: fine, agency: market, ref: one, event_date: 2026-01-05, facts: {amount: 5}}
    - {kind: fine, agency: market, event_date: 2026-01-06, known_from: 2026-01-20, facts: {amount: 5}}
    - {kind: fine, agency: market, action: annulment, supersedes: one, event_date: 2026-02-01}
"""
    found = run(
        "".join(
            f"- case: known {known}\n  as_of: 2026-03-01\n  known_at: {known}\n  records:{records}  expect: {{level: {level}}}\n"
            for known, level in (("2026-01-10", "low"), ("2026-01-25", "high"), ("2026-02-02", "low"))
        )
    )
    assert [told(one) for one in found] == ["", "", ""]


def test_another_business_is_not_this_one(run: Run) -> None:
    other = FINE.replace("agency", 'of: "2222", agency')
    (one,) = run(
        f'- {{case: x, as_of: 2026-02-01, business: {{code: "1111"}}, records: [{other}, {other}], expect: {{level: low}}}}'
    )
    assert one.passed, told(one)


def test_a_record_is_decided_by_its_facts(run: Run) -> None:
    (one, other) = run(
        "".join(
            f"- {{case: of {amount}, as_of: 2026-02-01, expect: {{ends: {end}}}, "
            f"record: {{kind: fine, agency: tax, event_date: 2026-01-31, facts: {{amount: {amount}}}}}}}\n"
            for amount, end in ((21, "2026-02-28"), (20, "2026-01-31"))
        )
    )
    assert (told(one), told(other)) == ("", "")
    assert one.by_sql == ("ends",)


def test_a_period_has_a_last_day(run: Run) -> None:
    (one, other) = run(
        """\
- case: two working days across a holiday
  as_of: 2026-06-18
  inputs: {urgent: true, served_on: 2026-06-18}
  dates: {reply: {last_day: 2026-06-23, on_time: [2026-06-23], late: [2026-06-24]}}
- case: it ends on a holiday, and so on the next working day
  as_of: 2026-06-01
  inputs: {urgent: false, served_on: 2026-06-01}
  expect: {reply: {length: 18}}
  dates: {reply: {last_day: 2026-06-22}}
"""
    )
    assert (told(one), told(other)) == ("", "")


def test_a_case_that_fails_says_what_it_expected_what_came_and_by_which_rule(run: Run) -> None:
    (one,) = run(f"\n- {{case: one, as_of: 2026-02-01, records: [{FINE}], expect: {{level: high}}}}")
    assert (one.placed.file, one.placed.line) == ("tests/cases.yaml", 2)
    (fault,) = one.faults
    assert (fault.decision, fault.expected, fault.came) == ("level", "high", "low (standards/business.dmn)")
    assert fault.rules == ("rule 3, line 15: ACT 3",)
    assert fault.inputs == ("fines = 1", "grade_now = nothing (null)")


def test_a_rule_that_should_have_fired_and_a_day_that_is_another_are_told(run: Run) -> None:
    (one,) = run(
        """\
- case: everything is off
  as_of: 2026-06-01
  inputs: {urgent: false, served_on: 2026-06-01}
  fired: {reply: 1}
  dates: {reply: {last_day: 2026-06-19, on_time: [2026-06-23], late: [2026-06-22]}}
"""
    )
    assert told(one).split("; ") == [
        "reply: expected rules [1] to fire, came rules [2] (standards/case.dmn)",
        "reply: expected 2026-06-19 as the last day, came 2026-06-22 (standards/case.dmn)",
        "reply: expected 2026-06-23 in time, came the last day is 2026-06-22 (standards/case.dmn)",
        "reply: expected 2026-06-22 late, came the last day is 2026-06-22 (standards/case.dmn)",
    ]


def test_a_missing_fact_refuses_and_a_case_may_expect_it(run: Run) -> None:
    (one, other, third) = run(
        """\
- {case: not stated, as_of: 2026-06-01, inputs: {served_on: 2026-06-01}, expect: {reply: null}}
- {case: expected, as_of: 2026-06-01, inputs: {served_on: 2026-06-01}, refused: {reply: Urgent}}
- {case: decided, as_of: 2026-06-01, inputs: {served_on: 2026-06-01, urgent: true}, refused: {reply: Urgent}}
"""
    )
    assert "reply: expected a decision, came decision `reply`: the value of `Urgent` is none of true, false" in told(
        one
    )
    assert other.passed, told(other)
    assert "reply: expected to be refused with the words `Urgent`, came {length: 2" in told(third)


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ("expect: {levle: high}", "pack mini has no decision `levle`"),
        ("expect: {level: high}, inputs: {finds: 1}", "expected an input of level (fines, grade_now), came `finds`"),
        ("expect: {level: high}, inputs: {fines: many}", "input `fines`: expected a number, came `many`"),
        ("expect: {ends: 2026-01-01}", "expected `record: …` of the kind `fine`"),
        ("expect: {level: x}, records: [{kind: fin, event_date: 2026-01-01}]",
         "expected a kind of the catalogue (fine, rating), came `fin`"),
        ("expect: {level: x}, records: [{kind: fine, event_date: 2026-01-01}]",
         "expected an agency that submits it (market, tax), came none"),
        ("expect: {level: x}, records: [{kind: rating, event_date: 2026-01-01, facts: {grade: fair}}]",
         "facts.grade: 'fair' is not one of"),
        ("expect: {level: x}, records: [{kind: rating, event_date: 2026-01-01, action: annulment, supersedes: x}]",
         "expected the `ref` of a record"),
        ("expect: {level: x}, dates: {level: {last_day: 2026-01-01}}", "expected a period (`length`, `unit`, `counts_from`)"),
    ],
)  # fmt: skip
def test_what_the_pack_does_not_know_is_told(run: Run, entries: str, words: str) -> None:
    (one,) = run(f"- {{case: x, as_of: 2026-02-01, {entries}}}")
    assert words in told(one)
