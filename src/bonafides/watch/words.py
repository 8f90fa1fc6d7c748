"""A score in words: what each figure of a business is, and what it adds. For officers; never for the public."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from bonafides.kernel.feel.values import Value
from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.standards.explain.words import indicator_words
from bonafides.watch.points import Part, Points
from bonafides.watch.scoring import part_column


@dataclass(frozen=True)
class Contribution:
    """What a figure adds to the points. `value`: the figure itself in words, where it is known; else the steps it may lie in."""

    feature: str
    title: str
    value: str
    points: int


def contributions(pack: Pack, table: Points, row: dict[str, Any]) -> list[Contribution]:
    """What each figure of a row of a score run adds, the weightiest first; those that add nothing are left out."""
    found = [
        Contribution(part.feature, say(pack.indicators[part.feature].title), where, points)
        for part in table.parts
        if (points := int(row[part_column(part.feature)])) and (where := " · ".join(_where(pack, part, points)))
    ]
    return sorted(found, key=lambda one: (-abs(one.points), one.feature))


def probability_words(table: Points, points: int) -> str:
    """The probability that goes with so many points, in whole per cent."""
    share = float(table.probability(np.array([points]))[0])
    return _("%(share)s%%") % {"share": f"{100 * share:.0f}"}


def step_words(pack: Pack, part: Part) -> Iterator[tuple[str, int]]:
    """(the values of a step in words, its points), step by step."""
    indicator, below = pack.indicators[part.feature], None
    if indicator.measure == "exists":
        for truth in (False, True):
            points = next(one.points for one in part.steps if one.up_to is None or truth <= one.up_to)
            yield indicator_words(pack, indicator, truth), points
        return
    for step in part.steps:
        yield _between(pack, part, below, step.up_to), step.points
        below = step.up_to


def _where(pack: Pack, part: Part, points: int) -> Iterator[str]:
    """The steps of a figure that give these points, in words."""
    yield from (told for told, given in step_words(pack, part) if given == points)


def _between(pack: Pack, part: Part, below: Decimal | None, up_to: Decimal | None) -> str:
    least, most = (None if one is None else _value(pack, part, one) for one in (below, up_to))
    if least is None:
        return _("any value") if most is None else _("up to %(most)s") % {"most": most}
    if most is None:
        return _("above %(least)s") % {"least": least}
    return _("above %(least)s, up to %(most)s") % {"least": least, "most": most}


def _value(pack: Pack, part: Part, value: Value) -> str:
    return indicator_words(pack, pack.indicators[part.feature], value)
