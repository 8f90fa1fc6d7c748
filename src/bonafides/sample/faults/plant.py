"""Choosing the rows that bear a fault, and putting the faults in."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray

from bonafides.sample.draws import Bools, Ints
from bonafides.sample.faults.cells import Row, added, spoil
from bonafides.sample.faults.kinds import CELL_KINDS, CODE_KINDS, ODD_CODE, ROW_KINDS, Kind, Planted
from bonafides.sample.population import REFORM, Block
from bonafides.sample.rows.sheet import AT, KEY, SLOTS
from bonafides.sample.submissions import Submission

ROWS_PER_FAULT = 25_000  # of each kind one in so many rows, but at least one a block
FEWEST_ROWS = 12  # rows that a file must have for each kind it bears


def plant(rows: pl.DataFrame, submission: Submission, block: Block) -> tuple[pl.DataFrame, list[Planted], Bools]:
    """The rows with faults in, the faults (rows counted from 1 within these rows), and which rows are untouched."""
    free = _free(rows, submission, block)
    planted: list[Planted] = []
    extra: list[Row] = []
    cells: dict[str, dict[int, str | None]] = {}
    kinds = list(_kinds(submission))[: rows.height // FEWEST_ROWS]
    for kind in kinds:
        for place in _places(kind, rows, submission, block, free):
            free[place] = False
            row = rows.row(place, named=True)
            if kind.adds:
                new, column = added(kind, row, submission)
                extra.append(new)
                planted.append(Planted(rows.height + len(extra), column, kind, _text(new[column])))
            else:
                column, cell = spoil(kind, row, submission, block)
                cells.setdefault(column, {})[place] = cell
                planted.append(Planted(place + 1, column, kind, cell))
    for column, at in cells.items():
        spoilt = rows[column].scatter(list(at), pl.Series(list(at.values()), dtype=pl.String))
        rows = rows.with_columns(spoilt.alias(column))
    if extra:
        rows = pl.concat([rows, pl.DataFrame(extra, schema=rows.schema, orient="row")])
    return rows, planted, free


def warned(rows: pl.DataFrame, submission: Submission, block: Block) -> list[Planted]:
    """The rows of entities whose inner check character is wrong: accepted with a warning. Rows count from 1."""
    odd = np.flatnonzero(block.odd_code[rows[AT].to_numpy()])
    return [Planted(int(place) + 1, submission.code, ODD_CODE, rows[submission.code][int(place)]) for place in odd]


def _kinds(submission: Submission) -> Iterator[Kind]:
    """The kinds that this file can bear."""
    registers = submission.only_corrected
    lacking = {
        "amount-not-a-number": submission.amount is None,
        "citizen-number-in-text": submission.text is None,
        "end-before-beginning": submission.end is None,
        "overlapping-licence": submission.exclusive is None,
        "linked-registration-number": registers or submission.agency == "courts",
    }
    by_turns = zip(CODE_KINDS, [*CELL_KINDS, *ROW_KINDS][: len(CODE_KINDS)], strict=True)
    ordered = [kind for pair in by_turns for kind in pair] + [*CELL_KINDS, *ROW_KINDS][len(CODE_KINDS) :]
    yield from (kind for kind in ordered if not lacking.get(kind.name, False))


def _free(rows: pl.DataFrame, submission: Submission, block: Block) -> Bools:
    """Rows that may bear a fault. The first registration of an entity never does: every entity comes in."""
    at, key = rows[AT].to_numpy(), rows[KEY].to_numpy()
    free: Bools = ~block.odd_code[at]
    if submission.only_corrected:
        free &= key % SLOTS > 0
    return free


def _places(kind: Kind, rows: pl.DataFrame, submission: Submission, block: Block, free: Bools) -> list[int]:
    able = free
    at: Ints = rows[AT].to_numpy()
    if kind.name == "linked-registration-number":
        able = able & (block.established[at] < REFORM)
    if kind.name == "lower-case-code":
        able = able & rows[submission.code].str.contains("[A-Z]").to_numpy()
    places = np.flatnonzero(able)
    wanted = max(1, rows.height // ROWS_PER_FAULT)
    order = block.draws.bits(f"fault {submission.mapping} {kind.name}", rows[KEY].to_numpy()[places])
    return least(places, order, wanted)


def least(places: Ints, order: NDArray[np.uint64], wanted: int) -> list[int]:
    """The places whose order is least, as many as wanted, themselves in order."""
    if wanted < len(places):
        places = places[np.argpartition(order, wanted)[:wanted]]
    return [int(place) for place in np.sort(places)]


def _text(cell: str | int | None) -> str | None:
    return None if cell is None else str(cell)
