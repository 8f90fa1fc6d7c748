"""What is unusual in a day of look-ups: pure, from counts and from thresholds of the pack. An alert accuses nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """What an auditor is told of."""

    WITHOUT_CASE = "without-case"
    VOLUME = "volume"
    OFF_HOURS = "off-hours"
    EXPORT = "export"


@dataclass(frozen=True)
class Day:
    """One person, or program, on one day. `usual`: the median of the days before on which there were look-ups."""

    without_case: int = 0
    looks: int = 0
    usual: int | None = None
    off_hours_businesses: int = 0
    exported_rows: int = 0
    """By the agency in this month, this day included, where this one exported on this day."""


@dataclass(frozen=True)
class Thresholds:
    """Of the pack, on that day; a rule whose number the pack does not state is silent."""

    without_case: int | None = None
    volume_times: int | None = None
    volume_least: int | None = None
    off_hours: int | None = None
    export_rows: int | None = None
    export_per_cent: int | None = None


@dataclass(frozen=True)
class Found:
    """A rule that holds: what was counted, and from which number on an auditor is told."""

    rule: Rule
    count: int
    threshold: int


def unusual(day: Day, than: Thresholds) -> Iterator[Found]:
    """The rules that hold."""
    for rule, count, threshold in (
        (Rule.WITHOUT_CASE, day.without_case, than.without_case),
        (Rule.VOLUME, day.looks, _volume(day, than)),
        (Rule.OFF_HOURS, day.off_hours_businesses, than.off_hours),
        (Rule.EXPORT, day.exported_rows, _export(than)),
    ):
        if threshold is not None and count >= threshold:
            yield Found(rule, count, threshold)


def _volume(day: Day, than: Thresholds) -> int | None:
    if than.volume_times is None or than.volume_least is None:
        return None
    return max(than.volume_least, than.volume_times * (day.usual or 0))


def _export(than: Thresholds) -> int | None:
    if than.export_rows is None or than.export_per_cent is None:
        return None
    return max(1, than.export_rows * than.export_per_cent // 100)
