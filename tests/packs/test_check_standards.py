"""Indicators and parameters beside the rest of the pack: what does not fit is told with its file and line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bonafides.packs.load import parse_pack

Files = dict[str, bytes]
Faults = Callable[[Files], list[str]]

PARAMETERS = """\
- parameter: ceiling
  title: {zh: 上限, en: Ceiling}
  type: number
  unit: fen
  values:
    - {value: 5000, in_force: {from: 2021-09-01, to: 2026-01-01}, mark: verified, basis: {instrument: PP-45, mark: verified}}
    - {value: "0.30", in_force: {from: 2026-01-01}, mark: memory, source: nobody has seen it}
- parameter: lookback
  title: {zh: 月数, en: Months}
  type: number
  values:
    - {value: 12, in_force: {from: 2021-09-01}, mark: verified}
"""
INDICATORS = """\
- indicator: fines_12m
  title: {zh: 次数, en: Fines}
  kinds: [fine]
  where: severity = "serious" and amount > ceiling
  window: {months: lookback}
  measure: count
  basis: {instrument: PP-45, mark: verified}
- indicator: paid_sum
  title: {zh: 总额, en: Sum}
  kinds: [fine]
  on: paid_on
  window: {calendar_years: 1}
  measure: sum
  of: amount
  when_none: 0
  unit: fen
- indicator: last_fine
  title: {zh: 天数, en: Days}
  kinds: [fine]
  measure: days_since
  when_none: null
"""


@pytest.fixture(name="standing")
def _standing(mini: Files) -> Files:
    return mini | {"parameters.yaml": PARAMETERS.encode(), "indicators.yaml": INDICATORS.encode()}


def test_indicators_and_parameters_in_order(standing: Files, faults_of_files: Faults) -> None:
    assert faults_of_files(standing) == []
    pack = parse_pack(standing, "mini")
    assert list(pack.indicators) == ["fines_12m", "paid_sum", "last_fine"]
    before, after = (pack.parameters["ceiling"].on(day) for day in (date(2025, 12, 31), date(2026, 1, 1)))
    assert (before and before.value, after and (after.value, after.mark)) == (5000, ("0.30", "memory"))
    assert pack.parameters["ceiling"].on(date(2021, 8, 31)) is None


def test_what_does_not_fit_is_told(standing: Files, faults_of_files: Faults, case: Any) -> None:
    text = standing[case.file].decode()
    assert text.count(case.old) == 1
    standing[case.file] = text.replace(case.old, case.new).encode()
    assert set(case.messages) <= set(faults_of_files(standing))


def test_personal_data_makes_no_indicator(standing: Files, faults_of_files: Faults) -> None:
    kind = "catalogue/fine.yaml"
    standing[kind] = standing[kind].replace(
        b"amount:\n      x-title: {zh: \xe9\x87\x91\xe9\xa2\x9d, en: Amount}\n      x-disclosure: public",
        b"amount:\n      x-title: {zh: \xe9\x87\x91\xe9\xa2\x9d, en: Amount}\n      x-disclosure: personal",
    )
    (message,) = [one for one in faults_of_files(standing) if "[2].of" in one]
    assert message.endswith("came `amount` of `fine`, which is personal data; leave it out: no person is assessed")
