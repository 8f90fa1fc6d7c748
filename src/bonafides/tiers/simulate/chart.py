"""The moves as a picture: a band from each result of the current pack to each of the candidate, as wide as it is frequent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from bonafides.tiers.simulate.simulate import Moves, Simulation
from bonafides.tiers.simulate.words import outcome_words, per_cent

WIDTH, HEIGHT, TOP, GAP = 760, 420, 56, 32
LEFT, RIGHT, NODE = 190, 570, 14
THINNEST = 1.5
"""In pixels: what is there must be seen."""
Way = Literal["same", "up", "down", "other"]


@dataclass(frozen=True)
class Node:
    """One result on one side."""

    x: float
    y: float
    height: float
    label: str
    told: str

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True)
class Band:
    """Businesses that go from one result to another. `told` is read out, and written beside a band that is wide enough."""

    path: str
    way: Way
    told: str
    label: str
    x: float
    y: float


def svg(one: Simulation) -> str:
    """The picture as an SVG document; everything in it is also in the matrix."""
    return render_to_string("tiers/flow.svg", {**_context(one), "width": WIDTH, "height": TOP + HEIGHT + 60})


def results_of(one: Simulation) -> list[str]:
    """Every result that there is on either side: those of the order first."""
    found = {result for pair in one.moves for result in pair}
    return [*(tier for tier in one.order), *sorted(found - set(one.order))]


def way_of(one: Simulation, before: str, after: str) -> Way:
    """Whether a move is to more risk (`up`), to less, or neither."""
    if before == after:
        return "same"
    if before not in one.order or after not in one.order:
        return "other"
    return "up" if one.order.index(after) > one.order.index(before) else "down"


def _context(one: Simulation) -> dict[str, object]:
    results = results_of(one)
    total = one.businesses or 1
    scale = (HEIGHT - GAP * max(len(results) - 1, 0)) / total
    left = _nodes(one, results, _sums(one.moves, 0), LEFT, scale)
    right = _nodes(one, results, _sums(one.moves, 1), RIGHT, scale)
    used_left, used_right = dict.fromkeys(results, 0.0), dict.fromkeys(results, 0.0)
    bands = []
    for before in results:
        for after in results:
            if count := one.moves[before, after]:
                start, end = left[before].y + used_left[before], right[after].y + used_right[after]
                high = count * scale
                used_left[before] += high
                used_right[after] += high
                bands.append(_band(one, before, after, count, start, end, high))
    bands.sort(key=lambda band: band.way != "same")  # those that move lie above
    return {
        "left": list(left.values()), "right": list(right.values()), "bands": bands, "node": NODE,
        "left_x": LEFT, "right_x": RIGHT, "ways": {band.way for band in bands}, "bottom": TOP + HEIGHT + 34,
    }  # fmt: skip


def _sums(moves: Moves, side: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for pair, count in moves.items():
        found[pair[side]] = found.get(pair[side], 0) + count
    return found


def _nodes(one: Simulation, results: list[str], sums: dict[str, int], x: float, scale: float) -> dict[str, Node]:
    found, y = {}, float(TOP)
    for result in results:
        count = sums.get(result, 0)
        told = _("%(count)s (%(share)s)") % {"count": f"{count:,}", "share": per_cent(count, one.businesses)}
        found[result] = Node(x, y, count * scale, outcome_words(one, result), told)
        y += count * scale + GAP
    return found


def _band(one: Simulation, before: str, after: str, count: int, start: float, end: float, high: float) -> Band:
    seen = max(high, THINNEST)
    x1, x2 = LEFT + NODE, RIGHT
    bend = (x1 + x2) / 2
    path = (
        f"M{x1},{start:.1f} C{bend},{start:.1f} {bend},{end:.1f} {x2},{end:.1f} L{x2},{end + seen:.1f} "
        f"C{bend},{end + seen:.1f} {bend},{start + seen:.1f} {x1},{start + seen:.1f} Z"
    )
    words = {"before": outcome_words(one, before), "after": outcome_words(one, after), "count": f"{count:,}"}
    told = _("%(before)s to %(after)s: %(count)s") % words
    label = f"{count:,}" if high >= 12 and before != after else ""
    return Band(path, way_of(one, before, after), told, label, x1 + 46, start + (end - start) * 0.06 + seen / 2 + 4)
