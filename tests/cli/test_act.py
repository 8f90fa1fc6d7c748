"""`bonafides act`: the register of acts, and the outbox."""

from __future__ import annotations

import json

import pytest
from tests import registry
from tests.cli.conftest import Run, one_line

from bonafides.entities.acts.merge import merge
from bonafides.entities.models import Entity


@pytest.fixture(autouse=True)
def _register(db: None) -> None:
    registry.put_in_force(registry.toy())
    merge(
        registry.officer("one address"),
        *(Entity.objects.create(scheme="shop", code=code, kind="enterprise") for code in "AB"),
    )


def test_the_last_acts(run: Run) -> None:
    lines = run("act", "list").out.splitlines()
    assert len(lines) == 2
    assert "entities.merge" in lines[0]
    assert lines[0].endswith("Officer Li, operator: one address")
    [only] = run("act", "list", "--name", "packs.install", "--json").json
    assert only["details"]["pack"] == "toy"
    assert run("act", "list", "--limit", 1, "--before", only["act"] + 1, "--agency", "operator", "--json").json == [
        only
    ]
    assert "no such act" in run("act", "list", "--agency", "z").out


def test_one_act(run: Run) -> None:
    [act, _] = run("act", "list", "--json").json
    told = run("act", "show", act["act"], "--json").json
    assert told | act == told
    assert told["event"]["type"] == "bonafides.entities.merge"
    assert len(bytes.fromhex(told["entry"])) == 33
    assert told["index"] == 1, "sealed when the command before this one ended"
    assert list(told["rows"]) == ["entities_merge"]
    said = run("act", "show", act["act"]).out
    assert "reason     one address" in said
    assert "evidence   –" in said
    assert "there is no act 999999" in one_line(run("act", "show", 999999, status=1))


def test_the_outbox(run: Run) -> None:
    [first, second] = [json.loads(line) for line in run("act", "events").out.splitlines()]
    assert [one["type"] for one in (first, second)] == ["bonafides.packs.install", "bonafides.entities.merge"]
    assert run("act", "events", "--after", first["id"]).json == second
    assert run("act", "events", "--after", second["id"]).out == ""
