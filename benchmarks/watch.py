"""Models of risk on real inspections: what they find early, beside chance, the city's own class and a plain logistic regression.

The cities' files are ingested under their packs, figures are those of the packs' indicators as of the day before, and what is
judged is the table of points. Learned until a day, judged on what came after it. Needs the data beside the project.
"""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.report import Bar, Report
from benchmarks.watch_baselines import logistic, risk_class
from benchmarks.watch_spans import Span, tell_hit_rates, tell_pooled
from benchmarks.watch_throughput import NOTE as THROUGHPUT_NOTE
from benchmarks.watch_throughput import throughput

VAR = Path("var") / "bench-watch"
DATA = Path(os.environ.get("BONAFIDES_SHARED", "../shared")) / "data"
NOTE = (
    "Learned only from inspections before the test, each business as it stood the day before; no place, no inspector. In "
    "brackets: 95 % of 1,000 bootstrapped values. Inspections were not drawn by lot: see the page on early warning. *Never "
    "tried*: half-years on which no setting was chosen, though settings were chosen on the year after them; the mean of each "
    "city's is bootstrapped within each half-year. Tiers: the first tenth of the order, the next two, the next three, the rest."
)


@dataclass(frozen=True)
class City:
    """A city's pack, its files by mapping, and the test: from a day (included) on."""

    pack: str
    model: str
    files: dict[str, str]
    since: date
    past: tuple[str, ...]
    """The figures of the plain regression: past findings alone."""
    spans: tuple[date, ...] = ()
    """Where spans part that no setting was ever tried on: learned before each, judged within."""


SAN_FRANCISCO = City(
    "sf-food", "high-risk-finding",
    {"sf-inspections": "sf_inspections.parquet", "sf-findings": "sf_violations.parquet"}, date(2017, 1, 1),
    ("high_risk_last", "high_risk_ever", "moderate_risk_ever", "low_risk_ever", "routine_inspections", "days_since_routine"),
    (date(2015, 7, 1), date(2016, 1, 1), date(2016, 7, 1), date(2017, 1, 1)),
)  # fmt: skip
CHICAGO = City(
    "chicago-food", "critical-finding",
    {"chicago-inspections": "chicago_inspections.parquet", "chicago-licences": "chicago_inspections.parquet",
     "chicago-findings": "chicago_violations.parquet"},
    date(2014, 1, 1),
    ("critical_last", "serious_last", "minor_last", "with_critical", "with_serious", "failed", "inspections",
     "days_since_inspection"),
    (date(2012, 7, 1), date(2013, 1, 1), date(2013, 7, 1), date(2014, 1, 1)),
)  # fmt: skip


def run(*, quick: bool) -> Report:
    """Both cities, on an embedded server of its own under var/bench-watch."""
    missing = [name for city in (SAN_FRANCISCO, CHICAGO) for name in city.files.values() if not (DATA / name).is_file()]
    if missing:
        raise SystemExit(
            f"bench watch: expected {', '.join(missing)} in {DATA}; set BONAFIDES_SHARED to the folder above it"
        )
    shutil.rmtree(VAR, ignore_errors=True)
    os.environ["BONAFIDES_VAR"] = str(VAR.resolve())
    os.environ.pop("DATABASE_URL", None)
    from bonafides.cli.database import ready

    ready()
    report = Report("watch", "Early warning on real inspections", quick)
    draws = 100 if quick else 1000
    _san_francisco(report, draws)
    _chicago(report, draws)
    throughput(report, VAR, quick=quick)
    report.notes = [NOTE, THROUGHPUT_NOTE]
    return report


def _san_francisco(report: Report, draws: int) -> None:
    from bonafides.watch.measures import auc, first_half

    judged = _judge(SAN_FRANCISCO)
    _tell(report, "San Francisco 2017", judged, draws)
    _tell_groups(report, "San Francisco 2017", judged)
    _tell_spans(report, "San Francisco", SAN_FRANCISCO, judged, draws)
    points, found = judged.points, judged.test.found
    report.bars |= {
        "San Francisco, AUC": Bar(round(auc(points, found), 4), 0.732),
        "San Francisco, findings in the first half, %": Bar(round(100 * first_half(points, found), 2), 72.0),
    }


def _chicago(report: Report, draws: int) -> None:
    from bonafides.watch.measures import auc, first_half

    judged = _judge(CHICAGO)
    _tell(report, "Chicago 2014", judged, draws)
    _tell_groups(report, "Chicago 2014", judged)
    _tell_spans(report, "Chicago", CHICAGO, judged, draws)
    for name, other in judged.others.items():
        for word, measure in (("AUC", auc), ("first half", first_half)):
            more = measure(judged.points, judged.test.found) - measure(other, judged.test.found)
            report.bars[f"Chicago, {word} above {name}"] = Bar(round(more, 4), 0.0)


@dataclass
class Judged:
    """The rows of a test, in the order of their days, and the scores that each way gives them."""

    test: Any
    points: np.ndarray
    probability: np.ndarray
    others: dict[str, np.ndarray]
    seconds: float
    learned: int
    known: Any
    """Every example of the city, for the spans before the test."""
    groups: Any
    """The judgement by each group of the pack."""


def _judge(city: City) -> Judged:
    from django.utils import timezone

    from bonafides.packs.queries import installed_pack
    from bonafides.standards.snapshot.take import settled_moment, take_snapshot
    from bonafides.watch.examples import examples
    from bonafides.watch.fairness import held_against
    from bonafides.watch.fit import fit

    _ingest(city)
    pack, _ = installed_pack(city.pack)
    model = pack.risk_models[city.model]
    snapshot = take_snapshot(VAR / city.pack, pack, settled_moment())
    begun = time.perf_counter()
    known = examples(pack, model, snapshot, timezone.localdate())
    since = np.datetime64(city.since)
    train, test = known.where(known.days < since), known.where(known.days >= since)
    table = fit(model, train)
    seconds = time.perf_counter() - begun
    points = table.of(test.figures)
    others = {"chance": np.zeros(len(test)), "a logistic regression on past findings": logistic(train, test, city.past)}
    if city is CHICAGO:
        others["the city's own class"] = risk_class(test, DATA / "chicago_inspections.parquet")
    groups = held_against(pack, table, test, snapshot, test.days[-1].item())
    return Judged(test, points, table.probability(points), others, seconds, len(train), known, groups)


def _ingest(city: City) -> None:
    from bonafides.acts.act import Acting
    from bonafides.packs.acts.install import install
    from bonafides.packs.load import load_pack
    from bonafides.packs.queries import installed_pack
    from bonafides.records.ingest.run import ingest

    install(Acting("bench", "operator", "benchmark", "benchmark"), load_pack(Path("packs") / city.pack))
    pack, version = installed_pack(city.pack)
    for mapping, name in city.files.items():
        ingest(DATA / name, pack, version, pack.mappings[mapping])


def _tell(report: Report, title: str, judged: Judged, draws: int) -> None:
    from bonafides.watch.measures import (
        auc,
        average_precision,
        brier,
        calibration_error,
        days_earlier,
        first_half,
        interval,
    )

    found, points = judged.test.found, judged.points
    report.figures |= {
        f"{title}: examples learned from": (judged.learned, "inspections"),
        f"{title}: judged on": (len(found), f"inspections, {int(found.sum()):,} with a finding"),
        f"{title}: figures and learning": (judged.seconds, "s"),
    }
    for word, measure, factor, unit in (
        ("AUC", auc, 1, ""),
        ("average precision", average_precision, 1, ""),
        ("findings in the first half", first_half, 100, "%"),
    ):
        low, high = interval(measure, points, found, draws=draws)
        told = f"{unit} [{factor * low:.3g} to {factor * high:.3g}]".strip()
        report.figures[f"{title}: {word}"] = (factor * measure(points, found), told)
        for name, other in judged.others.items():
            low, high = interval(measure, points, found, other=other, draws=draws)
            more = f"{unit} [{factor * low:+.3g} to {factor * high:+.3g}]".strip()
            sure = "" if low > 0 else ", not significant"
            report.figures[f"{title}: {word}, more than {name}"] = (
                factor * (measure(points, found) - measure(other, found)), more + sure,
            )  # fmt: skip
    report.figures[f"{title}: findings come earlier by"] = (
        days_earlier(points, found, judged.test.days),
        "days in the mean",
    )
    tell_hit_rates(report, title, points, found, draws)
    if "the city's own class" in judged.others:
        tell_hit_rates(report, f"{title}, by the city's own class", judged.others["the city's own class"], found, draws)
    for word, measure in (("Brier score", brier), ("calibration error", calibration_error)):
        low, high = interval(measure, judged.probability, found, draws=draws)
        report.figures[f"{title}: {word}"] = (measure(judged.probability, found), f"[{low:.3g} to {high:.3g}]")
    spread = abs(judged.probability.mean() - found.mean())
    report.figures[f"{title}: mean probability beside the share found"] = (100 * spread, "percentage points apart")


def _tell_groups(report: Report, title: str, judged: Judged) -> None:
    """Of each group of the pack: how many of its values are troubled for nothing more often than all others, or less."""
    for group, rows in judged.groups.items():
        told = [one.false_alarms.verdict for one in rows if one.false_alarms.verdict != "few"]
        small = len(rows) - len(told)
        report.figures[f"{title}: {group}, values put first for nothing more often than the others"] = (
            told.count("more"), f"of {len(told)}; {told.count('less')} less often, {small} too small to tell",
        )  # fmt: skip


def _tell_spans(report: Report, title: str, city: City, judged: Judged, draws: int) -> None:
    """The same card on spans that it was never tried on: what it learned before each, judged within."""
    from bonafides.packs.queries import installed_pack
    from bonafides.watch.fit import fit

    model, spans = installed_pack(city.pack)[0].risk_models[city.model], []
    for since, until in pairwise(city.spans):
        days = judged.known.days
        train = judged.known.where(days < np.datetime64(since))
        test = judged.known.where((days >= np.datetime64(since)) & (days < np.datetime64(until)))
        name = f"{title}, never tried, {since:%Y-%m} to before {until:%Y-%m}"
        spans.append(Span(name, fit(model, train).of(test.figures), logistic(train, test, city.past), test.found))
    for one in spans:
        one.tell(report, draws)
    tell_pooled(report, f"{title}, never tried, mean of {len(spans)} half-years", spans, draws)
