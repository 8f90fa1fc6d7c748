"""`bonafides measure`: the catalogue and the burden of one business."""

from __future__ import annotations

from tests.cli.conftest import Run
from tests.measures import world
from tests.portal.conftest import Add
from tests.registry import repository_pack


def test_the_catalogue(run: Run, business: Add) -> None:
    every = run("measure", "list", "--json").json
    assert {one["measure"] for one in every} == set(repository_pack("cn").measures)
    finance = run("measure", "list", "--agency", "finance", "--language", "en").out
    assert "Ban from government procurement" in finance
    assert "procurement.supplier deny; GPL 77" in finance
    assert "sv44" not in finance
    assert "no such measure" in run("measure", "list", "--point", "moon.landing").out


def test_the_burden_of_one_business(run: Run, db: None) -> None:
    world.business()
    assert "nothing counts for this business" in run("measure", "burden", world.CODE).out
    world.listing()
    assert run("measure", "reconcile", "--json").json == {"imposed": 7, "lifted": 0}
    told = run("measure", "burden", world.CODE, "--language", "zh")
    assert "不予授予市场监管部门荣誉称号" in told.out
    assert "honour.award: deny" in told.out
    assert "finance 1" in told.out
    assert run("measure", "burden", world.CODE, "--json").json["points"]["deregistration.simplified"] == "deny"
    assert "no business with this uscc" in run("measure", "burden", world.OTHER, status=1).err
