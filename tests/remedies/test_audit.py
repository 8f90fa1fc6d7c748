"""A part of what was granted is looked at again: the list is frozen first, and the ledger gives the seed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from tests.remedies import world
from tests.remedies.conftest import START, OnDay

from bonafides.acts.act import ActRefusedError
from bonafides.ledger.models import Checkpoint
from bonafides.ledger.sequence import sequence
from bonafides.remedies.acts.draw_sample import draw_sample
from bonafides.remedies.acts.freeze_audit import freeze_audit
from bonafides.remedies.acts.report_audit import report_audit
from bonafides.remedies.sample import draw, seed_of, size_of

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("performed")
def test_the_sample_can_be_drawn_again(on_day: OnDay) -> None:
    first = world.applied()
    world.granted(first)
    other = world.penalty("P-2", world.OTHER)
    for duty in ("fine", "rectification"):
        world.done(duty, f"D2-{duty}", date(2026, 4, 1), code=world.OTHER, decision="No. P-2")
    second = world.applied(other)
    world.granted(second)
    auditor = world.acting("4")
    with pytest.raises(ActRefusedError, match="days before today"), transaction.atomic():
        freeze_audit(auditor, START, START)
    on_day(START + timedelta(days=1))
    audit = freeze_audit(auditor, START, START)
    assert audit.cases == [first.pk, second.pk]
    with pytest.raises(ActRefusedError, match="one list for a day"), transaction.atomic():
        freeze_audit(auditor, START, START)
    with pytest.raises(ActRefusedError, match="is not sealed yet"), transaction.atomic():
        draw_sample(auditor, audit.pk)
    sequence()
    sample = draw_sample(auditor, audit.pk)
    checkpoint = Checkpoint.objects.get(size=sample.size)
    seed = seed_of(sample.origin, checkpoint.size, bytes(checkpoint.root))
    size = size_of(2, Decimal("0.05"))
    again = draw(f"audit-{audit.pk}", [str(one) for one in audit.cases], seed, size)
    assert sample.drawn == [int(one.case) for one in again if one.drawn]
    assert len(sample.drawn) == 1
    with pytest.raises(ActRefusedError, match="was drawn already"), transaction.atomic():
        draw_sample(auditor, audit.pk)
    (drawn,) = sample.drawn
    left = ({first.pk, second.pk} - {drawn}).pop()
    with pytest.raises(ActRefusedError, match="expected a case of the sample"), transaction.atomic():
        report_audit(auditor, audit.pk, left, in_order=True, text="Fine.")
    report_audit(auditor, audit.pk, drawn, in_order=True, text="The receipt is in the books.")
    with pytest.raises(ActRefusedError, match="looked at in audit"), transaction.atomic():
        report_audit(auditor, audit.pk, drawn, in_order=False, text="No.")
