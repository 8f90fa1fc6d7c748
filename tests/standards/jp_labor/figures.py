"""The figures of packs/jp-labor/README.md: `python -m tests.standards.jp_labor.figures` prints the table anew."""

from __future__ import annotations

import os
import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import polars as pl
from tests.standards.jp_labor.intervals import Listed, Verdict, due, goes_on_as, listed, snapshots, verdict

from bonafides.kernel.identifiers import scheme
from bonafides.packs.load import load_pack
from bonafides.packs.pack import Pack
from bonafides.records.ingest.plan import Plan
from bonafides.records.ingest.prepare import prepare
from bonafides.records.ingest.read.source import open_source
from bonafides.records.ingest.seal import seal

PACK = Path(__file__).resolve().parents[3] / "packs" / "jp-labor"
MAPPING = "jp-labor-violations"


def records(pack: Pack, path: Path) -> pl.DataFrame:
    """What the mapping of the pack makes of the file: the way of the ingest, up to the database."""
    mapping = pack.mappings[MAPPING]
    use = pack.scheme(mapping.code.scheme)
    plan = Plan(
        mapping=mapping,
        kind=pack.catalogue[mapping.kind],
        scheme_use=use,
        scheme=scheme(use.scheme, pattern=use.pattern, stdnum=use.stdnum),
        alias_schemes={},
        latest_day=mapping.made_on or date.max,
        batch_id=1,
        kind_id=1,
        agency_id=1,
        publicity={one.name: number for number, one in enumerate(pack.catalogue[mapping.kind].publicity.classes, 1)},
    )
    return pl.concat(seal(prepare(chunk, plan).ready, plan) for chunk in open_source(path, mapping).chunks(1))


def figures(pack: Pack, path: Path) -> dict[str, int]:
    """What the table of the README says, line by line."""
    rows = listed(records(pack, path))
    kept = snapshots(rows)
    alike: dict[tuple[str, date], list[Listed]] = defaultdict(list)
    for row in rows:
        alike[row.bureau, row.published].append(row)
    by_verdict: dict[Verdict, list[Listed]] = defaultdict(list)
    for row in rows:
        by_verdict[verdict(row, due(pack, row), kept)].append(row)

    typed_anew, gone = Counter[Verdict](), []
    for row in by_verdict[Verdict.EARLIER]:
        last = row
        while (following := goes_on_as(last, alike[row.bureau, row.published])) is not None:
            last = following
        if last is row:
            gone.append(row)
        else:
            typed_anew[verdict(last, due(pack, last), kept)] += 1
    outcomes = Counter(row.outcome for row in gone)
    not_prosecuted = [row for row in rows if row.outcome == "not-prosecuted"]
    return {
        "cases": len(rows),
        "on time": len(by_verdict[Verdict.ON_TIME]),
        "not due": len(by_verdict[Verdict.NOT_DUE]),
        "earlier": len(by_verdict[Verdict.EARLIER]),
        "typed anew": typed_anew.total(),
        "typed anew, then on time or not due": typed_anew[Verdict.ON_TIME] + typed_anew[Verdict.NOT_DUE],
        "typed anew, then earlier": typed_anew[Verdict.EARLIER],
        "earlier, not prosecuted": outcomes["not-prosecuted"],
        "earlier, convicted": outcomes["convicted"],
        "earlier, no reason told": outcomes[None],
        "later": len(by_verdict[Verdict.LATER]),
        "later, days typed wrong": sum(row.slipped for row in by_verdict[Verdict.LATER]),
        "snapshots": len(kept),
        "not prosecuted": len(not_prosecuted),
        "not prosecuted, shown after": sum(row.last_seen > (row.outcome_on or date.max) for row in not_prosecuted),
        "not prosecuted, to the end": sum(row in not_prosecuted for row in by_verdict[Verdict.ON_TIME]),
    }  # fmt: skip


def told(of: dict[str, int]) -> str:
    """The table as the README has it."""
    n = {name: f"{count:,}" for name, count in of.items()}
    return f"""\
| what the {n["snapshots"]} snapshots say of the day that the rule computes | cases |
|---|---:|
| **borne out**: the last snapshot before it shows the case, the next does not | {n["on time"]} |
| **borne out as far as they go**: still shown on 2019-06-30, and due after it | {n["not due"]} |
| **earlier** than it | {n["earlier"]} |
| – typed anew (name, place, articles or summary), and gone on with as another row | {n["typed anew"]} |
| –– that row left on the day computed, or was not due yet | {n["typed anew, then on time or not due"]} |
| –– that row left earlier too | {n["typed anew, then earlier"]} |
| – the notes say: not prosecuted | {n["earlier, not prosecuted"]} |
| – the notes say: convicted | {n["earlier, convicted"]} |
| – no reason in the source; the circular knows one: no longer needed | {n["earlier, no reason told"]} |
| **later** than it | {n["later"]} |
| – published, as typed, a year before it was referred to the prosecutor: a slip | {n["later, days typed wrong"]} |
| all | {n["cases"]} |
"""


if __name__ == "__main__":
    folder = Path(os.environ.get("BONAFIDES_SHARED") or PACK.parents[2] / "shared")
    sys.stdout.write(told(figures(load_pack(PACK), folder / "data" / "jp_labor_violations.parquet")))
