"""From the plan to who goes where, and what each reader can check of it."""

from __future__ import annotations

import pytest
from tests.inspections import world

from bonafides.inspections.acts.hold_draw import hold_draw
from bonafides.inspections.bundles import auditors_bundle, opening_of, public_bundle
from bonafides.inspections.queries import standing
from bonafides.kernel.draw.bundle import Bundle
from bonafides.kernel.draw.verify import verify, verify_opening
from bonafides.kernel.merkle.checkpoints import Trust
from bonafides.ledger.keys import keys

pytestmark = pytest.mark.usefixtures("peopled")


def test_the_whole_way() -> None:
    plan = world.plan()
    assert plan.figures == {"hygiene": {"subjects": 50, "drawn": 4 + 2 + 2}, "papers": {"subjects": 50, "drawn": 50}}
    draw, evidence = world.committed(plan)
    held = hold_draw(world.decider(), draw, evidence)
    assert len(held.drawn) == 2 + 1 + 1
    assert held.unserved == []
    sent = list(standing(draw))
    assert sorted(one.entity.code for one in sent) == held.drawn
    assert all(len(set(one.officers)) == 2 for one in sent)
    assert {one.reason for one in sent} == {"plan", "statutory"}
    auditor, public = auditors_bundle(draw), public_bundle(draw)
    trust = Trust(keys().verifiers)
    read = Bundle.of_json(auditor.to_json())
    assert "assignment" in verify(read, trust).shown
    assert "logged" in verify(Bundle.of_json(public.to_json()), trust).shown
    for code in ("S0000", held.drawn[0]):
        own = verify_opening(public, opening_of(draw, code))
        assert own.drawn == (code in held.drawn)
