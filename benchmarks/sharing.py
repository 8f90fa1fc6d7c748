"""Evidence between agencies beside the same question without authorisation, disclosure and log: in turn, in one run."""

from __future__ import annotations

import json
import os
import random
import shutil
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.report import Bar, Report
from benchmarks.sharing_register import MARKET, fill
from benchmarks.sharing_submission import measure_submission

VAR = Path("var") / "bench"
BUSINESSES, QUICK_BUSINESSES = 1_000_000, 40_000
ROUNDS, QUICK_ROUNDS = 3_000, 400
LINES, QUICK_LINES = 500_000, 50_000
BAR, SUBMITTED = 3.0, 5_000
FACT = ("social-insurance-payment", "insured")
# What an evidence request reads, and nothing that decides whether it may: the business by its code, the record that stands.
BARE = (
    "SELECT a.name, r.source_ref, r.event_date, r.valid_from, r.withheld ->> $3 FROM entities_entity e "
    "JOIN records_record r ON r.entity_id = e.id JOIN packs_kind k ON k.id = r.kind_id "
    "JOIN agencies_agency a ON a.id = r.agency_id "
    "WHERE e.scheme = 'uscc' AND e.code = $1 AND k.name = $2 AND r.action < 2 AND r.valid_from <= current_date "
    "AND NOT EXISTS (SELECT FROM records_record s WHERE s.supersedes = r.id) ORDER BY r.valid_from DESC, r.id DESC LIMIT 1"
)
NOTE = (
    "Every business is registered and insured; the first by acts, the others as copies of its records by SQL. An evidence "
    "request asks for one withheld fact. As a request: Django's whole way from the body to the JSON, once with token, X-Road "
    "headers, purpose and case, the law's decision, disclosure, the row in the log of look-ups and the row of the message; once "
    "a route that is the same but for these, over the bare select, prepared. Without HTTP: the work behind the two alone; the "
    "bare select is one statement and writes nothing. All take turns with the same codes on one connection; medians. The log is "
    "on disk before the answer leaves: `wait for the disk` is the commit alone, which the requests of other workers share."
)


def run(*, quick: bool) -> Report:
    """On an embedded server of its own under var/bench."""
    shutil.rmtree(VAR, ignore_errors=True)
    os.environ["BONAFIDES_VAR"] = str(VAR.resolve())
    for name in ("DATABASE_URL", "BONAFIDES_LEDGER", "BONAFIDES_LEDGER_KEY", "BONAFIDES_STATUS_KEYS"):
        os.environ.pop(name, None)
    from bonafides.cli.database import ready

    ready()
    report = Report("sharing", "Evidence between agencies", quick)
    token, everyone = fill(QUICK_BUSINESSES if quick else BUSINESSES)
    report.figures["businesses"] = (len(everyone), "businesses")
    ways, disk, waits = _ways(token), _disk(), list[float]()
    from django.db import connection

    with connection.cursor() as cursor:  # as the web server does
        cursor.execute("SET plan_cache_mode = force_generic_plan")
    rng, taken = random.Random(6), {name: list[float]() for name in ways}
    for number in range((QUICK_ROUNDS if quick else ROUNDS) + 20):  # the first ones prepare
        code = rng.choice(everyone)
        for name, ask in ways.items():
            begun = time.perf_counter()
            ask(code, number)
            if number >= 20:
                taken[name].append(time.perf_counter() - begun)
        waits.append(disk())
    for name, each in taken.items():
        report.figures[name] = (statistics.median(each) * 1e3, "ms")
    report.figures["evidence request, 99th percentile"] = (
        statistics.quantiles(taken["evidence request"], n=100)[-1] * 1e3,
        "ms",
    )
    wait = statistics.median(waits) * 1e3
    report.figures["of it, wait for the disk"] = (wait, "ms")
    ours, bare = (report.figures[name][0] for name in ("evidence request", "bare request"))
    report.ratios["evidence to bare, request without the wait for the disk, time"] = (ours - wait) / bare
    for what, one, other in (
        ("request", "evidence request", "bare request"),
        ("work", "evidence alone", "bare select alone"),
    ):
        report.ratios[f"evidence to bare, {what}, time"] = report.figures[one][0] / report.figures[other][0]
    ratio = report.ratios["evidence to bare, request, time"]
    report.bars["evidence to bare, request, time"] = Bar(round(ratio, 2), BAR, least=False)
    ours, bare = _feed(QUICK_LINES if quick else LINES)
    report.figures |= {"feed": (ours, "lines a second"), "the same rows, bare": (bare, "rows a second")}
    report.ratios["feed to bare, throughput"] = ours / bare
    connection.close()
    report.figures |= measure_submission(4 if quick else 20)
    report.bars["records by API"] = Bar(round(report.figures["records by API"][0]), SUBMITTED)
    report.notes = [NOTE]
    return report


def _ways(token: str) -> dict[str, Callable[[str, int], object]]:
    from django.test import Client
    from django.test.utils import override_settings
    from django.utils import timezone

    from bonafides.agencies.tokens import bearer_of
    from bonafides.agencies.who import Kind, Who
    from bonafides.packs.form import FactItem
    from bonafides.sharing.once.evidence import answered
    from bonafides.sharing.once.question import Question, Road
    from bonafides.sharing.purpose import Request

    override_settings(ROOT_URLCONF="benchmarks.sharing_bare", ALLOWED_HOSTS=["*"]).enable()
    client, kind_field = Client(), "/".join(FACT)

    def body(code: str) -> str:
        return json.dumps({"code": code, "purpose": "licensing", "facts": [kind_field]})

    def request(code: str, number: int) -> None:
        headers = {
            "authorization": f"Bearer {token}", "x-road-client": f"CN/GOV/{MARKET}/bench", "x-road-id": f"r-{number}",
            "x-road-issue": f"2026-{number}",
        }  # fmt: skip
        _held(client.post("/api/v1/evidence", body(code), "application/json", headers=headers))

    def bare_request(code: str, number: int) -> None:
        _held(client.post("/bare/evidence", body(code), "application/json"))

    def alone(code: str, number: int) -> None:
        bearer = bearer_of(token)
        assert bearer is not None
        who = Who(Kind.OFFICER, bearer.pack, bearer.agency, bearer.number, bearer.roles, version=bearer.version)
        asked = Request(who, "licensing", f"2026-a-{number}", timezone.localdate())
        question = Question("uscc", code, "licensing", (FactItem(kind=FACT[0], field=FACT[1]),))
        assert answered(asked, question, Road(f"CN/GOV/{MARKET}/bench", f"a-{number}", asked.case or "")).items

    return {
        "evidence request": request, "bare request": bare_request, "evidence alone": alone,
        "bare select alone": lambda code, number: bare(code),
    }  # fmt: skip


def _feed(lines: int) -> tuple[float, float]:
    """Lines a second of a snapshot to an agency's program, page by page, each page logged; and the bare rows as JSON."""
    from django.db import connection
    from django.utils import timezone
    from psycopg import RawCursor

    from bonafides.agencies.who import Kind, Who
    from bonafides.sharing.feed.page import feed
    from bonafides.sharing.purpose import Request

    asked = Request(Who(Kind.MACHINE, "cn", MARKET, "bench"), "licensing", "2026-feed", timezone.localdate())
    took, told, page = 0.0, 0, None
    while told < lines and (page is None or page.more):
        begun = time.perf_counter()
        page = feed(asked, page.after if page else None)
        took, told = took + time.perf_counter() - begun, told + len(page.lines)
    connection.ensure_connection()
    with RawCursor(connection.connection) as cursor:
        begun = time.perf_counter()
        rows = cursor.execute(
            "SELECT to_jsonb(r)::text FROM records_record r ORDER BY r.id LIMIT $1", [told]
        ).fetchall()
    return told / took, len(rows) / (time.perf_counter() - begun)


def _disk() -> Callable[[], float]:
    """A commit of one row alone, each time it is asked: how long it takes, in seconds."""
    from django.db import connection

    connection.ensure_connection()
    held = connection.connection
    held.execute("CREATE TABLE bench_commits (number bigint)")

    def wait() -> float:
        with held.transaction():
            held.execute("INSERT INTO bench_commits VALUES (1)")
            begun = time.perf_counter()
        return time.perf_counter() - begun

    return wait


def bare(code: str) -> tuple[Any, ...]:
    """The select alone, prepared."""
    from django.db import connection
    from psycopg import RawCursor

    connection.ensure_connection()
    with RawCursor(connection.connection) as cursor:
        row = cursor.execute(BARE, [code, *FACT], prepare=True).fetchone()
    assert row is not None
    return tuple(row)


def _held(answer: Any) -> None:
    told = answer.json()
    assert answer.status_code == 200, told
    assert str(told["items"][0]["value"]) == "12", told
