"""What is explained is what the compiled run says; and what is foretold is what a run as of that day says."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from tests.registry import officer, put_in_force
from tests.standards.histories import FILES, FIRST, File, submit
from tests.standing import standing_pack

from bonafides.entities.models import Entity
from bonafides.packs.queries import installed_pack
from bonafides.standards.explain.as_json import as_json
from bonafides.standards.explain.explain import explain
from bonafides.standards.explain.told import told
from bonafides.tiers.queries import standing
from bonafides.tiers.run import run_tiers

pytestmark = pytest.mark.django_db


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILES)
def test_it_is_what_a_run_says(files: list[File]) -> None:
    with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
        put_in_force(standing_pack())
        pack, version = installed_pack("toy")
        submit(Path(folder), files, [0])
        day = FIRST + timedelta(days=60)
        run = run_tiers(officer("a run"), pack, version, day)
        tiers = {one["entity_id"]: (one["tier"], one["matched"]) for one in standing(run)}
        foretold = {}
        for entity in Entity.objects.all():
            one = explain(pack, "tier", entity, day, run.known_at)
            outcome = one.decided.outcome
            assert (outcome.value, sum(1 << (rule.number - 1) for rule in outcome.matched)) == tiers[entity.pk]
            if one.future.turns:
                foretold[entity.pk] = one.future.turns[0]
            shown = as_json(one)
            assert shown["result"] == outcome.value
            assert {each["indicator"]: len(each["records"]) for each in shown["indicators"]} == {
                name: len(each.records) for name, each in one.decided.measured.items()
            }
            for language in ("en", "zh-hans"):
                with override(language):
                    assert [section.lines for section in told(one)]
        for number, turn in list(foretold.items())[:2]:
            for on, expected in ((turn.day - timedelta(days=1), tiers[number][0]), (turn.day, turn.after)):
                later = run_tiers(officer("a run"), pack, version, on, run.known_at, full=True)
                [row] = standing(later, [number])
                assert row["tier"] == (expected if isinstance(expected, str) else expected.outcome.value)  # type: ignore[union-attr]
        transaction.set_rollback(True)
