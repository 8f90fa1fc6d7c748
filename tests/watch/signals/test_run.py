"""A look at whoever was touched finds what a look at everyone finds; PostgreSQL, one business at a time, says the same."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.registry import put_in_force, row
from tests.standards.histories import FILES, STEPS, File, submit
from tests.watch.signals.world import TODAY, acting, leads_of_everyone, pack

from bonafides.entities.models import Entity
from bonafides.packs.queries import installed_pack
from bonafides.standards.engines.postgresql import rows
from bonafides.standards.snapshot.take import settled_moment
from bonafides.watch.signals.compiled import compiled
from bonafides.watch.signals.groups import folder_of
from bonafides.watch.signals.models import Ended, Signal
from bonafides.watch.signals.run import LookRefusedError, look_at_everyone, look_at_touched
from bonafides.watch.signals.standing import at_work

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=1)


def check(known_at: object, base: object) -> None:
    """What stands is what is true: nothing stands that is not, and whatever is true was raised by its newest record."""
    toy, _ = installed_pack("toy")
    true = leads_of_everyone(toy, TODAY, known_at, base)  # type: ignore[arg-type]
    standing = set(at_work(TODAY).values_list("card", "entity_id"))
    assert standing <= {(one.card, one.entity) for one in true}
    raised = set(Signal.objects.values_list("card", "entity_id", "newest"))
    for one in true:
        assert (one.card, one.entity) in standing or (one.card, one.entity, one.newest) in raised


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILES, STEPS)
def test_the_touched_and_everyone_agree(first: list[File], steps: list[tuple[list[File], int]]) -> None:
    with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
        put_in_force(pack())
        toy, version = installed_pack("toy")
        counter = [0]
        submit(Path(folder), first, counter)
        base = look_at_everyone(acting(), toy, version, TODAY)
        check(base.known_at, base)
        for files, _ in steps:
            submit(Path(folder), files, counter)
            run = look_at_touched(acting(), toy, version, TODAY)
            if run is not None:
                check(run.known_at, base)
        again = look_at_everyone(acting(), toy, version, TODAY)
        check(again.known_at, again)
        assert look_at_everyone(acting(), toy, version, TODAY).raised == {}, "the same records raise nothing twice"
        transaction.set_rollback(True)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILES, st.sampled_from([1, 3]))
def test_one_by_one_is_as_in_bulk(files: list[File], buckets: int) -> None:
    with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
        put_in_force(pack())
        toy, _ = installed_pack("toy")
        submit(Path(folder), files, [0])
        known_at = settled_moment()
        in_bulk = {(one.card, one.entity) for one in leads_of_everyone(toy, TODAY, known_at, buckets=buckets)}
        for card in ("ruled", "counted"):
            one = compiled(toy, toy.signals[card], TODAY)
            for entity in Entity.objects.values_list("pk", flat=True):
                (told,) = rows(one.program, toy, [entity], known_at) or ({one.outcome.name: None},)
                assert bool(told[one.outcome.name]) == ((card, entity) in in_bulk)
        transaction.set_rollback(True)


def shops(folder: Path, kind: str, *cells: dict[str, object]) -> None:
    """A file of records of agency a."""
    counter = [hash((kind, str(cells))) % 100_000 * 10]
    submit(
        folder,
        [File("a", kind, tuple(row(str(one.pop("code")), "", action="record", to="", **one) for one in cells))],
        counter,
    )


def test_a_signal_says_why_on_what_and_until_when(tmp_path: Path) -> None:
    put_in_force(pack())
    toy, version = installed_pack("toy")
    shops(
        tmp_path,
        "fine",
        {"code": "S1", "date": "2026-02-20", "value": 90},
        {"code": "S1", "date": "2026-02-25", "value": 95},
    )
    run = look_at_everyone(acting(), toy, version, TODAY)
    one = Signal.objects.get(card="ruled")
    assert one.reason == {"en": "2 high fines, 4 days ago"}
    assert len(one.records) == 2
    assert one.newest == max(one.records)
    assert one.figures["high_fines"] == "2"
    assert (one.expires_on - one.as_of).days == 30
    assert run.raised["ruled"] == 1
    assert one.run == run


def test_whom_no_record_touched_but_whose_group_grew(tmp_path: Path) -> None:
    put_in_force(pack())
    toy, version = installed_pack("toy")
    shops(tmp_path, "rating", {"code": "S1", "date": "2026-01-01", "value": 1, "note": "Lane  5"})
    look_at_everyone(acting(), toy, version, TODAY)
    assert not Signal.objects.filter(card="crowded").exists()
    shops(tmp_path, "rating", {"code": "S2", "date": "2026-01-02", "value": 1, "note": "lane 5"})
    assert look_at_touched(acting(), toy, version, TODAY) is not None
    found = Signal.objects.filter(card="crowded").order_by("entity")
    assert [one.reason["en"] for one in found] == ["2 with Lane  5", "2 with lane 5"]
    shops(tmp_path, "rating", {"code": "S2", "date": "2026-01-05", "value": 1, "note": "moved"})
    look_at_touched(acting(), toy, version, TODAY)
    assert Ended.objects.count() == 2, "neither is in a crowd any more"


def test_nothing_new_is_no_look(tmp_path: Path) -> None:
    put_in_force(pack())
    toy, version = installed_pack("toy")
    with pytest.raises(LookRefusedError, match="nobody has looked at everyone yet"):
        look_at_touched(acting(), toy, version, TODAY)
    base = look_at_everyone(acting(), toy, version, TODAY)
    assert look_at_touched(acting(), toy, version, TODAY) is None
    assert folder_of(base.pk).is_dir()


def test_rows_stay_as_they_are(tmp_path: Path) -> None:
    put_in_force(pack())
    toy, version = installed_pack("toy")
    look_at_everyone(acting(), toy, version, TODAY)
    for table in ("run", "signal", "ended", "step"):
        with pytest.raises(Exception, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM signals_{table}")
