"""What is unusual becomes one alert a day, person and rule; a rule whose number the pack does not state is silent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sharing.access.conftest import as_owner, look

from bonafides.agencies.who import Kind, Who
from bonafides.packs.pack import Pack
from bonafides.sharing.access import days, watch
from bonafides.sharing.access.alerts import Day, Rule, Thresholds, unusual
from bonafides.sharing.access.days import Looker, counted
from bonafides.sharing.access.log import How
from bonafides.sharing.access.watch import alerts, raised

COUNTS = st.integers(0, 500)


@given(st.builds(Day, COUNTS, COUNTS, st.none() | COUNTS, COUNTS, COUNTS))
def test_without_numbers_of_the_pack_nothing_is_unusual(day: Day) -> None:
    assert list(unusual(day, Thresholds())) == []


@given(
    st.builds(Day, COUNTS, COUNTS, st.none() | COUNTS, COUNTS, COUNTS),
    st.builds(Thresholds, COUNTS, st.integers(1, 9), COUNTS, COUNTS, COUNTS, st.integers(1, 100)),
)
def test_a_rule_holds_from_its_number_on(day: Day, than: Thresholds) -> None:
    found = {one.rule: one for one in unusual(day, than)}
    assert all(one.count >= one.threshold for one in found.values())
    assert (Rule.WITHOUT_CASE in found) == (day.without_case >= (than.without_case or 0))
    assert (Rule.OFF_HOURS in found) == (day.off_hours_businesses >= (than.off_hours or 0))
    usual = (than.volume_times or 0) * (day.usual or 0)
    assert (Rule.VOLUME in found) == (day.looks >= max(usual, than.volume_least or 0))


class _Pack:
    name = "toy"
    calendar = None


@pytest.fixture
def pack(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A pack that states each number."""
    own = {
        "office_opens": 7, "office_closes": 20, "alert_without_case": 3, "alert_volume_times": 2, "alert_volume_least": 5,
        "looks_usual_days": 30, "alert_off_hours": 4, "export_rows_a_month": 10, "alert_export_per_cent": 80,
    }  # fmt: skip
    monkeypatch.setattr(days, "taken", lambda pack, agency, day: 8)
    monkeypatch.setattr(days, "number", lambda pack, parameter, day: own[parameter])
    return _Pack()


def at(moment: str) -> None:
    """The look-ups of now were made then."""
    as_owner(f"UPDATE sharing_access SET at = '{moment}' WHERE at > now() - interval '1 hour'")


DAY = date(2026, 9, 16)


@pytest.mark.django_db
def test_a_day_is_counted_by_person(pack: Pack) -> None:
    look(1, 2, case=None)
    look(2, case=None, how=How.FEED)
    at("2026-09-16 09:00+08")
    look(3, 4, 4)
    at("2026-09-16 06:59+08")
    look(5, who=Who(Kind.MACHINE, "toy", "a", "program-1"), how=How.EXPORT)
    at("2026-09-16 20:00+08")
    look(6)
    at("2026-09-17 00:00+08")
    look(7, who=Who(Kind.OPERATOR))
    at("2026-09-16 03:00+08")
    for day, count in (("2026-09-01", 4), ("2026-09-02", 6), ("2026-09-03", 6), ("2026-08-01", 50)):
        look(*range(count))
        at(f"{day} 10:00+08")
    assert dict(counted(pack, DAY)) == {
        Looker("a", "officer", "A-012"): Day(without_case=2, looks=6, usual=6, off_hours_businesses=2, exported_rows=0),
        Looker("a", "machine", "program-1"): Day(0, 1, None, 1, 8),
    }


@pytest.mark.django_db
def test_an_alert_is_raised_once(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "_packs", lambda: [pack])
    look(*range(8), case=None, how=How.EXPORT)
    at("2026-09-16 23:00+08")
    found = raised(DAY + timedelta(days=1))
    assert {(one.rule, one.count, one.threshold) for one in found} == {
        ("without-case", 8, 3), ("volume", 8, 5), ("off-hours", 8, 4), ("export", 8, 8),
    }  # fmt: skip
    assert raised(DAY + timedelta(days=1)) == []
    assert [one.pk for one in alerts(agency="a", since=DAY)] == sorted((one.pk for one in found), reverse=True)
    assert alerts(agency="b") == alerts(since=DAY + timedelta(days=1)) == []
