"""One expression over many cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
import pytest


@pytest.fixture(name="apply", scope="session")
def _apply() -> Callable[..., list[Any]]:
    """`apply(rule, cells)`: what the rule makes of a column of these cells."""

    def apply(rule: Callable[[pl.Expr], pl.Expr], cells: Sequence[object], dtype: Any = pl.String) -> list[Any]:
        frame = pl.DataFrame({"cell": pl.Series(cells, dtype=dtype)})
        return frame.select(rule(pl.col("cell")).alias("value"))["value"].to_list()

    return apply
