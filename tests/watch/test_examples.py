"""Every figure of every example is what the reference says of the records before its day, and of nothing that came later."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.registry import put_in_force
from tests.standards.histories import FILES, FIRST, File, submit
from tests.watch.models import FEATURES, model, pack, plain

from bonafides.packs.queries import installed_pack
from bonafides.records.models import Record
from bonafides.standards.case.indicators import measure_all
from bonafides.standards.case.records import records_of
from bonafides.standards.snapshot.take import settled_moment, take_snapshot
from bonafides.watch.examples import examples, figures_today

pytestmark = pytest.mark.django_db
TODAY = FIRST + timedelta(days=200)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILES, st.sampled_from([1, 2]))
def test_figures_are_of_the_day_before_and_know_nothing_later(files: list[File], buckets: int) -> None:
    with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
        put_in_force(pack())
        toy, _ = installed_pack("toy")
        submit(Path(folder), files, [0])
        known_at = settled_moment()
        snapshot = take_snapshot(Path(folder) / "snapshot", toy, known_at, buckets=buckets)
        known = examples(toy, model(), snapshot, TODAY)
        assert known.features == FEATURES
        for row in range(len(known)):
            day = known.days[row].item()
            record = Record.objects.get(pk=known.records[row])
            assert (day, bool(known.found[row])) == (record.event_date, record.facts["value"] > 50)
            earlier = [one for one in records_of(toy, int(known.entities[row]), known_at) if one.valid_from < day]
            told = measure_all(toy, earlier, day - timedelta(days=1), FEATURES)
            np.testing.assert_array_equal(known.figures[row], [plain(told[name].value) for name in FEATURES])
        transaction.set_rollback(True)


def test_the_figures_of_today_are_those_of_an_example_of_tomorrow(tmp_path: Path) -> None:
    from tests.registry import row

    put_in_force(pack())
    toy, _ = installed_pack("toy")
    days = (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31))
    rows = tuple(
        row(f"S{number}", "", action="record", date=day, value=10 * number, note="", to="")
        for number in (3, 6)
        for day in days
    )
    submit(tmp_path, [File("a", "fine", rows)], [0])
    snapshot = take_snapshot(tmp_path / "snapshot", toy, settled_moment())
    known = examples(toy, model(), snapshot, TODAY)
    last = known.where(known.days == np.datetime64("2026-03-31"))
    ((entities, figures),) = figures_today(toy, model(), snapshot, date(2026, 3, 30))
    assert list(entities) == sorted(last.entities)
    np.testing.assert_array_equal(figures, last.figures[np.argsort(last.entities)])
