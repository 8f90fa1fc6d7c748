"""`bonafides story`: the whole procedure on a register that is there, and again, and where it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.inspections import world
from tests.inspections.conftest import peopled, var
from tests.registry import put_in_force, repository_pack, take_in

from bonafides.cli.stories.inspection import new_telling, publication_ends, the_day
from bonafides.kernel.calendar import OutsideCalendarError
from bonafides.records.models import Record

__all__ = ["peopled", "var"]  # fixtures

ACTS = ["agencies.enrol", *(
    f"inspections.{verb}"
    for verb in ("file_plan", "commit_draw", "hold_draw", "approve", "notify", "enter", "report", "reply", "clear", "publish")
)]  # fmt: skip


@pytest.mark.usefixtures("peopled")
def test_the_story_of_inspections(run: Run) -> None:
    told = run("story", "inspection", "--on", world.DAY, "--item", "hygiene", "--json").json
    assert told["ok"]
    acts = [one for one in told["steps"] if "act" in one]
    assert [one["step"] for one in acts] == [*ACTS, "tiers.record_run"]
    assert all(isinstance(one["ledger_index"], int) for one in acts), "each is in the ledger"
    files = [Path(one["file"]) for one in told["steps"] if "file" in one]
    assert all(one.is_file() for one in files)
    folder = Path(told["folder"])
    again = run(
        "verify", "draw", folder / "public.json", "--opening", folder / "opening.json", "--log-key", folder / "log-key"
    )
    assert "logged" in again.out or "stands in the log" in again.out
    assert run("verify", "draw", folder / "auditor.json").status == 0


@pytest.mark.usefixtures("peopled")
def test_it_can_be_told_again(run: Run) -> None:
    """The plan is amended, and who was drawn is not drawn again."""
    how = ("story", "inspection", "--on", world.DAY, "--item", "hygiene", "--json")
    first, second = run(*how).json, run(*how).json
    assert [one["plan"] for told in (first, second) for one in told["steps"] if "plan" in one] == [
        "2026-story-1", "2026-story-2",
    ]  # fmt: skip
    assert "agencies.enrol" not in [one["step"] for one in second["steps"]]


@pytest.mark.usefixtures("peopled")
def test_a_step_that_fails_ends_it(run: Run) -> None:
    said = run("story", "inspection", "--on", "2010-01-01", "--json", status=1)
    assert not said.json["ok"]
    assert "not in force on 2010-01-01" in said.json["failed"]
    told = run("story", "inspection", "--on", "2026-06-01", "--item", "noise", "--json", status=1).json
    assert told["failed"] == "pack toy has no item `noise`; it has hygiene, papers"


@pytest.mark.django_db
def test_real_data(run: Run, var: Path, shared: Callable[..., Path]) -> None:
    """San Francisco's restaurants, on the last day of which there is a record."""
    file = shared("data", "sf_inspections.parquet")
    put_in_force(repository_pack("sf-food"))
    take_in(file, "sf-inspections")
    take_in(shared("data", "sf_violations.parquet"), "sf-findings")
    told = run("story", "inspection", "--json").json
    assert told["ok"], told
    assert (told["pack"], told["day"], told["item"]) == ("sf-food", "2017-10-20", "routine-restaurant")
    drawn = next(one for one in told["steps"] if one["step"] == "inspections.hold_draw")
    assert drawn["drawn"] == drawn["assigned"] + drawn["unserved"] > 100
    done = [one["step"] for one in told["steps"] if "act" in one]
    assert done[-4:] == [
        "inspections.order_rectification", "inspections.accept_rectification", "inspections.order_recheck", "tiers.record_run",
    ]  # fmt: skip
    published = next(one for one in told["steps"] if one["step"] == "inspections.publish")
    assert Record.objects.filter(source_ref=published["records"][0]["ref"]).exists()


@pytest.mark.django_db
def test_where_the_calendar_ends(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A period past the table's end is an error, so the story is set on the last day from which one can be counted."""
    pack = put_in_force(repository_pack("cn"))
    item = pack.inspection_items["registered-items"]
    assert pack.calendar is not None
    last = date(max(pack.calendar.years), 12, 31)
    today = last + timedelta(days=10)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: today)
    day = the_day(pack, item, new_telling(quiet=False))
    assert publication_ends(pack, item, day) <= last
    with pytest.raises(OutsideCalendarError):
        publication_ends(pack, item, day + timedelta(days=1))
    assert f"the story is set on {day}, the last day from which it does" in capsys.readouterr().out
