"""What all files share: things that happen to entities, and the columns of reference, correction, code and name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from bonafides.sample.draws import Bools, Draws, Ints
from bonafides.sample.population import FOREVER, Block
from bonafides.sample.texts import joined, reference, whole, working_day, year_of

# Columns that never leave: the place of the entity in its block, and the number of the thing that happened.
AT, KEY = "_at", "_key"
ACTION, REASON = "操作", "更正理由"
NEW = "新增"
LOOK_BACK = 1825  # days before today in which things happened that files still tell of
SLOTS = 100  # things of one name that may happen to one entity
AUTHORITY = "澄岚县市场监督管理局"

Cells = dict[str, pl.Series | str | None]


@dataclass(frozen=True)
class Events:
    """Things that happened: to the entity at each place `at` of the block, on a day. `key` is another for each."""

    block: Block
    at: Ints
    key: Ints
    day: Ints

    @property
    def draws(self) -> Draws:
        return self.block.draws

    @cached_property
    def year(self) -> Ints:
        return year_of(self.day)

    def kept(self, which: Bools) -> Events:
        """Those for which `which` holds."""
        return Events(self.block, self.at[which], self.key[which], self.day[which])

    def numbered(self, before: str, after: str = "号") -> pl.Series:
        """Document numbers such as 澄市监处罚〔2024〕31号."""
        return joined(before, "〔", whole(self.year), "〕", whole(self.key % 9_000_000 + 1), after)


def happening(block: Block, name: str, millionths: Ints, most: int = 24) -> Events:
    """Events of an expected number in five years (an entity that was there for less has less), spread over its time."""
    start = np.maximum(block.established + 15, block.as_of - LOOK_BACK)
    end = np.minimum(block.as_of - 2, np.where(block.ended == FOREVER, FOREVER, block.ended - 3))
    room = np.maximum(end - start, 0)
    counts = np.minimum(block.draws.count(name, block.number, millionths * room // LOOK_BACK), most)
    at = np.repeat(np.arange(len(counts)), counts)
    slot = np.arange(len(at)) - np.repeat(np.cumsum(counts) - counts, counts)
    key = block.number[at] * SLOTS + slot
    day = start[at] + block.draws.below(f"{name} day", key, room[at])
    return Events(block, at, key, working_day(day))


def table(events: Events, letters: str, ref: str, code: str, cells: Cells, name: str | None = None) -> pl.DataFrame:
    """The rows: reference, the three columns of correction, code, name (where the file has one), and the cells."""
    place = pl.Series(events.at)
    head: Cells = {
        ref: reference(letters, events.key),
        ACTION: NEW,
        f"原{ref}": None,
        REASON: None,
        code: events.block.code.gather(place),
    }
    if name is not None:
        head[name] = events.block.name.gather(place)
    columns = [
        value.alias(column) if isinstance(value, pl.Series) else pl.lit(value, pl.String).alias(column)
        for column, value in {**head, **cells}.items()
    ]
    hidden = [pl.Series(AT, events.at), pl.Series(KEY, events.key)]
    return pl.DataFrame(hidden).with_columns(columns)
