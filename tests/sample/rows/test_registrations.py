from __future__ import annotations

import polars as pl

from bonafides.sample.population import Block
from bonafides.sample.rows.registrations import enterprises, sole_traders


def test_states_of_an_entity_follow_one_another_in_time(block: Block) -> None:
    for rows in (enterprises(block), sole_traders(block)):
        later = rows.with_columns(before=pl.col("核准日期").shift(1).over("_at"))
        assert later.filter(pl.col("before") >= pl.col("核准日期")).height == 0


def test_the_first_state_is_the_establishment_and_an_end_is_the_last(block: Block) -> None:
    rows = pl.concat([enterprises(block).select("_at", "业务类型"), sole_traders(block).select("_at", "业务类型")])
    steps = rows.group_by("_at", maintain_order=True).agg("业务类型")
    assert steps.height == len(block.number)
    assert (steps["业务类型"].list.first() == "设立").all()
    for steps_of_one in steps["业务类型"].to_list():
        assert set(steps_of_one[1:-1]) <= {"变更", "经营者变更"}


def test_a_renamed_entity_has_its_former_name_first(block: Block) -> None:
    rows = enterprises(block)
    names = rows.group_by("_at", maintain_order=True).agg(pl.col("名称").n_unique().alias("names"))
    assert 0.05 < (names["names"] > 1).mean() < 0.15


def test_companies_share_addresses_and_sole_traders_have_theirs_in_fields_of_their_own(block: Block) -> None:
    rows = enterprises(block)
    shared = rows.filter(pl.col("住所").str.contains("集中登记区"))
    assert 0.08 < shared.height / rows.height < 0.17
    assert shared["住所"].n_unique() <= 12
    assert "住所" not in sole_traders(block).columns


def test_a_sole_trader_that_was_handed_on_has_another_operator_from_that_day(block: Block) -> None:
    rows = sole_traders(block)
    handed = rows.filter(pl.col("业务类型") == "经营者变更")
    assert handed.height > 0
    assert handed["核准日期"].min() >= "2022-11-01"
    of_one = rows.filter(pl.col("_at").is_in(handed["_at"].to_list())).group_by("_at").agg(pl.col("经营者").n_unique())
    assert (of_one["经营者"] == 2).all()
    kept = rows.filter(~pl.col("_at").is_in(handed["_at"].to_list())).group_by("_at").agg(pl.col("经营者").n_unique())
    assert (kept["经营者"] == 1).all()
