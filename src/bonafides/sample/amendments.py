"""Corrections, withdrawals and annulments: new rows that name the row they are about, in the same file or later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from bonafides.sample.draws import Bools, Draws, Ints
from bonafides.sample.rows.sheet import ACTION, KEY, REASON
from bonafides.sample.submissions import Submission
from bonafides.sample.texts import where, words

CORRECTED, WITHDRAWN, ANNULLED = range(3)
ACTIONS = ("更正", "撤回", "撤销")
_REASONS = ("录入有误", "经复查原记录不成立", "行政复议决定撤销")
_WEIGHTS = (70, 14, 16)


@dataclass(frozen=True)
class Amended:
    """`here`: rows for the end of the same file; `later`: for a file of their own; `named`: the rows they are about."""

    here: pl.DataFrame
    later: pl.DataFrame
    named: Bools


def amend(rows: pl.DataFrame, submission: Submission, draws: Draws, free: Bools) -> Amended:
    """Amend some of the rows for which `free` holds, each at most once."""
    name = f"amend {submission.mapping}"
    key = rows[KEY].to_numpy()
    named = free & draws.chance(name, key, submission.amended)
    chosen = key[named]
    action = draws.pick(f"{name} how", chosen, (1, 0, 0) if submission.only_corrected else _WEIGHTS)
    amended = _about(rows.filter(pl.Series(named)), submission, action)
    here = pl.Series(draws.chance(f"{name} here", chosen, 300_000))
    return Amended(amended.filter(here), amended.filter(~here), named)


def _about(rows: pl.DataFrame, submission: Submission, action: Ints) -> pl.DataFrame:
    ref = submission.ref
    mended = mend(rows[submission.mend], submission.mended)
    return rows.with_columns(
        pl.col(ref).alias(f"原{ref}"),
        (pl.col(ref) + "G").alias(ref),
        words(ACTIONS, action).alias(ACTION),
        words(_REASONS, action).alias(REASON),
        where(np.asarray(action == CORRECTED), mended, rows[submission.mend]).alias(submission.mend),
    )


def mend(column: pl.Series, words_of_list: Sequence[str] = ()) -> pl.Series:
    """Another value of the same form: the next word of a list, the point one place on, another last digit, a word behind."""
    if words_of_list:
        following = [*words_of_list[1:], words_of_list[0]]
        return column.replace_strict(list(words_of_list), following, default=column)
    cell = pl.lit(column)
    last = cell.str.slice(-1).cast(pl.Int64, strict=False)
    return pl.select(
        pl.when(cell == "0.00")
        .then(pl.lit("1.00"))
        .when(cell.str.contains(r"^-?0\.\d\d$"))
        .then(cell.str.replace(r"0\.(\d)(\d)$", "${1}.${2}0"))
        .when(cell.str.contains(r"^-?\d+\.\d\d$"))
        .then(cell.str.replace(r"\.(\d)(\d)$", "${1}.${2}0"))
        .when(cell.str.contains(r"^\d+$"))
        .then(cell.str.head(-1) + ((last + 1) % 9 + 1).cast(pl.String))
        .otherwise(cell + "（更正）")
    ).to_series()
