"""The entities of the county, block by block: who they are, how old, how large, how risky, and until when they last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import polars as pl

from bonafides.sample import codes
from bonafides.sample.defaults import MOST_ENTITIES
from bonafides.sample.draws import Bools, Draws, Ints
from bonafides.sample.forms import FORMS, GROUP_WEIGHTS, ORGANISATION, PAIRS, SOLE_TRADER, weights_of
from bonafides.sample.industries import INDUSTRIES, RISK, TRAITS
from bonafides.sample.names import Brands, registered_names
from bonafides.sample.texts import day_number
from bonafides.sample.words import TOWN_WEIGHTS

BLOCK = 100_000  # entities worked on at a time: bounds memory, changes nothing in the files

REFORM = day_number(date(2015, 10, 1))  # since then codes are unified, before it every register had its own
FOREVER = 1 << 24

IN_BUSINESS, SUSPENDED, REVOKED, ANNULLED, DEREGISTERED, MOVED_OUT = range(6)
_STATUS_WEIGHTS = (830, 5, 38, 1, 122, 4)

# Quantiles (per mille, value).
_AGE = {
    SOLE_TRADER: ((0, 25), (300, 600), (600, 1500), (850, 3300), (960, 5800), (1000, 11000)),
    -1: ((0, 25), (220, 600), (500, 1700), (780, 3600), (930, 6600), (1000, 14500)),
}
_EMPLOYEES = {
    SOLE_TRADER: ((0, 1), (600, 2), (900, 4), (990, 9), (1000, 30)),
    -1: ((0, 1), (400, 5), (700, 13), (900, 45), (980, 180), (998, 900), (1000, 6000)),
}
_RISK = ((0, 40), (500, 250), (800, 900), (950, 3500), (990, 9000), (999, 25000), (1000, 60000))


@dataclass(frozen=True, eq=False)
class Block:
    """Consecutive entities. `number` counts from 0 over the whole county; days count from 1970-01-01.

    `ended` is the day on which an entity left the market (FOREVER: it is there). `risk`: 1000 is the average; an
    entity's violations, late reports and debts all grow with it, so that they cluster.
    """

    draws: Draws
    as_of: int
    number: Ints
    group: Ints
    form: Ints
    industry: Ints
    town: Ints
    established: Ints
    status: Ints
    ended: Ints
    employees: Ints
    risk: Ints
    odd_code: Bools

    @cached_property
    def code(self) -> pl.Series:
        """The unified codes. Entities from before the reform have organisation codes of digits only, as then."""
        old = self.established < REFORM
        serial = (self.number * 550_731_883 + self._shift(31**6)) % 31**6
        bodies = np.empty((len(self.number), 8), dtype=np.uint8)
        letters = np.where(self.group == ORGANISATION, np.where(self.form == 8, ord("B"), ord("J")), ord("A"))
        bodies[:, 0], bodies[:, 1] = ord("M"), letters
        for place in range(6):
            bodies[:, 7 - place] = np.frombuffer(codes.SYMBOLS.encode(), dtype=np.uint8)[serial // 31**place % 31]
        for place in range(8):
            bodies[:, 7 - place] = np.where(old, self.serial // 10**place % 10 + ord("0"), bodies[:, 7 - place])
        return codes.unified_codes(PAIRS, self.form, bodies, self.odd_code)

    @cached_property
    def serial(self) -> Ints:
        """Eight digits, another for each entity; below 50 million, so that the others are free for strangers."""
        return (self.number * 37_490_237 + self._shift(MOST_ENTITIES)) % MOST_ENTITIES

    @cached_property
    def registration_number(self) -> pl.Series:
        """The 15 digits that an entity had before the reform; null for younger ones."""
        numbers = codes.registration_numbers(self.serial)
        return pl.select(pl.when(pl.Series(self.established < REFORM)).then(numbers)).to_series()

    @cached_property
    def short_name(self) -> Bools:
        return self.draws.chance("short place in name", self.number, 600_000)

    @cached_property
    def first_name(self) -> pl.Series:
        """The name at establishment."""
        return self._named(0)

    @cached_property
    def renamed(self) -> Bools:
        """About one in ten changed its name; only those who have been there for half a year."""
        return self.draws.chance("renamed", self.number, 125_000) & (self.span >= 180)

    @cached_property
    def name(self) -> pl.Series:
        """The present name."""
        return pl.select(pl.when(pl.Series(self.renamed)).then(self._named(1)).otherwise(self.first_name)).to_series()

    @cached_property
    def span(self) -> Ints:
        """Days in the market up to now."""
        return np.minimum(self.ended, self.as_of) - self.established

    @cached_property
    def traits(self) -> Ints:
        return np.asarray(TRAITS[self.industry], dtype=np.int64)

    def _named(self, turn: int) -> pl.Series:
        brand = Brands(self.draws, self.number, turn).chinese()
        return registered_names(brand, self.group, self.form, self.industry, self.town, self.short_name)

    def _shift(self, limit: int) -> int:
        return int(self.draws.bits("code shift", np.zeros(1, dtype=np.int64))[0] % np.uint64(limit))


def blocks(entities: int, draws: Draws, as_of: date) -> Iterator[Block]:
    """The county of that many entities, as it stands on a day."""
    for first in range(0, entities, BLOCK):
        yield _block(np.arange(first, min(first + BLOCK, entities), dtype=np.int64), draws, day_number(as_of))


def _block(number: Ints, draws: Draws, as_of: int) -> Block:
    group = draws.pick("group", number, GROUP_WEIGHTS)
    form, industry = np.empty_like(group), np.empty_like(group)
    for one in range(len(GROUP_WEIGHTS)):
        inside = group == one
        form[inside] = draws.pick("form", number[inside], weights_of(one))
        industry[inside] = draws.pick("industry", number[inside], [kind.weights[one] for kind in INDUSTRIES])
    sole = group == SOLE_TRADER
    age = np.where(sole, draws.quantile("age", number, _AGE[SOLE_TRADER]), draws.quantile("age", number, _AGE[-1]))
    status = np.where(age < 150, IN_BUSINESS, draws.pick("status", number, _STATUS_WEIGHTS))
    status = np.where((status == REVOKED) & (group == ORGANISATION), DEREGISTERED, status)
    established = as_of - age
    lasted = age * draws.quantile("lasted", number, ((0, 300), (500, 800), (1000, 985))) // 1000
    employees = np.where(
        sole,
        draws.quantile("employees", number, _EMPLOYEES[SOLE_TRADER]),
        draws.quantile("employees", number, _EMPLOYEES[-1]),
    )
    return Block(
        draws=draws,
        as_of=as_of,
        number=number,
        group=group,
        form=form,
        industry=industry,
        town=draws.pick("town", number, TOWN_WEIGHTS),
        established=established,
        status=status,
        ended=np.where(status == IN_BUSINESS, FOREVER, established + lasted),
        employees=employees,
        risk=draws.quantile("risk", number, _RISK) * RISK[industry] // 1000,
        odd_code=draws.chance("odd code", number, 1_500) & (established < REFORM + 1500),
    )


def forms_of(block: Block) -> pl.Series:
    """The register's word for each legal form."""
    return pl.Series([form.title for form in FORMS]).gather(pl.Series(block.form))
