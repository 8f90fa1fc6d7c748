"""Names as Chinese businesses bear them: place, brand, industry, form; shop names for sole traders."""

from __future__ import annotations

import numpy as np
import polars as pl

from bonafides.sample.draws import Bools, Draws, Ints
from bonafides.sample.forms import COOPERATIVE, FORMS, ORGANISATION, SOLE_TRADER
from bonafides.sample.industries import INDUSTRIES
from bonafides.sample.texts import joined, where, words
from bonafides.sample.words import COUNTY, COUNTY_ENGLISH, COUNTY_SHORT, STEMS, SYLLABLES, TOWNS

_CHARACTERS = pl.Series(list(SYLLABLES))
_READINGS = pl.Series(list(SYLLABLES.values()))
_INDUSTRY = pl.Series([one.word for one in INDUSTRIES])
_SHOP = pl.Series([one.shop for one in INDUSTRIES])
_ENGLISH = pl.Series([one.english for one in INDUSTRIES])
_ENDING = pl.Series([form.ending for form in FORMS])


class Brands:
    """Two syllables, or three for every fourth brand. `turn` 0 is the first brand of an entity, 1 the one after it."""

    def __init__(self, draws: Draws, number: Ints, turn: int = 0) -> None:
        self._syllables = [draws.below(f"brand {turn}.{place}", number, len(SYLLABLES)) for place in range(3)]
        self._long = draws.chance(f"brand {turn} long", number, 250_000)

    def chinese(self) -> pl.Series:
        """恒信, 瑞丰泰"""
        one, two, three = (words(_CHARACTERS, place) for place in self._syllables)
        return joined(one, two, where(self._long, three, ""))

    def reading(self) -> pl.Series:
        """Hengxin, Ruifengtai"""
        one, two, three = (words(_READINGS, place) for place in self._syllables)
        return joined(one, two, where(self._long, three, "")).str.to_titlecase()


def registered_names(brand: pl.Series, group: Ints, form: Ints, industry: Ints, town: Ints, short: Bools) -> pl.Series:
    """The registered names. A company's place is the county, in short where `short`; a shop's is its town too."""
    place = where(short, pl.Series([COUNTY_SHORT]).new_from_index(0, len(brand)), COUNTY)
    towns = words(TOWNS, town)
    company = joined(place, brand, words(_INDUSTRY, industry), words(_ENDING, form))
    shop = joined(COUNTY, towns, brand, words(_SHOP, industry))
    cooperative = joined(COUNTY, brand, words(_INDUSTRY, industry), words(_ENDING, form))
    body = joined(COUNTY, towns, brand, words(_ENDING, form))
    name = where(group == SOLE_TRADER, shop, company)
    name = where(group == COOPERATIVE, cooperative, name)
    return where(group == ORGANISATION, body, name)


def foreign_names(reading: pl.Series, industry: Ints) -> pl.Series:
    """Chenglan Hengxin Foods Co., Ltd."""
    return joined(f"{COUNTY_ENGLISH} ", reading, " ", words(_ENGLISH, industry), " Co., Ltd.")


def operators(number: Ints) -> pl.Series:
    """Placeholders for the persons who run sole-trader businesses: no person's name is made up."""
    tail = pl.Series(number // 10 % 10_000_000).cast(pl.String).str.zfill(4)
    return joined("经营者", words(list(STEMS), np.asarray(number % 10, dtype=np.int64)), tail)
