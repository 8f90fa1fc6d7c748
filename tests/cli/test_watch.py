"""A model of risk from its fitting to its roll-back, as officers run it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.registry import put_in_force
from tests.watch import world
from tests.watch.conftest import fined, var

from bonafides.packs.load import parse_pack

__all__ = ["fined", "var"]  # fixtures
pytestmark = pytest.mark.django_db


def test_the_whole_way(run: Run, fined: Path) -> None:
    world.fitted()  # with fewer draws of its intervals than the command makes
    told = run("watch", "show", "next-fine", 1).out
    assert "learned from" in told
    assert "lower end must reach 0.6" in told
    assert "approved by: nobody yet (two are needed)" in told
    chinese = run("watch", "show", "next-fine", 1, "--language", "zh").out
    assert "曲线下面积" in chinese
    assert "double the odds" in run("watch", "table", "next-fine", 1).out
    assert "<decisionTable" in run("watch", "table", "next-fine", 1, "--dmn").out
    because = ("--reason", "table and figures were read")
    assert (
        "another officer must approve it too" in run("watch", "approve", "next-fine", 1, "--officer", 1, *because).out
    )
    again = run("watch", "approve", "next-fine", 1, "--officer", 1, *because, status=1)
    assert "officer 1 approved toy/next-fine version 1 already: expected another officer" in again.err
    alone = run("watch", "use", "next-fine", 1, "--officer", 3, *because, status=1)
    assert "needs the approval of 2 officers of a, came 1" in alone.err
    assert run("watch", "approve", "next-fine", 1, "--officer", 2, *because, "--json").json["approved_by"] == ["1", "2"]
    assert "is in use from" in run("watch", "use", "next-fine", 1, "--officer", 3, *because).out
    scored = run("watch", "score", "next-fine", "--json").json
    assert scored["scored"] == world.SHOPS
    why = run("watch", "why", "S0000", "--model", "next-fine").out
    assert "A lead for an order of checks. It proves nothing, and nobody else is told." in why
    parts = run("watch", "why", "S0000", "--model", "next-fine", "--json").json
    assert parts["base"] + sum(one["points"] for one in parts["parts"]) == parts["points"]
    assert run("watch", "verify", scored["run"], "--json").json["same"] is True
    assert run("watch", "drift", "next-fine", "--json").json["state"] == "few"
    [shown] = run("watch", "show", "next-fine", "--json").json
    assert (shown["in_use"], shown["approved_by"], shown["why_not"]) == (True, ["1", "2"], [])
    assert "none is in use now" in run("watch", "rollback", "next-fine", "--officer", 3, "--reason", "it errs").out
    nothing = run("watch", "score", "next-fine", status=1)
    assert "no version of toy/next-fine is in use" in nothing.err


def test_a_model_that_is_not_there(run: Run, fined: Path) -> None:
    told = run("watch", "fit", "next-fire", status=1).err
    assert "no pack in force has a model of risk `next-fire`; there are: next-fine (toy)" in told


def test_groups_and_an_order(run: Run, fined: Path) -> None:
    """Shops by their fines: whoever has had many comes first. An order needs an item that names the model."""
    files = dict(world.pack().files)
    files["pack.yaml"] += b"groups:\n  - {group: fines, title: {en: Fines so far}, of: fined, bands: [20]}\n"
    put_in_force(parse_pack(files, "toy"))
    world.used()
    told = run("watch", "groups", "next-fine").out
    assert "Fines so far" in told
    assert "of those without, in the first half for nothing" in told
    whole = run("watch", "groups", "next-fine", "--json").json
    judged = run("watch", "show", "next-fine", "--json").json[0]["metrics"]["examples"]
    assert sum(row["examples"] for row in whole["groups"]["fines"]) == judged
    for row in whole["groups"]["fines"]:
        if row["first_half"]["low"] is not None:
            assert 0 <= row["first_half"]["low"] <= row["first_half"]["share"] <= row["first_half"]["high"] <= 1
    scored = world.scored()
    nothing = run("watch", "order", scored.pk, "--item", "hygiene", status=1)
    assert "pack toy has no inspection item `hygiene`; it has none" in nothing.err


def test_what_chance_says_where_nothing_was_drawn(run: Run, fined: Path) -> None:
    nothing = run("watch", "by-lot", "--from", "2026-01-01", "--pack", "toy", status=1)
    assert "expected one pack in force with inspection items, came none" in nothing.err
