"""The check of drift: fresh where nothing changed, stale where what comes is unlike, silent where there is too little."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.registry import officer
from tests.watch import world
from tests.watch.models import model
from tests.watch.test_fit import NAMES, made

from bonafides.watch.check_drift import check_drift
from bonafides.watch.drift import drifted, reference, stability_index
from bonafides.watch.fit import fit
from bonafides.watch.jobs import check_drift_of_all

COUNTS = st.lists(st.integers(0, 500), min_size=2, max_size=12)


@given(COUNTS, st.integers(1, 20))
def test_the_index_is_nothing_for_the_same_and_never_less(counts: list[int], times: int) -> None:
    assert stability_index(counts, counts) == pytest.approx(0)
    turned = counts[::-1]
    assert stability_index(counts, turned) >= 0
    assert stability_index(counts, turned) == pytest.approx(stability_index(turned, counts)), "it has no direction"


def test_by_hand() -> None:
    """90 and 10 become 80 and 20, with half a row added to each bin."""
    then, now = np.array([90.5, 10.5]) / 101, np.array([80.5, 20.5]) / 101
    assert stability_index([90, 10], [80, 20]) == pytest.approx(float(((now - then) * np.log(now / then)).sum()))


def test_states() -> None:
    card = model(features=NAMES, least=30)
    learned = made()
    table = fit(card, learned)
    kept = reference(table, learned)
    same = drifted(card, table, kept, made(seed=2))
    assert same.state == "fresh"
    assert same.index < 0.05
    assert drifted(card, table, kept, made(10)).state == "few"
    other = made(seed=3)
    other.figures[:, 0] += 5
    gone = drifted(card, table, kept, other)
    assert gone.state == "stale"
    assert next(iter(gone.features)) == NAMES[0], "the feature that moved is told first"
    more = made(seed=4)
    more.found[:] |= np.random.default_rng(5).random(len(more)) < 0.2
    assert drifted(card, table, kept, more).state == "watch", "the figures are the same, the findings are not"


@pytest.mark.django_db
def test_on_the_register_and_by_the_clock(fined: Path) -> None:
    version = world.used()
    assert check_drift(officer("a check"), version).state == "few"
    world.fines(fined, first=date(2025, 7, 1), each=4, seed=2)
    assert check_drift(officer("a check"), version).state in ("fresh", "watch")
    assert check_drift_of_all(0) == {str(version): check_drift(officer("a check"), version).state}
