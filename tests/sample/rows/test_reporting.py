from __future__ import annotations

import numpy as np
import polars as pl

from bonafides.sample.population import FOREVER, Block
from bonafides.sample.rows.abnormal_operations import abnormal_operations
from bonafides.sample.rows.annual_reports import annual_reports
from bonafides.sample.rows.reporting import reporting


def test_most_report_in_time_some_late_and_some_never(block: Block) -> None:
    for one in reporting(block)[:-1]:
        due = int(one.due.sum())
        assert 0.01 < one.late.sum() / due < 0.12
        assert 0 < (one.late & (one.day == FOREVER)).sum() < one.late.sum()


def test_reports_come_after_their_year_and_before_today(block: Block) -> None:
    rows = annual_reports(block)
    came = rows["报送日期"].str.to_date()
    assert (came.dt.year() > rows["年报年度"].cast(pl.Int32)).all()
    assert came.max() < pl.Series([block.as_of]).cast(pl.Date)[0]
    assert rows.select("_at", "年报年度").is_unique().all()


def test_who_did_not_report_is_listed_and_removed_after_reporting(block: Block) -> None:
    listed = abnormal_operations(block).filter(pl.col("列入原因") == "未按规定期限公示年度报告")
    reports = annual_reports(block).select("_at", "报送日期", year=pl.col("年报年度").cast(pl.Int32))
    joined = listed.with_columns(year=pl.col("列入日期").str.head(4).cast(pl.Int32) - 1).join(
        reports, on=["_at", "year"], how="left"
    )
    removed = joined.filter(pl.col("移出日期").is_not_null())
    assert removed.height > 0
    assert (removed["报送日期"] <= removed["移出日期"]).all()
    assert (removed["报送日期"] > removed["列入日期"]).all()
    late = sum(int((one.late).sum()) for one in reporting(block))
    assert listed.height <= late


def test_risky_businesses_report_late_more_often(block: Block) -> None:
    one = reporting(block)[1]
    risky = block.risk > np.quantile(block.risk, 0.95)
    assert one.late[risky & one.due].mean() > 2 * one.late[~risky & one.due].mean()
