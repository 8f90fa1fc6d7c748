"""`bonafides check` as a counter runs it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.measures import world
from tests.measures.checks.test_check import POINT, UNKNOWN, counting

from bonafides.entities.models import Entity
from bonafides.measures.checks.keys import status_keys


@pytest.fixture
def shop(db: None) -> Entity:
    return world.business()


def test_it_says_what_stands_against_it(run: Run, shop: Entity, tmp_path: Path) -> None:
    assert "nothing stands against it" in run("check", world.CODE, "--for", POINT).out
    measure = counting(shop, "deny", scope="food-trade")
    said = run("check", world.CODE, UNKNOWN, "--for", POINT, "--token", tmp_path / "token", status=1)
    lines = said.out.splitlines()
    assert lines[1] == f"{world.CODE}  denied"
    assert lines[2].startswith(f"  {measure.pk}  denies: ")
    assert "finance · GPL 77 · since" in lines[3]
    assert "confined to food-trade" in lines[3]
    assert lines[4].startswith(f"{UNKNOWN}  no answer  no business of this register bears this code")
    assert "拒绝" in run("check", world.CODE, "--for", POINT, "--language", "zh", status=1).out
    told = run("check", world.CODE, "--for", POINT, "--json", status=1).json
    assert told["answers"][0]["answer"] == "denied"
    (tmp_path / "jwks.json").write_text(str(run("token", "key").out))
    held = run(
        "verify", "token", tmp_path / "token", "--keys", tmp_path / "jwks.json", "--code", world.CODE, "--json"
    ).json
    assert held["answers"][0]["answer"] == "denied"
    assert held["kid"] == status_keys().signer.public.kid


def test_what_cannot_be_asked(run: Run, shop: Entity) -> None:
    assert "expected a decision point" in run("check", world.CODE, "--for", "nowhere", status=2).err
    said = run("check", "11010519491231002X", "--for", POINT, status=1)
    assert "natural person" in said.out
    assert "11010519491231002X" not in said.out + said.err
    assert "nothing public" in run("check", world.CODE, "--for", POINT, "--public").out
