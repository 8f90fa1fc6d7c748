from __future__ import annotations

import polars as pl

from bonafides.sample.population import Block
from bonafides.sample.rows.licences import licences


def test_a_licence_number_is_valid_once_on_any_day(block: Block) -> None:
    rows = licences(block).sort("许可证编号", "有效期自")
    gap = rows.with_columns(before=pl.col("有效期止").shift(1).over("许可证编号"))
    assert gap.filter(pl.col("before") >= pl.col("有效期自")).height == 0  # not even on the last day
    assert rows.filter(pl.col("有效期自") >= pl.col("有效期止")).height == 0
    assert rows["许可证编号"].is_duplicated().any()


def test_a_licence_is_decided_before_it_begins(block: Block) -> None:
    rows = licences(block)
    assert (rows["许可决定日期"] <= rows["有效期自"]).all()
