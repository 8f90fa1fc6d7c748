"""REP-08: while a plan of restructuring is carried out a record is shielded; then it is repaired, or shown again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from tests.registry import digest, officer
from tests.remedies import world
from tests.remedies.conftest import START, OnDay
from tests.remedies.test_repair_case import shown

from bonafides.acts.act import ActRefusedError, NotPermittedError
from bonafides.acts.models import Act
from bonafides.documents.models import Document
from bonafides.measures.cascade import impose_for_trigger
from bonafides.measures.models import Instance, Lift
from bonafides.measures.reconcile import reconcile
from bonafides.procedures.cases import held
from bonafides.procedures.models import Case, Step
from bonafides.records.models import Record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("penalised")]
RULING: dict[str, Any] = {
    "ruling": "plan-approved", "court": "Intermediate People's Court", "ruling_no": "（2026）破1号之二", "ruled_on": "2026-05-08",
    "plan_ends_on": "2026-09-30",
}  # fmt: skip
FAILED: dict[str, Any] = {
    "fields": {"why_not": "The court ended the plan."},
    "findings": {"plan_failed": world.found()},
    "files": [],
}
KINDS = "administrative-penalty"


def barred() -> Record:
    """A licence for food was revoked: for some years no other is granted."""
    record = world.penalty("P-2", penalty_types=["permit-revocation"], field="food", severity="serious", fine=None)
    impose_for_trigger(officer(), "record", record.pk, on=START)
    return record


def applied(record: Record | None = None, **given: Any) -> Case:
    record = record or Record.objects.select_related("agency", "entity").get(source_ref="P-1")
    return world.opened("restructuring", record, fields=RULING | given, files=[world.paper(b"ruling", "ruling.pdf")])


def shielded(record: Record | None = None, **given: Any) -> Case:
    case = applied(record, **given)
    world.step(case, "shield", "3", findings={"ruling_verified": world.found()})
    return case


def noticed(record: Record | None = None) -> Case:
    case = shielded(record)
    world.step(
        case, "notify", "2", fields={"why_not": "The manager reports no payment."}, files=[world.paper(b"report")]
    )
    return case


def unshield(case: Case, number: str = "3", **given: Any) -> Step:
    return world.step(case, "unshield", number, **FAILED | {"files": [world.paper(b"end")]} | given)


def forms(case: Case) -> list[str]:
    return [one.form for one in Document.objects.filter(act__in=case.steps.values("act")).order_by("pk")]


def test_shielded_while_the_plan_is_carried_out_and_repaired_at_its_end(on_day: OnDay) -> None:
    assert shown()[KINDS] == ["P-1"]
    case = shielded()
    assert KINDS not in shown(), "neither published nor shared"
    ending = Record.objects.get(source_ref=f"P-1#case-{case.pk}")
    assert (ending.action, ending.agency.name) == (Record.Action.WITHDRAWAL, world.MARKET)
    assert str(ending.reason).startswith("restructuring: ")
    assert held(case).standing(START).clocks["determination-due"].last_day == date(2026, 10, 30)
    on_day(date(2026, 9, 25))
    done = {"findings": {"plan_performed": world.found()}, "files": [world.paper(b"performed")]}
    with pytest.raises(ActRefusedError, match="needs evidence"), transaction.atomic():
        world.step(case, "complete", "3", findings=done["findings"])
    world.step(case, "complete", "3", **done)
    assert held(case).standing(date(2026, 9, 25)).ended
    assert KINDS not in shown(), "the shield has become a repair"
    assert forms(case) == ["restructuring-shield", "restructuring-repair"]


def test_a_plan_that_failed_shows_the_record_again_only_after_notice_and_window(on_day: OnDay) -> None:
    case = shielded()
    with pytest.raises(ActRefusedError, match=r"`unshield` is taken in notified; the case is shielded"):
        unshield(case)
    world.step(case, "notify", "2", fields={"why_not": "No payment."}, files=[world.paper(b"report")])
    assert held(case).standing(START).clocks["statement-window"].last_day == date(2026, 6, 15)
    for day, number, refused in [
        (date(2026, 6, 15), "3", "waits until `statement-window` is over"),
        (date(2026, 6, 16), "2", "is for decider"),
    ]:
        on_day(day)
        before = digest()
        with pytest.raises((ActRefusedError, NotPermittedError), match=refused), transaction.atomic():
            unshield(case, number)
        assert digest() == before
    unfounded = {"plan_failed": world.found(holds=False)}
    with pytest.raises(ActRefusedError, match="`restructuring_outcome` to be restore, it is keep"):
        unshield(case, findings=unfounded)
    world.step(case, "make-statement", "1", fields={"statement": "The buyer paid late."})
    unshield(case)
    again, old = Record.objects.get(source_ref=f"P-1#restored-{case.pk}"), Record.objects.get(source_ref="P-1")
    assert shown()[KINDS] == [again.source_ref]
    assert (again.facts, again.withheld, again.event_date, again.valid_from, again.valid_to, again.document_no) == (
        old.facts, old.withheld, old.event_date, old.valid_from, old.valid_to, old.document_no,
    ), "its own days: the shield adds none"  # fmt: skip
    assert forms(case) == ["restructuring-shield", "restructuring-notice", "restructuring-end"]
    assert held(case).standing(date(2026, 6, 16)).ended


def test_what_a_statute_imposes_stays_while_the_record_is_shielded(on_day: OnDay) -> None:
    record = barred()
    imposed = Instance.objects.filter(measure="fsl135-food-bar")
    (first,) = imposed
    case = shielded(record)
    assert imposed.get().pk == first.pk
    assert not hasattr(first, "lift"), "no agency gave the bar of the Food Safety Law, and none takes it away"
    blocks = {
        language: " ".join(text for block in Document.objects.get(form="restructuring-shield").content["body"][language]
                           for text in block.get("list", ()))
        for language in ("zh", "en")
    }  # fmt: skip
    assert "不解除：五年内不得申请食品生产经营许可（《食品安全法》第一百三十五条；至" in blocks["zh"]
    assert "法律、法规直接规定的限制并非机关作出，机关无权解除" in blocks["zh"]
    assert "Not lifted: No application for a food licence for five years (" in blocks["en"]
    acts = Act.objects.count()
    assert reconcile(START).as_json() == {"imposed": 0, "lifted": 0}, (
        "nor does the sweep take it for one whose record is gone"
    )
    assert Act.objects.count() == acts
    world.step(case, "notify", "2", fields={"why_not": "No payment."}, files=[world.paper(b"report")])
    on_day(date(2026, 6, 16))
    unshield(case)
    (again,) = imposed.filter(lift=None)
    assert (again.since, again.until) == (date(2026, 6, 16), first.until), "it rests on the record as it stands again"
    assert Lift.objects.get(instance=first).on == again.since, "not a day without it, and none twice"


def test_what_a_statute_imposes_falls_with_the_penalty_that_it_follows(on_day: OnDay) -> None:
    record = barred()
    (first,) = Instance.objects.filter(measure="fsl135-food-bar")
    case = shielded(record)
    world.step(case, "base-annulled", "2", fields={"why_not": "By the court."}, files=[world.paper(b"judgment")])
    assert Lift.objects.get(instance=first).on == START


def test_what_hinders_the_plan_is_lifted_and_comes_again_for_what_is_left(on_day: OnDay, monkeypatch: Any) -> None:
    """The same measure, were it an agency's: no statute imposes it itself."""
    monkeypatch.setattr("bonafides.measures.resting.statutory", lambda pack, one: False)
    record = barred()
    imposed = Instance.objects.filter(measure="fsl135-food-bar")
    (first,) = imposed
    case = shielded(record)
    assert not imposed.filter(lift=None).exists()
    assert not [
        block
        for block in Document.objects.get(form="restructuring-shield").content["body"]["en"]
        if "list" in block and "Not lifted" in str(block)
    ]
    world.step(case, "notify", "2", fields={"why_not": "No payment."}, files=[world.paper(b"report")])
    on_day(date(2026, 6, 16))
    unshield(case)
    (again,) = imposed.filter(lift=None)
    assert again.pk != first.pk
    assert again.until == first.until, "not a day longer than it would have been"


def test_a_publication_that_would_have_ended_meanwhile_has_ended(on_day: OnDay) -> None:
    record = world.penalty("P-3", day=date(2025, 7, 1))  # general: a year from the decision
    assert "P-3" in shown()[KINDS]
    case = noticed(record)
    on_day(date(2026, 7, 2))
    unshield(case)
    assert shown()[KINDS] == ["P-1"]


@pytest.mark.parametrize(
    ("ruled_on", "plan_ends_on", "verified", "why"),
    [
        ("2026-05-08", "2026-09-30", False, "no-ruling"),
        ("2026-03-01", "2026-09-30", True, "after-ruling"),
        ("2026-05-08", "2026-06-07", True, "plan-over"),
    ],
)
def test_refused_only_on_a_ground_of_the_standard(ruled_on: str, plan_ends_on: str, verified: bool, why: str) -> None:
    case = applied(ruled_on=ruled_on, plan_ends_on=plan_ends_on)
    finding = {"ruling_verified": world.found(holds=verified)}
    with pytest.raises(ActRefusedError, match=f"`restructuring` to be shield, it is {why}"), transaction.atomic():
        world.step(case, "shield", "3", findings=finding)
    world.step(case, "refuse", "3", findings=finding, fields={"why_not": "As the standard says."})
    assert forms(case) == ["repair-refusal"]
    assert shown()[KINDS] == ["P-1"]


def test_what_is_to_be_shielded_cannot_be_refused() -> None:
    case = applied()
    with pytest.raises(ActRefusedError, match=r"`refuse` needs `restructuring` to be no-ruling or .*, it is shield"):
        world.step(case, "refuse", "3", findings={"ruling_verified": world.found()}, fields={"why_not": "no wish"})


def test_a_plan_that_the_court_prolonged_keeps_its_shield(on_day: OnDay) -> None:
    case = noticed()
    with pytest.raises(NotPermittedError), transaction.atomic():
        world.step(case, "keep", "2", fields={"why_not": "It goes on."})
    world.step(case, "keep", "3", fields={"why_not": "The court has it prolonged."})
    prolonged = {"plan_ends_on": "2026-11-30", "ruling_no": "（2026）破1号之三"}
    world.step(case, "extend", "2", fields=prolonged, files=[world.paper(b"longer")])
    clocks = held(case).standing(START).clocks
    assert clocks["determination-due"].last_day == date(2026, 12, 30)
    assert "statement-window" not in clocks, "a notice that came to nothing opens no window for the next"
    on_day(date(2026, 7, 1))
    world.step(case, "notify", "2", fields={"why_not": "No payment."}, files=[world.paper(b"report 2")])
    with pytest.raises(ActRefusedError, match="waits until `statement-window` is over"):
        unshield(case)


def test_a_penalty_that_is_annulled_meanwhile_is_never_shown_again() -> None:
    case = noticed()
    world.step(case, "base-annulled", "2", fields={"why_not": "By the court."}, files=[world.paper(b"judgment")])
    assert held(case).standing(START).ended
    with pytest.raises(ActRefusedError, match="ended with `base-annulled`"):
        unshield(case)
    assert KINDS not in shown()


def test_each_agency_shields_what_it_determined() -> None:
    record = world.penalty("E-1", of=world.ENVIRONMENT)
    case = shielded(record)
    assert case.agency.name == world.ENVIRONMENT
    assert shown()[KINDS] == ["P-1"]
