"""The two clocks as people and programs write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.utils import timezone as django_timezone

from bonafides.portal.moments import MomentRefusedError, day_of, moment_of, offset, shown

CHINA = timezone(timedelta(hours=8))


def test_a_day() -> None:
    assert day_of("2024-02-29") == date(2024, 2, 29)
    assert day_of("2999-01-01").year == 2999, "what will stand may be asked about"


@pytest.mark.parametrize(
    "text",
    [
        "", "0", "1700000000", "2024-2-9", "2024-02-30", "20240209", "2024-W05-1", "2024-02-09T00:00", "1899-12-31",
        "٢٠٢٤-٠٢-٠٩", "2024-02-09 ", "yesterday", "11010519491231002X",
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(MomentRefusedError, match=r"expected a day such as 2026-11-22, not before 1900-01-01$"):
        day_of(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-02-09T13:30", datetime(2024, 2, 9, 13, 30, tzinfo=CHINA)),
        ("2024-02-09 13:30:15", datetime(2024, 2, 9, 13, 30, 15, tzinfo=CHINA)),
        ("2024-02-09T13:30:15.25Z", datetime(2024, 2, 9, 13, 30, 15, 250_000, tzinfo=UTC)),
        ("2024-02-09T13:30-05:00", datetime(2024, 2, 9, 18, 30, tzinfo=UTC)),
        ("2024-02-09T13:30:15 08:00", datetime(2024, 2, 9, 13, 30, 15, tzinfo=CHINA)),
        ("2024-02-09", datetime(2024, 2, 10, tzinfo=CHINA)),
    ],
)
def test_a_moment(text: str, moment: datetime) -> None:
    assert moment_of(text) == moment


def test_today_means_now() -> None:
    before = django_timezone.now()
    assert before <= moment_of(django_timezone.localdate().isoformat()) <= django_timezone.now()


@pytest.mark.parametrize(
    "text", ["", "5", "13:30", "2024-02-09T25:00", "2024-02-09T13", "2024-02-09T13:30+8", "1899-12-31T23:59", "now"]
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(MomentRefusedError) as refused:
        moment_of(text)
    assert refused.value.fault == "moment"


@pytest.mark.parametrize("ahead", [timedelta(minutes=5), timedelta(days=2)])
def test_what_will_be_known_is_not_known(ahead: timedelta) -> None:
    text = django_timezone.localtime(django_timezone.now() + ahead).isoformat()
    for word in (text, text[:10]) if ahead.days else (text,):
        with pytest.raises(MomentRefusedError, match=r"^expected a moment that has passed$"):
            moment_of(word)


def test_moments_are_shown_in_the_time_zone_of_the_register() -> None:
    assert shown(datetime(2024, 2, 9, 18, 30, 59, tzinfo=UTC)) == "2024-02-10 02:30"
    assert offset() == "UTC+8"
    with django_timezone.override("Asia/Kolkata"):
        assert offset() == "UTC+5:30"
    with django_timezone.override(timezone(timedelta(hours=-3, minutes=-30))):
        assert offset() == "UTC-3:30"
