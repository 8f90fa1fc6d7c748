"""What came in lately: files with a cause for each signal, a manifest, and the list of what was planted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from bonafides.sample.causes.planted import CAUSES, Rows
from bonafides.sample.defaults import AS_OF, FAULTS, LATELY, MANIFEST
from bonafides.sample.draws import Draws
from bonafides.sample.faults.kinds import Kind, Planted
from bonafides.sample.faults.plant import least
from bonafides.sample.output import FaultList, Output
from bonafides.sample.population import Block, blocks
from bonafides.sample.submissions import SUBMISSIONS
from bonafides.sample.texts import day_number


def generate_causes(entities: int, seed: int, out: Path, day: date, *, as_of: date = AS_OF) -> dict[str, Any]:
    """Write into `out` what is worth a look on a day, in the county of these arguments; return its manifest, also written.

    A county whose files are older than the signals' windows shows none of them: these files come after the county's own.
    """
    out.mkdir(parents=True, exist_ok=True)
    county = next(blocks(entities, Draws(seed), as_of))
    faults = FaultList(out / FAULTS)
    files: dict[str, Output] = {}
    for card, (mapping, rows) in _planted(county, replace(county, as_of=day_number(day))):
        place, submission = next((n, one) for n, one in enumerate(SUBMISSIONS, 1) if one.mapping == mapping)
        file = files.setdefault(mapping, Output(out, place, submission, submission.form, f"-{LATELY}"))
        kind = Kind(card, "signal", "worth a look")
        listed = [Planted(row, submission.code, kind, code) for row, code in enumerate(rows[submission.code], 1)]
        file.append(rows, listed, faults)
    faults.close()
    told = [entry for one in sorted(files.values(), key=lambda each: each.order) if (entry := one.close()) is not None]
    manifest = {"made": "bonafides sample", "pack": "cn", "day": day.isoformat(), "files": told}
    (out / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return manifest


def _planted(county: Block, lately: Block) -> Iterator[tuple[str, Rows]]:
    """(card, (mapping, rows)): chosen in the county as it stood, with days before the day."""
    free = np.ones(len(county.number), dtype=np.bool_)
    for cause in CAUSES:
        places = np.flatnonzero(free & cause.who(county))
        order = county.draws.bits(f"cause {cause.card}", county.number[places])
        chosen = np.array(least(places, order, cause.many), dtype=np.int64)
        free[chosen] = False
        if len(chosen):
            yield from ((cause.card, one) for one in cause.rows(lately, chosen))
