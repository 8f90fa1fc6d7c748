"""Substitutions: for reasons that were committed to, with evidence, by the next of the reserve."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.inspections import world

from bonafides.acts.act import Acting, ActRefusedError, Evidence
from bonafides.inspections.acts.hold_draw import hold_draw
from bonafides.inspections.acts.substitute import substitute
from bonafides.inspections.bundles import auditors_bundle, public_bundle
from bonafides.inspections.draws import held_drawing
from bonafides.inspections.models import Draw, Held
from bonafides.inspections.queries import standing
from bonafides.kernel.draw.bundle import Bundle
from bonafides.kernel.draw.verify import verify

pytestmark = pytest.mark.usefixtures("peopled")


def shown() -> Acting:
    return replace(world.decider("it closed"), evidence=(Evidence("record", "a/closure-1"),))


def a_held() -> tuple[Draw, Held]:
    draw, evidence = world.committed(world.plan())
    return draw, hold_draw(world.decider(), draw, evidence)


def test_the_next_of_the_reserve_takes_its_place() -> None:
    draw, held = a_held()
    drawing = held_drawing(held)
    out = next(code for code in held.drawn if drawing.subject(code).stratum == "low")
    first = drawing.ranked["low"].reserve[0]
    done = substitute(shown(), draw, out, "closed")
    assert done.into is not None
    assert (done.into.code, done.place, done.unserved) == (first, 1, None)
    codes = {one.entity.code for one in standing(draw)}
    assert first in codes
    assert out not in codes
    assert standing(draw).get(entity__code=first).place == len(held.drawn) + 1
    for bundle in (auditors_bundle(draw), public_bundle(draw)):
        assert "officers" in verify(Bundle.of_json(bundle.to_json())).shown
    with pytest.raises(ActRefusedError, match=f"{out} was not drawn, or is out already"):
        substitute(shown(), draw, out, "closed")
    assert substitute(shown(), draw, first, "closed").place == 2, "a substitute can be put aside too"


def test_what_is_refused() -> None:
    draw, held = a_held()
    with pytest.raises(ActRefusedError, match="needs evidence"):
        substitute(world.decider(), draw, held.drawn[0], "closed")
    with pytest.raises(ActRefusedError, match="'too far' is no reason that was committed to"):
        substitute(shown(), draw, held.drawn[0], "too far")
    spared = next(code for code in ("S0000", "S0001", "S0002", "S0003") if code not in held.drawn)
    with pytest.raises(ActRefusedError, match=f"{spared} was not drawn"):
        substitute(shown(), draw, spared, "closed")


def test_not_before_it_is_held() -> None:
    draw, _ = world.committed(world.plan())
    with pytest.raises(ActRefusedError, match="was not held yet: nobody is drawn"):
        substitute(shown(), draw, "S0000", "closed")


def test_the_reserve_ends() -> None:
    """Both by law are drawn in the second half: there is no third."""
    plan = world.plan(items=(_all_at_once(),))
    draw, evidence = world.committed(plan)
    hold_draw(world.decider(), draw, evidence)
    done = substitute(shown(), draw, "S0049", "closed")
    assert done.into is None


def _all_at_once() -> dict[str, object]:
    item = world.form().items[0].model_dump(by_alias=True)
    return item | {"batches": (item["batches"][0] | {"share": 10_000},)}
