"""Business page and search over a million businesses, through HTTP as served; how well the search finds what people type."""

from __future__ import annotations

import http.client
import os
import random
import shutil
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import quote

from benchmarks.checks_load import served
from benchmarks.portal_names import CLASSES, ERRORS, Business, businesses
from benchmarks.portal_quality import (
    Pair,
    Quality,
    as_matcher,
    labelled,
    names_found,
    of_abbreviations,
    of_errors,
    of_pairs,
    registered,
)
from benchmarks.portal_register import MANY, MANY_IN, fill
from benchmarks.report import Bar, Report

VAR = Path("var") / "bench"
BUSINESSES, QUICK_BUSINESSES = 1_000_000, 15_000
PAGE_MS, SEARCH_MS = 100, 150
BARE_SEARCH = (
    "SELECT entity_id, name FROM entities_name WHERE bigrams(E'\\x02' || folded || E'\\x03') @> bigrams(%(typed)s) "
    "AND folded LIKE '%%' || %(typed)s || '%%' LIMIT 50"
)
BARE_PAGE = (
    "SELECT r.* FROM entities_entity e JOIN records_record r ON r.entity_id = e.id "
    "WHERE e.scheme = 'uscc' AND e.code = %s"
)
NOTE = (
    "Names are made up of real places; a tenth are of the sample's county, whose brands repeat. The pack and one record came by "
    f"acts, the others are copies of it by SQL, {MANY + 1} each for one business in {MANY_IN:,}; half of the pages asked for are "
    "of those. Waits are of one visitor after another, from the same two cores: the home page with what it found (50 businesses "
    "at most), and the business page. What is typed for the waits is of every class in turn. **Ties**: several businesses may be "
    "called the same; right is each that the generator shortens so. First: a right one stood first; ten: among the first ten; "
    "*alone*: the text means one business. Labelled pairs: names in words, none Chinese; the second names stand in the register "
    "among the others, the first are typed. The limit from which the matcher says that two names mean one was chosen on the "
    "same pairs."
)


def run(*, quick: bool) -> Report:
    """On an embedded server of its own under var/bench."""
    shutil.rmtree(VAR, ignore_errors=True)
    os.environ["BONAFIDES_VAR"] = str(VAR.resolve())
    os.environ["BONAFIDES_SEARCHES"] = ""  # they all come from one address
    for name in ("DATABASE_URL", "BONAFIDES_LEDGER", "BONAFIDES_LEDGER_KEY", "BONAFIDES_STATUS_KEYS"):
        os.environ.pop(name, None)
    from bonafides.cli.database import ready

    ready()
    report = Report("portal", "The portal over a million businesses", quick)
    pairs = labelled()
    count = QUICK_BUSINESSES if quick else BUSINESSES
    begun = time.perf_counter()
    codes = fill(count, registered(pairs))
    everyone = businesses(count - len(registered(pairs)))
    report.figures["businesses"] = (count, "businesses")
    report.figures["register made"] = (time.perf_counter() - begun, "s")
    rng = random.Random(2)
    typed = _typed(rng, everyone, 40 if quick else 600)
    _bare(report, typed, codes)
    with served() as port:
        _waits(report, port, codes, typed, seconds=2.5 if quick else 20)
    _quality(report, everyone, 6 if quick else 100)
    if pairs:
        _pairs(report, pairs)
    report.notes = [NOTE]
    return report


def _typed(rng: random.Random, everyone: Sequence[Business], count: int) -> list[str]:
    """Of every class of abbreviation and error in turn, and whole names."""
    ways: list[Callable[[Business], str]] = [lambda one: one.name, *CLASSES.values()]
    ways += [partial(_mistyped, mistype, rng) for mistype in ERRORS.values()]
    return [ways[number % len(ways)](rng.choice(everyone)) for number in range(count)]


def _mistyped(mistype: Callable[[random.Random, str], str], rng: random.Random, one: Business) -> str:
    return mistype(rng, CLASSES["place, brand, industry"](one))


def _bare(report: Report, typed: list[str], codes: list[str]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        taken = [_timed(partial(cursor.execute, BARE_SEARCH, {"typed": one})) for one in typed]
        pages = [_timed(partial(cursor.execute, BARE_PAGE, [one])) for one in _pages(codes, 200)]
    report.figures["bare select of names that hold what was typed, median"] = (statistics.median(taken) * 1e3, "ms")
    report.figures["bare select of a business's records, median"] = (statistics.median(pages) * 1e3, "ms")


def _pages(codes: list[str], count: int) -> list[str]:
    """Every other one of those with many records (the numbers of businesses begin with the one that came by acts)."""
    rng = random.Random(1)
    many = codes[MANY_IN - 2 :: MANY_IN]
    return [rng.choice(many if number % 2 else codes) for number in range(count)]


def _waits(report: Report, port: int, codes: list[str], typed: list[str], seconds: float) -> None:
    link = http.client.HTTPConnection("127.0.0.1", port)
    asked = {
        "business page": [f"/entities/uscc/{code}" for code in _pages(codes, 400)],
        "search": [f"/?name={quote(one)}" for one in typed],
    }
    for what, limit in (("business page", PAGE_MS), ("search", SEARCH_MS)):
        for path in asked[what][:10]:
            _get(link, path)  # warm: connections open, plans made
        waits = _for(seconds, asked[what], lambda path: _get(link, path))
        p95 = waits[int(len(waits) * 0.95)] * 1e3
        report.figures[f"{what}, requests"] = (len(waits), "one after the other")
        report.figures[f"{what}, median wait"] = (statistics.median(waits) * 1e3, "ms")
        report.figures[f"{what}, 95th percentile"] = (p95, "ms")
        report.bars[f"{what}, 95th percentile, ms"] = Bar(round(p95, 1), limit, least=False)
    report.figures["search, slowest"] = (waits[-1] * 1e3, "ms")
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, setup_test_environment

    setup_test_environment()
    for what, path in (("business page", asked["business page"][1]), ("search", asked["search"][-1])):
        with CaptureQueriesContext(connection) as queries:
            Client().get(path)
        report.figures[f"{what}, queries"] = (len(queries), "a page")


def _for(seconds: float, asked: list[str], get: Callable[[str], None]) -> list[float]:
    """Each once, and again until the time is over; the waits, the shortest first."""
    waits, end, number = [], time.perf_counter() + seconds, 0
    while time.perf_counter() < end:
        waits.append(_timed(partial(get, asked[number % len(asked)])))
        number += 1
    return sorted(waits)


def _get(link: http.client.HTTPConnection, path: str) -> None:
    link.request("GET", path, headers={"Host": "localhost"})
    answer = link.getresponse()
    body = answer.read()
    if answer.status not in (200, 400):
        raise RuntimeError(f"{path}: {answer.status} {body[:200]!r}")


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _quality(report: Report, everyone: Sequence[Business], asked: int) -> None:
    from bonafides.sharing.search import search_by_name

    search = names_found(search_by_name)
    county = [one for one in everyone if one.place.startswith("澄岚")]
    for name, quality in of_abbreviations(everyone, asked, search).items():
        _told(report, name, quality)
    for name, quality in of_errors(everyone, asked, search).items():
        _told(report, name, quality)
    of_county = of_abbreviations(county, asked, search) | of_errors(county, asked, search)
    _told(report, "the county, all classes together", _together(of_county.values()))


def _together(parts: Iterable[Quality]) -> Quality:
    whole = Quality()
    for one in parts:
        whole.asked, whole.first, whole.ten = whole.asked + one.asked, whole.first + one.first, whole.ten + one.ten
        whole.alone, whole.alone_ten = whole.alone + one.alone, whole.alone_ten + one.alone_ten
    return whole


def _told(report: Report, name: str, quality: Quality) -> None:
    if not quality.asked:
        return
    alone = f"; alone {quality.alone_ten} of {quality.alone} among ten" if quality.alone else ""
    report.figures[f"{name}: first"] = (100 * quality.first / quality.asked, "%")
    report.figures[f"{name}: ten"] = (100 * quality.ten / quality.asked, f"% of {quality.asked}{alone}")


def _pairs(report: Report, pairs: Sequence[Pair]) -> None:
    from rapidfuzz import fuzz

    from bonafides.entities.names.fold import folded
    from bonafides.entities.names.latin_match import ALIKE, alike, in_words
    from bonafides.sharing.name_words import names_here
    from bonafides.sharing.search import search_by_name

    words = names_here().words
    _told(report, "labelled pairs", of_pairs(pairs, names_found(search_by_name)))

    def ours(one: str, other: str) -> float:
        return alike(in_words(folded(one), words), in_words(folded(other), words))

    def bare(one: str, other: str) -> float:
        return fuzz.ratio(folded(one), folded(other))

    for what, score in (("labelled pairs, matcher", ours), ("labelled pairs, bare RapidFuzz ratio", bare)):
        precision, recall = as_matcher(pairs, score, ALIKE)
        report.figures[f"{what}: precision"] = (100 * precision, f"% at {ALIKE}")
        report.figures[f"{what}: recall"] = (100 * recall, f"% at {ALIKE}")
