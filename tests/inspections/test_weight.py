"""Weights: as many tickets as an indicator counts; the draw that they make verifies like any other."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.inspections import world

from bonafides.inspections.acts.hold_draw import hold_draw
from bonafides.inspections.bundles import auditors_bundle
from bonafides.inspections.frozen import frozen_list
from bonafides.inspections.queries import commitment_of
from bonafides.kernel.draw.bundle import Bundle
from bonafides.kernel.draw.verify import verify
from bonafides.kernel.merkle.checkpoints import Trust
from bonafides.ledger.keys import keys

pytestmark = pytest.mark.django_db


def test_a_business_has_as_many_tickets_as_the_indicator_says(var: Path) -> None:
    world.pack("level: general\n", "level: general\nweight: fined\n")
    world.shops(var)
    world.officers()
    draw, evidence = world.committed(world.plan())
    weights = Counter(one.weight for one in frozen_list(commitment_of(draw)).subjects)
    assert weights == {1: 40, 3: 8, 5: 2}, "who was never fined has one ticket still"
    assert hold_draw(world.decider(), draw, evidence).drawn
    read = Bundle.of_json(auditors_bundle(draw).to_json())
    assert {"subjects", "selection"} <= set(verify(read, Trust(keys().verifiers)).shown)
