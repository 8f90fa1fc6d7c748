"""A false pledge costs the right to pledge until it is repaired; then the record, the measure and the bar end together."""

from __future__ import annotations

from datetime import date

import pytest
from tests.pledges import world
from tests.procedures import world as cases
from tests.procedures.conftest import OnDay

from bonafides.acts.act import ActRefusedError
from bonafides.listings.records import last_of, standing_end
from bonafides.measures.models import Instance
from bonafides.procedures.cases import held
from bonafides.remedies.acts.apply import apply
from bonafides.remedies.proofs import Given

pytestmark = pytest.mark.usefixtures("offered")


def test_the_right_comes_back_with_the_repair(on_day: OnDay) -> None:
    case = world.ordered(untrue=True)
    on_day(date(2026, 3, 18))
    world.visit(case, "withdraw-approval", "4", corrected_now=False)
    record = last_of(case.pledge.approval.commitment)
    with pytest.raises(ActRefusedError, match="ordinary-false-pledge"):
        world.told()
    on_day(date(2026, 4, 1))
    proof = Given(duty="as-pledged", file=cases.file("photos.pdf"), amount=None, on=date(2026, 3, 25), number="")
    repair = apply(world.acting("7"), record, committed=True, proofs=[proof])
    world.step(repair, "accept", "1")
    with pytest.raises(ActRefusedError, match="admissible, it is not-corrected"):
        world.visit(repair, "grant", "3", corrected_done=False)
    world.visit(repair, "grant", "3", corrected_done=True)
    assert standing_end(record.pk) is not None
    assert not Instance.objects.filter(measure="no-commitment", lift=None).exists()
    again = world.pledged(world.told())
    world.step(again, "approve", "3")
    assert held(again).state == "approved"


def test_a_pledge_that_was_kept_needs_no_repair(on_day: OnDay) -> None:
    case = world.approved()
    world.visit(case, "verify-kept", as_pledged=True)
    record = last_of(case.pledge.approval.commitment)
    repair = apply(world.acting("7"), record, committed=True, proofs=[])
    with pytest.raises(ActRefusedError, match="admissible, it is nothing-to-repair"):
        world.step(repair, "accept", "1")
