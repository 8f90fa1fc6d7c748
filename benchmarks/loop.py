"""The loop of a model that learns from visits that it ordered itself: ten years with a random share, and without."""

from __future__ import annotations

import time
from pathlib import Path
from statistics import mean

from benchmarks.loop_chart import chart
from benchmarks.loop_town import BUSINESSES, VISITS, YEARS, Year, ten_years
from benchmarks.report import Bar, Report

SHARES = (0.0, 0.1, 0.2)
TOWNS, QUICK_TOWNS = 10, 1
MOST = 0.05
"""How far from the truth the risk learned of any kind of business may be at the end, with the share that the packs set."""
CHART = Path(__file__).parent.parent / "docs" / "images" / "random-share.svg"
NOTE = (
    f"A made-up town of {BUSINESSES:,} businesses and {VISITS:,} visits a year; a quarter of the businesses are of a quiet kind, "
    "seldom visited before, which grows worse in the third to fifth year. Each figure is the mean of ten towns. The bias is what "
    "the model says of the quiet kind, less what is true of it."
)


def run(*, quick: bool) -> Report:
    """Nothing but numbers: no database."""
    begun, report = time.perf_counter(), Report("loop", "Ten years of learning from what one chose", quick)
    towns = range(QUICK_TOWNS if quick else TOWNS)
    years = {share: [ten_years(share, seed) for seed in towns] for share in SHARES}
    for share, of in years.items():
        _tell(report, f"{100 * share:.0f} % by lot", of)
    last = {share: abs(mean(one[-1].bias for one in of)) for share, of in years.items()}
    report.figures["seconds"] = (time.perf_counter() - begun, "s")
    report.bars = {
        "bias after ten years, 20 % by lot": Bar(round(last[0.2], 4), MOST, least=False),
        "bias without, times that with 20 %": Bar(round(last[0.0] / max(last[0.2], 0.001), 1), 3),
    }
    report.notes = [NOTE]
    if not quick:
        _draw(years)
    return report


def _tell(report: Report, title: str, of: list[list[Year]]) -> None:
    for year in (0, 4, YEARS - 1):
        report.figures[f"{title}: bias of the quiet kind, year {year + 1}"] = (
            100 * mean(one[year].bias for one in of), "percentage points",
        )  # fmt: skip
    ends = [one[-1] for one in of]
    report.figures[f"{title}: visits with a finding, year {YEARS}"] = (100 * mean(one.hits for one in ends), "%")
    report.figures[f"{title}: visits with a finding, all years"] = (
        100 * mean(each.hits for one in of for each in one),
        "%",
    )
    report.figures[f"{title}: share found, less that of all businesses"] = (
        100 * mean(each.naive - each.true_of_all for one in of for each in one), "percentage points",
    )  # fmt: skip
    weighed = [each.estimated - each.true_of_all for one in of for each in one if each.estimated is not None]
    if weighed:
        report.figures[f"{title}: weighted estimate, less that of all businesses"] = (
            100 * mean(weighed), "percentage points",
        )  # fmt: skip


def _draw(years: dict[float, list[list[Year]]]) -> None:
    """The picture of the page: what is true of the quiet kind, and what each model says of it."""
    said = {
        share: [mean(one[year].said_of_quiet for one in of) for year in range(YEARS)] for share, of in years.items()
    }
    truth = [mean(one[year].true_of_quiet for of in years.values() for one in of) for year in range(YEARS)]
    CHART.write_text(chart(truth, said), encoding="utf-8")
