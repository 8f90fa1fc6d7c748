"""Annual reports of the last four years."""

from __future__ import annotations

import numpy as np
import polars as pl

from bonafides.sample.draws import Ints
from bonafides.sample.forms import SOLE_TRADER
from bonafides.sample.population import FOREVER, Block
from bonafides.sample.rows.reporting import reporting
from bonafides.sample.rows.sheet import SLOTS, Cells, Events, table
from bonafides.sample.texts import dates, hundredths, joined, where, whole, words

_REVENUE = ((0, 20), (300, 900), (700, 2600), (930, 9000), (1000, 60000))  # hundredths of 万元 for each employee
_MARGIN = ((0, -300), (150, -40), (400, 20), (800, 90), (1000, 350))  # per mille of revenue


def annual_reports(block: Block) -> pl.DataFrame:
    """The reports that came, in order of entity and year."""
    at, day, year = [], [], []
    for one in reporting(block):
        came = np.flatnonzero(one.due & (one.day < FOREVER))
        at.append(came)
        day.append(one.day[came])
        year.append(np.full(len(came), one.year))
    places, years = np.concatenate(at), np.concatenate(year)
    order = np.lexsort((years, places))
    places, years = places[order], years[order]
    key = block.number[places] * SLOTS + years % 100
    return report_rows(Events(block, places, key, np.concatenate(day)[order]), years)


def report_rows(reports: Events, years: Ints) -> pl.DataFrame:
    """A report for each event, of the year beside it."""
    draws, key = reports.draws, reports.key
    employees = np.maximum(reports.block.employees[reports.at] * (70 + draws.below("staff", key, 60)) // 100, 1)
    revenue = employees * draws.quantile("revenue", key, _REVENUE)
    profit = revenue * draws.quantile("margin", key, _MARGIN) // 1000
    assets = revenue * (40 + draws.below("assets", key, 160)) // 100
    owed = assets * draws.below("liabilities", key, 90) // 100
    grouped = draws.chance("grouped", key, 300_000)
    large = draws.chance("unit in cell", key, 2_000)
    assets_text = hundredths(assets, grouped)
    withheld = np.where(reports.block.group[reports.at] == SOLE_TRADER, 300_000, 650_000)
    cells: Cells = {
        "年报年度": whole(years),
        "报送日期": dates(reports.day),
        "经营状态": words(("开业", "歇业", "清算"), draws.pick("operating", key, (970, 27, 3))),
        "从业人数": whole(employees),
        "资产总额(万元)": where(large, joined(assets_text, "(万元)"), assets_text),
        "负债总额(万元)": hundredths(owed),
        "营业总收入(万元)": hundredths(revenue),
        "净利润(万元)": hundredths(profit),
        "纳税总额(万元)": hundredths(revenue * draws.below("tax", key, 60) // 1000),
        "是否公示": words(("是", "否"), draws.chance("withheld", key, withheld).astype(np.int64)),
    }
    return table(reports, "NB", "年报编号", "统一社会信用代码", cells, "名称")
