"""A notice with a slip is corrected by a document that names it, and the whole time for an answer runs anew."""

from __future__ import annotations

from datetime import date

import pytest
from tests.listings import way
from tests.procedures import world
from tests.procedures.conftest import START, OnDay

from bonafides.acts.act import ActRefusedError
from bonafides.documents.models import Document
from bonafides.procedures.cases import held

pytestmark = pytest.mark.usefixtures("listed")


def test_the_window_runs_anew_from_the_correction(on_day: OnDay) -> None:
    case = way.noticed()
    first = Document.objects.get(form="prior-notice")
    assert held(case).standing(START).clocks["hearing-request"].last_day == date(2026, 3, 9)
    on_day(date(2026, 3, 9))
    slip = {"corrected_no": first.number, "wrong_text": "Item 5-2", "right_text": "Item 5-1"}
    world.step(case, "correct-notice", fields=slip)
    correction = Document.objects.get(form="correction-notice")
    assert correction.replaces == first, "the first stays as it was, and names what corrects it"
    assert held(case).standing(date(2026, 3, 9)).clocks["hearing-request"].last_day == date(2026, 3, 16)
    on_day(way.DECIDED)
    with pytest.raises(ActRefusedError, match="waits until `hearing-request` is over"):
        world.step(case, "decide-listing", "3", **way.DECIDE)
    on_day(date(2026, 3, 17))
    world.step(case, "decide-listing", "3", **way.DECIDE)


def test_nothing_is_corrected_before_it_was_served() -> None:
    slip = {"corrected_no": "1", "wrong_text": "a", "right_text": "b"}
    with pytest.raises(ActRefusedError, match="`correct-notice` is taken in notified"):
        world.step(world.opened(), "correct-notice", fields=slip)
