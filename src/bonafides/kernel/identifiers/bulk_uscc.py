"""The USCC in bulk: NumPy decides what it can on the bytes, `Uscc.check` each other cell once."""

from collections.abc import Sequence
from functools import lru_cache
from typing import get_args

import numpy as np
import polars as pl

from .check import ChangeCode, Check, ReasonCode
from .normalise import normalise
from .uscc import Uscc
from .uscc_bytes import WARNINGS, Bytes, Flags, examine, warnings_by_division

_CHUNK = 1 << 15  # codes at a time, so that the columns in between stay in the processor's cache
_REASONS: tuple[ReasonCode, ...] = get_args(ReasonCode)
_CHANGES: tuple[ChangeCode, ...] = get_args(ChangeCode)
_VALID = len(_REASONS)

_Answer = tuple[int, int, int, str | None]  # reason, warnings, changes, code


def validate_uscc(series: pl.Series, scheme: Uscc) -> pl.DataFrame:
    """Check a column of strings; see `bulk.validate` for the answer."""
    answers = _Answers(series)
    rest = _decide_on_bytes(series, scheme, answers)
    _decide_singly(series, scheme, answers, rest)
    return answers.frame()


class _Answers:
    """Small integers until the end: places of reasons, masks of warnings and changes."""

    def __init__(self, series: pl.Series) -> None:
        self.series = series
        self.reasons = np.full(len(series), _REASONS.index("missing"), dtype=np.uint8)
        self.warnings, self.changes = np.zeros_like(self.reasons), np.zeros_like(self.reasons)
        self.rewritten: dict[int, str] = {}

    def frame(self) -> pl.DataFrame:
        valid = pl.Series(self.reasons == _VALID)
        code = pl.select(pl.when(valid).then(self.series)).to_series()
        if self.rewritten:
            code = code.scatter(list(self.rewritten), list(self.rewritten.values()))
        return pl.DataFrame(
            {
                "code": code,
                "valid": valid,
                "reason": _texts([*_REASONS, None], self.reasons),
                "warnings": _texts(_joined(WARNINGS), self.warnings),
                "changes": _texts(_joined(_CHANGES), self.changes),
            }
        )


def _decide_on_bytes(series: pl.Series, scheme: Uscc, answers: _Answers) -> Flags:
    """Fill in what `uscc_bytes` decides; return which cells are left."""
    rest = series.is_not_null().to_numpy().copy()
    eighteen = (series.str.len_bytes() == 18).fill_null(value=False)
    rows, cells = eighteen.arg_true().to_numpy(), series.filter(eighteen)
    exceptions = pl.Series(list(scheme.exceptions.by_code), dtype=pl.String).implode()
    excepted = cells.str.to_uppercase().is_in(exceptions).to_numpy()
    by_division = warnings_by_division(scheme.divisions)
    for start in range(0, len(rows), _CHUNK):
        verdicts = examine(cells.slice(start, _CHUNK).str.join("").item().encode(), by_division)
        decided = verdicts.decided & ~excepted[start : start + _CHUNK]
        at, holds, small = (
            rows[start : start + _CHUNK][decided],
            verdicts.holds[decided],
            verdicts.small[decided],
        )
        rest[at] = False
        answers.reasons[at] = np.where(holds, _VALID, _REASONS.index("check-character"))
        answers.warnings[at] = np.where(holds, verdicts.warnings[decided], 0)
        answers.changes[at] = np.where(small, _mask(("upper-cased",), _CHANGES), 0)
        capitals = at[holds & small]
        answers.rewritten.update(zip(capitals.tolist(), series.gather(capitals).str.to_uppercase(), strict=True))
    return rest


def _decide_singly(series: pl.Series, scheme: Uscc, answers: _Answers, rest: Flags) -> None:
    cells = series.filter(pl.Series(rest)).to_list()
    different = list(dict.fromkeys(cells))
    known = _valid_once_normalised(different, scheme)
    for cell in different:
        if cell not in known:
            known[cell] = _answer(scheme.check(cell))
    for row, cell in zip(np.flatnonzero(rest).tolist(), cells, strict=True):
        answers.reasons[row], answers.warnings[row], answers.changes[row], code = known[cell]
        if code is not None:
            answers.rewritten[row] = code


def _valid_once_normalised(cells: list[str], scheme: Uscc) -> dict[str, _Answer]:
    """Answer for the cells that are plain valid codes but for blanks or full-width forms: on the bytes as well.

    Only for valid ones: why a cell is refused may hang on how it was written.
    """
    tidied = [(cell, *normalise(cell)) for cell in cells]
    tidied = [(cell, text, changes) for cell, text, changes in tidied if len(text) == 18 and text.isascii()]
    verdicts = examine("".join(text for _, text, _ in tidied).encode(), warnings_by_division(scheme.divisions))
    valid = (verdicts.decided & verdicts.holds).tolist()
    return {
        cell: (_VALID, warnings, _mask(changes, _CHANGES), text)
        for (cell, text, changes), holds, warnings in zip(tidied, valid, verdicts.warnings.tolist(), strict=True)
        if holds and text not in scheme.exceptions.by_code
    }


def _answer(check: Check) -> _Answer:
    reason = _VALID if check.reason is None else _REASONS.index(check.reason)
    return reason, _mask(check.warnings, WARNINGS), _mask(check.changes, _CHANGES), check.code


@lru_cache(maxsize=256)
def _mask(chosen: tuple[str, ...], order: tuple[str, ...]) -> int:
    return sum(1 << order.index(word) for word in chosen)


@lru_cache(maxsize=8)
def _joined(order: tuple[str, ...]) -> list[str]:
    """Return the text of every mask."""
    return [",".join(word for bit, word in enumerate(order) if mask >> bit & 1) for mask in range(1 << len(order))]


def _texts(table: Sequence[str | None], places: Bytes) -> pl.Series:
    return pl.Series(table, dtype=pl.String).gather(pl.Series(places))
