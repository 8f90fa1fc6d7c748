"""The list of serious violations: decided on some of the grave penalty cases, never computed from a number."""

from __future__ import annotations

import numpy as np
import polars as pl

from bonafides.sample.population import Block
from bonafides.sample.rows.penalties import decisions
from bonafides.sample.rows.sheet import AUTHORITY, Cells, Events, table
from bonafides.sample.rows.violations import VIOLATIONS
from bonafides.sample.texts import dates, where, words, working_day

_THREE_YEARS = 1096


def serious_violations(block: Block) -> pl.DataFrame:
    """Listings, with the day of removal where three years are over or early removal was granted."""
    made = decisions(block)
    listed = made.grave & made.events.draws.chance("listed", made.events.key, 300_000)
    events = made.events.kept(listed)
    early = events.draws.chance("early removal", events.key, 250_000)
    stay = np.where(early, 380 + events.draws.below("early after", events.key, 500), _THREE_YEARS)
    ends = working_day(events.day + stay)
    over = ends <= block.as_of
    which = pl.Series(np.flatnonzero(listed))
    cells: Cells = {
        "列入情形": words([one.item for one in VIOLATIONS], made.violation[listed]),
        "列入日期": dates(events.day),
        "移出日期": where(over, dates(ends)),
        "处罚决定书文号": made.document.gather(which),
        "列入决定书文号": events.numbered("澄市监严字"),
        "上级同意文号": Events(block, events.at, events.key + 7, events.day).numbered("市局同意字"),
        "作出决定机关": AUTHORITY,
    }
    return table(events, "LYZ", "列严编号", "统一社会信用代码", cells, "名称")
