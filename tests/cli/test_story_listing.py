"""The story of a listing, on a small register: every refusal is there, and what the list brought ends with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.procedures import world
from tests.procedures.conftest import OnDay, on_day, var

from bonafides.cli.stories.listing import days_of, tell_listing
from bonafides.cli.stories.telling import Telling
from bonafides.kernel.calendar import WorkingDays
from bonafides.packs.queries import installed_pack
from bonafides.records.ingest.one import NewRecord, take_one

__all__ = ["on_day", "var"]
TODAY = date(2026, 11, 29)


def test_the_story_goes_its_whole_way(db: None, var: Path, on_day: OnDay) -> None:
    on_day(TODAY)
    world.pack()
    facts = {
        "penalty_types": ["fine", "suspension"],
        "field": "food",
        "severity": "serious",
        "procedure": "ordinary",
        "fine": 100,
    }
    given = NewRecord(
        "administrative-penalty", "uscc", world.CODE, "P-9", date(2025, 9, 15), facts, document_no="市监处罚〔2025〕9号"
    )
    take_one(*installed_pack("cn"), world.AGENCY, given, "a file")
    tell = Telling("listing", var / "stories" / "listing", quiet=True)
    tell_listing(tell, *installed_pack("cn"))
    told = tell.told()
    refused = [one["what"] for one in told["steps"] if one["step"] == "refused"]
    assert refused == [
        "before any notice", "while the business may still ask for a hearing", "without the superior's consent",
        "by an officer who investigated", "without a finding of harm", "before anything was verified",
    ]  # fmt: skip
    answers = [(one["when"], one["answer"]) for one in told["steps"] if one["step"] == "check pledge.use"]
    assert answers == [("before the listing", "allowed"), ("on the list", "denied"), ("after the removal", "allowed")]
    files = [Path(one["file"]) for one in told["steps"] if "file" in one]
    names = {one.name.split("-", 1)[1] for one in files}
    assert names >= {"prior-notice.zh.pdf", "listing-decision.en.pdf", "removal-decision.zh.pdf"}
    assert all(one.read_bytes().startswith(b"%PDF") for one in files)


def test_days_beyond_the_calendar_make_no_story() -> None:
    calendar = WorkingDays(frozenset({2025, 2026}))
    assert days_of(date(2026, 9, 1), calendar, TODAY) is None
    days = days_of(date(2025, 9, 1), calendar, TODAY)
    assert days is not None
    assert days.notice < days.too_early < days.decided < days.served < days.applied < days.removed <= TODAY


@pytest.mark.parametrize("field", ["notice", "defence", "examined", "consent", "decided", "served", "published"])
def test_steps_come_in_their_order(field: str) -> None:
    days = days_of(date(2025, 9, 1), WorkingDays(frozenset({2025, 2026})), TODAY)
    assert days is not None
    assert days.opened <= getattr(days, field) < days.applied
