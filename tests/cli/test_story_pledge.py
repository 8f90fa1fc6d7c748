"""The story of a pledge, on a small register: four of five items come from three agencies, and what was broken is corrected."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.procedures import world
from tests.procedures.conftest import OnDay, on_day, var

from bonafides.cli.stories.pledge import tell_pledge
from bonafides.cli.stories.telling import Telling
from bonafides.packs.queries import installed_pack
from bonafides.records.ingest.one import NewRecord, take_one

__all__ = ["on_day", "var"]
TODAY = date(2026, 11, 29)
KNOWN = (
    ("registration", "market-regulation", date(2024, 1, 2), {
        "legal_form": "limited-company", "status": "in-business", "established_on": "2024-01-02",
        "registration_event": "establishment", "address": "1 Lotus Road", "registered_capital": 100_000_000,
    }),
    ("social-insurance-payment", "human-resources", date(2026, 1, 5), {"year": 2025, "payment_status": "paid", "insured": 12}),
    ("environment-evaluation", "environment", date(2026, 2, 1), {"year": 2025, "grade": "blue", "key_unit": False}),
)  # fmt: skip


def test_the_story_goes_its_whole_way(db: None, var: Path, on_day: OnDay) -> None:
    on_day(TODAY)
    world.pack()
    for kind, agency, day, facts in KNOWN:
        take_one(*installed_pack("cn"), agency, NewRecord(kind, "uscc", world.CODE, f"{kind}-1", day, facts), "a file")
    tell = Telling("pledge", var / "stories" / "pledge", quiet=True)
    tell_pledge(tell, *installed_pack("cn"))
    told = tell.told()
    form = tell.step("form")
    assert (form["prefilled"], form["of"]) == (4, 5)
    assert set(form["agencies"]) == {"market-regulation", "human-resources", "environment"}
    refused = [one["what"] for one in told["steps"] if one["step"] == "refused"]
    assert refused == [
        "a paper promised that may not be", "before anything was pledged", "before the time to speak and to correct is over",
    ]  # fmt: skip
    assert (tell.step("plan")["method"], tell.step("plan")["good_credit"]) == ("on-site", True)
    assert (tell.step("outcome")["outcome"], tell.step("outcome")["found"]) == ("corrected", "broken")
    assert (tell.step("afterwards")["licence_holds"], tell.step("afterwards")["may_pledge"]) == (True, True)
    files = [Path(one["file"]) for one in told["steps"] if "file" in one]
    names = {one.name.split("-", 1)[1] for one in files}
    assert names >= {"pledge-notice.zh.pdf", "pledge-text.en.pdf", "pledge-approval.zh.pdf", "pledge-order.en.pdf"}
    assert all(one.read_bytes().startswith(b"%PDF") for one in files)
