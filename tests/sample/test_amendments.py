from __future__ import annotations

import numpy as np
import polars as pl

from bonafides.sample.amendments import ACTIONS, amend, mend
from bonafides.sample.population import Block
from bonafides.sample.rows.sheet import KEY
from bonafides.sample.submissions import SUBMISSIONS


def test_mending_gives_another_value_of_the_same_form() -> None:
    given = pl.Series(["12.34", "-0.50", "0.00", "19", "2024", "甲", None])
    assert mend(given).to_list() == ["123.40", "-5.00", "1.00", "12", "2026", "甲（更正）", None]
    assert mend(pl.Series(["食品", "其他", None]), ("食品", "药品", "其他")).to_list() == ["药品", "食品", None]


def test_every_amendment_names_a_free_row_and_each_row_is_named_once(block: Block) -> None:
    submission = next(one for one in SUBMISSIONS if one.mapping == "mr-annual-reports")
    rows = submission.rows(block)
    free = rows[KEY].to_numpy() % 2 == 0
    amended = amend(rows, submission, block.draws, free)
    both = pl.concat([amended.here, amended.later])
    assert 0.002 < both.height / rows.height < 0.01
    assert both["操作"].is_in(ACTIONS).all()
    named = both["原年报编号"]
    assert named.n_unique() == both.height
    assert set(named) == set(rows["年报编号"].filter(pl.Series(amended.named)))
    assert not np.any(amended.named & ~free)
    assert not set(both["年报编号"]) & set(rows["年报编号"])
    assert 0 < amended.here.height < amended.later.height


def test_registrations_are_only_corrected(block: Block) -> None:
    submission = SUBMISSIONS[0]
    rows = submission.rows(block)
    amended = amend(rows, submission, block.draws, np.ones(rows.height, dtype=np.bool_))
    assert amended.later["操作"].unique().to_list() == ["更正"]
