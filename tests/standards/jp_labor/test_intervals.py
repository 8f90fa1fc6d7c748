"""The rule of jp-labor against the real listing and delisting events: the figures of the pack's README are those of the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.standards.jp_labor.figures import MAPPING, PACK, figures, told
from tests.standards.jp_labor.intervals import Listed, Verdict, due, goes_on_as, verdict

from bonafides.packs.load import load_pack

KEPT = [date(2019, 2, 28), date(2019, 3, 31), date(2019, 5, 31)]


def case(published: date, last_seen: date, **changes: object) -> Listed:
    given: dict[str, object] = {
        "bureau": "b", "name": "n", "place": "p", "articles": ("1",), "summary": "s", "first_seen": published, "still": False,
        "referred_on": None, "outcome": None, "outcome_on": None,
    }  # fmt: skip
    return Listed(**given | {"published": published, "last_seen": last_seen} | changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("taken_down", "last_seen", "expected"),
    [
        (date(2019, 3, 31), date(2019, 2, 28), Verdict.ON_TIME),  # gone from the very snapshot of that day
        (date(2019, 4, 30), date(2019, 3, 31), Verdict.ON_TIME),  # April's was not kept: no closer answer
        (date(2019, 5, 31), date(2019, 3, 31), Verdict.ON_TIME),
        (date(2019, 5, 31), date(2019, 2, 28), Verdict.EARLIER),
        (date(2019, 3, 31), date(2019, 3, 31), Verdict.LATER),  # still shown on the day on which it goes
        (date(2019, 6, 30), date(2019, 5, 31), Verdict.NOT_DUE),
        (date(2019, 4, 30), date(2019, 5, 31), Verdict.LATER),
    ],
)
def test_what_the_snapshots_say(taken_down: date, last_seen: date, expected: Verdict) -> None:
    assert verdict(case(date(2018, 3, 1), last_seen), taken_down, KEPT) is expected


def test_the_rule_is_that_of_the_pack_also_for_what_was_published_before_it() -> None:
    pack = load_pack(PACK)
    assert due(pack, case(date(2016, 12, 28), KEPT[0])) == date(2017, 12, 31)
    assert due(pack, case(date(2018, 5, 1), KEPT[0])) == date(2019, 5, 31)


def test_a_case_typed_anew_is_found_and_a_stranger_is_not() -> None:
    row = case(date(2018, 3, 1), KEPT[0])
    anew = case(date(2018, 3, 1), KEPT[2], first_seen=KEPT[1], name="n'", articles=("1", "2"))
    stranger = case(date(2018, 3, 1), KEPT[2], first_seen=KEPT[1], name="n'", place="q", articles=("2",))
    assert goes_on_as(row, [row, stranger, anew]) is anew
    assert goes_on_as(row, [row, stranger]) is None
    assert goes_on_as(anew, [row, anew]) is None


def test_the_figures_of_the_readme(shared: Callable[..., Path]) -> None:
    path = shared("data", "jp_labor_violations.parquet")
    found = figures(load_pack(PACK), path)
    parts = ("on time", "not due", "earlier", "later")
    assert sum(found[part] for part in parts) == found["cases"] == 1_626
    assert found["earlier"] == found["typed anew"] + sum(found[name] for name in found if name.startswith("earlier, "))
    readme = (PACK / "README.md").read_text("utf-8")
    assert told(found) in readme, f"expected the table of `python -m tests.standards.jp_labor.figures` ({MAPPING})"
    plain = " ".join(readme.split())
    assert f"all {found['not prosecuted, shown after']} of the {found['not prosecuted']} cases" in plain
    assert f"{found['not prosecuted, to the end']} of them to the end" in plain
