"""`bonafides demo`: the whole way, small."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from django.utils import timezone
from tests.cli.conftest import Run, one_line
from tests.portal.conftest import Add

from bonafides.cli.stories.pledge import ITEM, days_of
from bonafides.packs.queries import installed_pack
from bonafides.pledges.offers import offer_on


def test_once(run: Run, business: Add, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bonafides.site.var.var_dir", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)  # the pack is found in the repository
    said = run("demo", "--once", "--json", "--entities", "100")
    *told, _ = said.out.splitlines()
    assert len(told) <= 11
    assert told[0].startswith("county: 100 made-up businesses on division 990000")
    assert {"market-regulation", "tax", "human-resources"} <= {line.split()[0] for line in told[1:-4]}
    assert told[-4].startswith("quarantine: ")
    assert told[-3].startswith("register: ")
    assert told[-1].startswith("an example: bonafides record 9")
    assert told[-2].startswith("inspections: ")
    found = said.json
    drawn = found["inspection"]
    assert (drawn["drawn"] > 0, drawn["published"]) == (True, 1)
    assert run("verify", "draw", drawn["bundle"], "--json").json["drawn"] == drawn["drawn"]
    assert found["entities"] >= 95
    assert found["records"] > 4 * found["entities"]
    assert found["quarantined"] > 0
    assert set(found["tiers"]) <= set("ABCD")
    assert sum(found["tiers"].values()) == found["entities"]
    assert found["officers"] >= 12 * 6
    again = run("demo", "--json", "--once", "--entities", "100").json
    same = ("entities", "records", "tiers", "officers", "inspection")
    assert [again[name] for name in same] == [found[name] for name in same]
    assert run("record", told[-1].split()[4]).out
    (pack, _), today = installed_pack("cn"), timezone.localdate()
    assert pack.calendar
    begins = days_of(today, pack.calendar).told
    assert offer_on("cn", "market-regulation", ITEM, begins), "the story of a pledge begins on that day"


def test_another_county_in_the_same_register(
    run: Run, business: Add, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counties share their references: it is told before all its rows are quarantined."""
    from bonafides.records.models import Batch

    monkeypatch.setattr("bonafides.site.var.var_dir", lambda: tmp_path)
    monkeypatch.chdir(tmp_path)
    run("demo", "--once", "--entities", "100")
    before = Batch.objects.count()
    for other in (("--seed", "2", "--entities", "100"), ("--entities", "110")):
        told = one_line(run("demo", "--once", *other, status=1))
        assert "this register holds another made-up county already (batch " in told
        assert told.endswith("Give this one a register of its own: BONAFIDES_VAR=another-folder ./dev demo …")
    assert Batch.objects.count() == before


def test_a_port_that_is_taken_is_told_before_the_work(run: Run, business: Add) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for command in ("demo", "serve"):
            assert f"Cannot listen on 127.0.0.1:{port}" in one_line(run(command, "--port", port, status=1))
