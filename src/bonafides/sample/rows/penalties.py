"""Penalties of market regulation. They cluster: most businesses have none, a few have many."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import polars as pl

from bonafides.sample.draws import Bools, Ints
from bonafides.sample.population import Block
from bonafides.sample.rows.sheet import AUTHORITY, Cells, Events, happening, table
from bonafides.sample.rows.violations import SANCTIONS, VIOLATIONS
from bonafides.sample.texts import dates, hundredths, where, words, working_day

MINOR, GENERAL, SERIOUS = range(3)
_FINE = ((0, 2), (300, 20), (600, 80), (850, 400), (970, 1500), (998, 12000), (1000, 80000))  # hundredths of 万元
_LOWER_FINE = 500  # 5 万元: what is below is a lower fine for an enterprise (Guizhou, Fujian)
_LARGE_FINE = 10_000
_ON_THE_SPOT = 30  # 3,000 yuan: the most under the simplified procedure


@dataclass(frozen=True, eq=False)
class Decisions:
    """The penalty decisions of a block's entities."""

    events: Events

    @cached_property
    def violation(self) -> Ints:
        """A violation that the business's trade allows."""
        traits = self.events.block.traits[self.events.at]
        chosen = self.events.draws.pick("violation", self.events.key, [one.weight for one in VIOLATIONS])
        wanted = np.array([one.trait for one in VIOLATIONS])[chosen]
        general = self.events.draws.pick(
            "violation of any", self.events.key, [one.weight * (one.trait == 0) for one in VIOLATIONS]
        )
        return np.where((wanted == 0) | (wanted & traits > 0), chosen, general)

    @cached_property
    def sanction(self) -> Ints:
        return self.events.draws.pick("sanction", self.events.key, [one.weight for one in SANCTIONS])

    @cached_property
    def grave(self) -> Bools:
        return np.array([one.grave for one in SANCTIONS])[self.sanction]

    @cached_property
    def fine(self) -> Ints:
        """In hundredths of 万元; 0 without a fine."""
        fined = np.array([one.fined for one in SANCTIONS])[self.sanction]
        return np.where(fined, self.events.draws.quantile("fine", self.events.key, _FINE), 0)

    @cached_property
    def tier(self) -> Ints:
        light = (self.fine < _LOWER_FINE) & np.isin(self.sanction, (0, 1, 2, 5))
        return np.where(self.grave | (self.fine >= _LARGE_FINE), SERIOUS, np.where(light, MINOR, GENERAL))

    @cached_property
    def document(self) -> pl.Series:
        return self.events.numbered("澄市监处罚")


@lru_cache(maxsize=1)
def decisions(block: Block) -> Decisions:
    """The decisions, made once: the penalties and the list of serious violations both tell of them."""
    return Decisions(happening(block, "penalty", 25_000 + block.risk * 80))


def penalties(block: Block) -> pl.DataFrame:
    """The penalty decisions of the last five years."""
    return penalty_rows(decisions(block))


def penalty_rows(made: Decisions) -> pl.DataFrame:
    """A row for each decision."""
    events, draws = made.events, made.events.draws
    spot = (made.tier == MINOR) & (made.fine <= _ON_THE_SPOT) & draws.chance("on the spot", events.key, 500_000)
    published = working_day(events.day + 5 + draws.below("published", events.key, 20))
    seized = np.isin(made.sanction, (3, 4, 7))
    band = np.where(made.grave, 3, draws.pick("band", events.key, (10, 25, 60, 5)))
    cells: Cells = {
        "处罚决定书文号": made.document,
        "违法领域": words([one.field for one in VIOLATIONS], made.violation),
        "违法事实": words([one.facts for one in VIOLATIONS], made.violation),
        "处罚依据": words([one.basis for one in VIOLATIONS], made.violation),
        "处罚种类": words([one.types for one in SANCTIONS], made.sanction),
        "罚款金额(万元)": where(made.fine > 0, hundredths(made.fine)),
        "没收金额(万元)": where(seized, hundredths(1 + draws.below("seized", events.key, 2000))),
        "裁量等次": words(("减轻", "从轻", "一般", "从重"), band),
        "失信程度": words(("轻微", "一般", "严重"), made.tier),
        "处罚程序": words(("普通程序", "简易程序"), spot.astype(np.int64)),
        "处罚决定日期": dates(events.day),
        "公示日期": where(~spot & (made.sanction != 1) & (published <= events.block.as_of), dates(published)),
        "处罚机关": AUTHORITY,
    }
    return table(events, "CF", "案件编号", "统一社会信用代码", cells, "名称")
