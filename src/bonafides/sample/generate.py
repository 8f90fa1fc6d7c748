"""The whole county: every block, every agency's file, the manifest and the list of faults."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import numpy as np
import polars as pl

from bonafides.sample.amendments import amend
from bonafides.sample.codes import DIVISION
from bonafides.sample.defaults import AS_OF, FAULTS, MANIFEST, MOST_FOR_AGENCY_FORMATS, refuse_out_of_reach
from bonafides.sample.draws import Bools, Draws
from bonafides.sample.faults import Planted, least, plant, warned
from bonafides.sample.faults.cells import added
from bonafides.sample.faults.kinds import SENT_AGAIN
from bonafides.sample.officers import Rosters
from bonafides.sample.output import FaultList, Output
from bonafides.sample.population import BLOCK, Block, blocks
from bonafides.sample.rows.sheet import KEY
from bonafides.sample.submissions import SUBMISSIONS, Submission
from bonafides.sample.texts import day_number

_SENT_AGAIN_PER = 50_000
Progress = Callable[[int], None]


@dataclass
class _Pair:
    """A submission's file, and the one in which it is amended after all agencies have submitted."""

    submission: Submission
    first: Output
    later: Output


def generate(
    entities: int,
    seed: int,
    out: Path,
    *,
    form: Literal["agency", "parquet"] = "agency",
    as_of: date = AS_OF,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Write the files of a county of that many entities into `out`, and return the manifest, which is also written.

    The same arguments give the same bytes. `progress` is told the entities done. Raises ValueError for what is out of
    reach (`refuse_out_of_reach`).
    """
    refuse_out_of_reach(entities, as_of)
    out.mkdir(parents=True, exist_ok=True)
    typed = form == "parquet" or entities > MOST_FOR_AGENCY_FORMATS
    pairs = list(_outputs(out, parquet=typed))
    faults = FaultList(out / FAULTS)
    draws = Draws(seed)
    rosters = Rosters(draws, day_number(as_of))
    for block in blocks(entities, draws, as_of):
        rosters.see(block)
        for pair in pairs:
            _submit(pair, block, faults)
        if progress is not None:
            progress(len(block.number))
    faults.close()
    files = [entry for output in _in_order(pairs) if (entry := output.close()) is not None]
    manifest = _manifest(files, entities, seed, "parquet" if typed else "agency", as_of)
    manifest["rosters"] = rosters.write(out)
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (out / MANIFEST).write_text(text + "\n", encoding="utf-8")
    return manifest


def _outputs(out: Path, *, parquet: bool) -> Iterator[_Pair]:
    for order, submission in enumerate(SUBMISSIONS, 1):
        form = "parquet" if parquet else submission.form
        first = Output(out, order, submission, form)
        yield _Pair(submission, first, Output(out, order + len(SUBMISSIONS), submission, form, "-amendments"))


def _submit(pair: _Pair, block: Block, faults: FaultList) -> None:
    """One block's rows of one submission: faults in, amendments behind or into the later file."""
    submission = pair.submission
    original = submission.rows(block)
    if original.height == 0:
        return
    rows, planted, free = plant(original, submission, block)
    amended = amend(original, submission, block.draws, free)
    rows = pl.concat([rows, amended.here])
    pair.first.append(rows, planted + warned(rows, submission, block), faults)
    again = _sent_again(original, submission, block, free & ~amended.named)
    later = pl.concat([amended.later, again])
    start = amended.later.height
    resent = [
        Planted(start + place + 1, submission.ref, SENT_AGAIN, cell) for place, cell in enumerate(again[submission.ref])
    ]
    pair.later.append(later, resent + warned(amended.later, submission, block), faults)


def _sent_again(rows: pl.DataFrame, submission: Submission, block: Block, free: Bools) -> pl.DataFrame:
    """Some rows that come a second time, unchanged, in the later file."""
    wanted = -(-rows.height // _SENT_AGAIN_PER)
    places = np.flatnonzero(free)
    order = block.draws.bits(f"sent again {submission.mapping}", rows[KEY].to_numpy()[places])
    chosen = least(places, order, wanted)
    found = [added(SENT_AGAIN, rows.row(place, named=True), submission)[0] for place in chosen]
    return pl.DataFrame(found, schema=rows.schema, orient="row")


def _in_order(pairs: Iterable[_Pair]) -> Iterator[Output]:
    yield from (pair.first for pair in pairs)
    yield from (pair.later for pair in pairs)


def _manifest(files: list[dict[str, Any]], entities: int, seed: int, form: str, as_of: date) -> dict[str, Any]:
    def total(word: str) -> int:
        return sum(file["expected"][word] for file in files)

    return {
        "made": "bonafides sample",
        "division": DIVISION,
        "pack": "cn",
        "seed": seed,
        "format": form,
        "as_of": as_of.isoformat(),
        "block": BLOCK,
        "expected": {
            "entities": entities,
            "rows": sum(file["rows"] for file in files),
            "records": total("added"),
            "unchanged": total("unchanged"),
            "quarantined": total("quarantined"),
            "normalised": total("normalised"),
            "warnings": total("warnings"),
        },
        "files": files,
    }
