"""Scores say what the table says of the figures; a run is repeated bit for bit, and found out when its files are changed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from django.utils import timezone
from tests.registry import officer
from tests.watch import world

from bonafides.entities.models import Entity
from bonafides.packs.queries import installed_pack
from bonafides.standards.snapshot.take import take_snapshot
from bonafides.watch.acts.roll_back import roll_back
from bonafides.watch.card import model_of
from bonafides.watch.errors import WatchRefusedError
from bonafides.watch.examples import figures_today
from bonafides.watch.kept import table_of
from bonafides.watch.registry import may_order
from bonafides.watch.score import run_scores, verify_scores
from bonafides.watch.score_store import folder_of, rows_of, spread_of
from bonafides.watch.words import contributions, probability_words

pytestmark = pytest.mark.django_db


def test_every_business_has_the_points_of_its_figures(fined: Path) -> None:
    version = world.used()
    run, (pack, _) = world.scored(), installed_pack("toy")
    table = table_of(version.table)
    assert run.scored == world.SHOPS
    snapshot = take_snapshot(fined / "again", pack, run.known_at)
    assert snapshot.digest == run.snapshot_digest
    for entities, figures in figures_today(pack, model_of(pack, "next-fine"), snapshot, run.as_of):
        rows = rows_of(run.pk, entities.tolist())
        assert [one["points"] for one in rows] == table.of(figures).tolist()
        for row, of in zip(rows, figures, strict=True):
            told = {name: points for name, points in table.why(of) if points}
            assert {one.feature: one.points for one in contributions(pack, table, row)} == told
    assert sum(count for _, _, count in spread_of(run.pk)) == world.SHOPS


def test_repeated_it_is_the_same_bit_for_bit_and_a_changed_file_is_found(fined: Path) -> None:
    world.used()
    run = world.scored()
    assert all(one.same for one in verify_scores(run)), verify_scores(run)
    file = folder_of(run.pk) / "00.parquet"
    rows = pq.read_table(file)
    place = rows.schema.get_field_index("points")
    changed = rows.set_column(place, rows.schema.field(place), [np.array(rows["points"]).astype(np.int32) + 1])
    pq.write_table(changed, file)
    assert [one.what for one in verify_scores(run) if not one.same] == ["scores on disk"]


def test_only_a_version_in_use_scores_and_what_it_scored_ends_with_it(fined: Path) -> None:
    world.fitted()
    with pytest.raises(WatchRefusedError, match="no version of toy/next-fine is in use"):
        world.scored()
    version = world.used()
    run, today = world.scored(), timezone.localdate()
    assert list(may_order(run, today)) == []
    assert "its scores expired on" in next(may_order(run, today + timedelta(days=30)))
    roll_back(world.acting("3"), version, to=None)
    assert "is not in use" in next(may_order(run, today))


def test_a_moment_to_come_is_refused_and_nothing_stays(fined: Path) -> None:
    world.used()
    pack, version = installed_pack("toy")
    with pytest.raises(WatchRefusedError, match="expected a moment that has passed"):
        run_scores(officer(), pack, version, "next-fine", timezone.localdate(), timezone.now() + timedelta(days=1))
    assert list((fined / "watch").glob("score-*")) == []


def test_words(fined: Path) -> None:
    version = world.used()
    run, (pack, _) = world.scored(), installed_pack("toy")
    [row] = rows_of(run.pk, [Entity.objects.get(code="S0000").pk])
    told = contributions(pack, table_of(version.table), row)
    assert [abs(one.points) for one in told] == sorted((abs(one.points) for one in told), reverse=True)
    assert all(one.value and one.title for one in told)
    assert probability_words(table_of(version.table), row["points"]).endswith("%")
