"""The month's report as CSV: what the page counts, in each language, and nobody's words."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

from django.utils import translation

from bonafides.packs.load import load_pack
from bonafides.watch.signals.month import CardMonth, Month
from bonafides.watch.signals.report_csv import report_csv

PACK = load_pack(Path(__file__).resolve().parents[3] / "packs" / "cn")
CARD = CardMonth("complaint-spike", 9, 2, 4, 1, 0, 3, 2, 1, 0.3, ('=HYPERLINK("x")',))
GONE = CardMonth("of-old", 1, 0, 0, 0, 1, 0, 0, 0, 0.0, ())


def _read(language: str) -> list[list[str]]:
    month = Month("cn", "market-regulation", date(2026, 11, 1), date(2026, 11, 30), (CARD, GONE), ())
    with translation.override(language):
        text = report_csv(PACK, month)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_line_for_each_card() -> None:
    head, spike, gone = _read("en")
    assert head[:4] == ["Month", "Agency", "Signal", "Raised"]
    assert spike[2:10] == ["Spike in complaints", "9", "2", "4", "1", "0", "3", "2"]
    assert (gone[2], gone[3]) == ("of-old", "1")
    assert not any(cell.startswith("=") for row in (spike, gone) for cell in row)


def test_in_chinese() -> None:
    head, spike, _gone = _read("zh-hans")
    assert head[2] == "线索"
    assert spike[2] == "投诉举报突增"
