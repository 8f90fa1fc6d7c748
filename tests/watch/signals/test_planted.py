"""Every cause that the sample plants is seen by the card of the pack `cn` that it was planted for."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests import registry

from bonafides.acts.act import Acting
from bonafides.packs.queries import installed_pack
from bonafides.sample.causes import generate_causes
from bonafides.sample.generate import generate
from bonafides.watch.signals.models import Signal
from bonafides.watch.signals.run import look_at_everyone

pytestmark = pytest.mark.django_db
ENTITIES, SEED = 1_500, 11
LOOKED_AT = {"mr-enterprise-registrations", "mr-sole-trader-registrations", "mr-annual-reports", "mr-licences"}
"""Files of the county without which the cards have nobody to see, or nobody to hold them against."""


def test_each_planted_cause_is_a_signal(tmp_path: Path) -> None:
    registry.put_in_force(registry.repository_pack("cn"))
    day = registry.moment().date()
    county = generate(ENTITIES, SEED, tmp_path / "county", form="parquet")
    for one in county["files"]:
        if one["mapping"] in LOOKED_AT:
            registry.take_in(tmp_path / "county" / one["file"], one["mapping"])
    for one in generate_causes(ENTITIES, SEED, tmp_path / "lately", day)["files"]:
        summary = registry.take_in(tmp_path / "lately" / one["file"], one["mapping"])
        assert (summary.added, summary.quarantined) == (one["rows"], 0), one["file"]
    look_at_everyone(Acting("test", "operator", "a test", "a test"), *installed_pack("cn"), day)
    raised = set(Signal.objects.values_list("card", "entity__code"))
    with (tmp_path / "lately" / "faults.csv").open(encoding="utf-8", newline="") as file:
        planted = {(one["kind"], one["cell"]) for one in csv.DictReader(file)}
    assert planted - raised == set()
