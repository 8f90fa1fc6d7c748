"""`bonafides form`, `bonafides once`: what is asked, what is read, what was not asked again; the page and routes beside."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from tests.cli.conftest import Run
from tests.portal.page import faults, read
from tests.registry import repository_pack
from tests.remedies.world import CODE, acting
from tests.sharing.once import world
from tests.sharing.once.conftest import register
from tests.sharing.once.test_fill import OWN

from bonafides.portal.api import schemas
from bonafides.portal.api.once_schemas import FormsOut, MeterOut
from bonafides.sharing.acts.declare_form import declare_form

__all__ = ["register"]  # a fixture
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


def test_a_form_is_checked_shown_and_filled(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "stall.yaml"
    file.write_text(OWN, "utf-8")
    assert "stall-permit is in order: 1 items, 0 of them asked" in run("form", "check", file).out
    asked = OWN.replace("fact: {kind: registration, field: address}", "held_by: tax\n    statement: {type: text}")
    file.write_text(asked, "utf-8")
    told = run("form", "check", file, "--json", status=1).json
    assert (told["ok"], len(told["faults"])) == (False, 1)
    assert "stall.yaml:13" in run("form", "check", file, status=1).err
    assert {one["form"] for one in run("form", "list", "--json").json} == set(repository_pack("cn").forms)
    shown = run("form", "show", "restaurant-licence", "--language", "en").out
    assert "from Human resources and social security" in shown
    assert "asked of the business: a paper" in shown
    filled = run("form", "fill", "restaurant-licence", CODE, "--on", world.DAY, "--language", "en").out
    assert "4 of 5 items from Market regulation, Human resources and social security, Ecology and environment" in filled
    assert "1 Lotus Road · Market regulation · market-regulation/R-1 of 2024-01-02" in filled
    assert "expected a form of pack cn in force" in run("form", "show", "soup", status=1).err
    assert run("once", "slips").out.strip() == "no form asks what an agency holds"


def test_the_meter_is_public(run: Run, client: Client) -> None:
    world.filled()
    declare_form(acting("3"), OWN)
    told = run("once", "meter", "--json").json
    assert (told["all"]["matters"], told["all"]["avoided"], told["all"]["slipped_through"]) == (1, 4, 0)
    assert "cn/market-regulation" in run("once", "meter").out
    for language, title in (("en", "Asked once"), ("zh-CN", "一次提交")):
        page = client.get("/once", headers={"accept-language": language})
        found = read(page.content)
        assert (page.status_code, faults(found), found.one("h1").text) == (200, [], title)
        assert "cn-stall-permit" in {one.one("h2").attributes["id"] for one in found.all("section")}
        assert CODE not in page.content.decode()
    assert MeterOut.model_validate(client.get("/api/v1/once/meter").json()).all.avoided == 4
    assert (
        len(FormsOut.model_validate(client.get("/api/v1/forms").json()).forms) == len(repository_pack("cn").forms) + 1
    )
    assert schemas.Problem.model_validate(client.get("/api/v1/forms?day=soon").json()).status == 400
