from __future__ import annotations

import numpy as np
import polars as pl

from bonafides.sample.population import Block
from bonafides.sample.rows.penalties import penalties
from bonafides.sample.rows.serious_violations import serious_violations


def test_violations_cluster(block: Block) -> None:
    counts = np.bincount(penalties(block)["_at"].to_numpy(), minlength=len(block.number))
    assert (counts == 0).mean() > 0.9
    assert counts.max() >= 5
    assert counts.var() > 1.5 * counts.mean()  # far from chance: a Poisson distribution has them equal


def test_a_warning_alone_and_a_decision_on_the_spot_are_not_published(block: Block) -> None:
    rows = penalties(block)
    assert (
        rows.filter(pl.col("处罚种类") == "警告")["公示日期"].null_count()
        == rows.filter(pl.col("处罚种类") == "警告").height
    )
    assert rows.filter(pl.col("处罚程序") == "简易程序")["公示日期"].drop_nulls().is_empty()


def test_a_grave_penalty_is_of_the_serious_tier(block: Block) -> None:
    rows = penalties(block).filter(pl.col("处罚种类").str.contains("吊销|停产|限制"))
    assert rows.height > 0
    assert (rows["失信程度"] == "严重").all()


def test_a_listing_names_a_penalty_of_the_same_business(block: Block) -> None:
    listed = serious_violations(block)
    joined = listed.join(
        penalties(block), left_on=["_at", "处罚决定书文号"], right_on=["_at", "处罚决定书文号"], how="inner"
    )
    assert joined.height == listed.height > 0
