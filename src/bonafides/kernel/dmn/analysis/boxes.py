"""Boxes of atoms: a set of atoms (bits of an integer) in each dimension. What part of one box do others leave open?

Asking whether boxes cover a box is asking whether a formula in disjunctive form is always true, which can take
exponential time. Two things decide most of it at once: a box that covers what is left; and, among boxes that do not
overlap, as in a UNIQUE table in order, that their volumes together are that of the whole if and only if they cover it.
What remains is divided, the largest box first. A search that would take too long gives up and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod

Box = tuple[int, ...]
STEPS = 10_000
"""How many boxes a search may divide before it gives up: some seconds."""


class UnfinishedError(Exception):
    """The search was given up."""


def meet(one: Box, other: Box) -> Box | None:
    """What two boxes share; None if that is nothing."""
    shared = tuple(a & b for a, b in zip(one, other, strict=True))
    return shared if all(shared) else None


def disjoint(boxes: Sequence[Box]) -> bool:
    return all(meet(one, other) is None for at, one in enumerate(boxes) for other in boxes[:at])


def uncovered(whole: Box, boxes: Sequence[Box], steps: int = STEPS) -> Iterator[Box]:
    """Boxes that make up, without overlap, what `boxes` leave open of `whole`. Raises UnfinishedError."""
    parts = [part for one in boxes if (part := meet(one, whole)) is not None]
    fields = _Fields(whole)
    apart = disjoint(parts)
    waiting = [(fields.packed(whole), [fields.packed(part) for part in parts])]
    while waiting:
        box, left = waiting.pop()
        if not left:
            yield fields.unpacked(box)
            continue
        if box in left or (apart and sum(map(fields.volume, left)) == fields.volume(box)):
            continue
        if (steps := steps - 1) < 0:
            raise UnfinishedError
        field, inside = fields.division(box, left)
        for side in (box & field & ~inside, inside):
            half = box & ~field | side
            waiting.append((half, _reduced([part & half for part in left if part & side])))


def merged(boxes: Sequence[Box]) -> list[Box]:
    """The same boxes with those put together that differ in one dimension only."""
    found = list(boxes)
    for _ in range(len(boxes)):
        before = len(found)
        for dimension in range(len(found[0]) if found else 0):
            together: dict[Box, Box] = {}
            for box in found:
                rest = (*box[:dimension], 0, *box[dimension + 1 :])
                known = together.get(rest, rest)
                together[rest] = (*rest[:dimension], known[dimension] | box[dimension], *rest[dimension + 1 :])
            found = list(together.values())
        if len(found) == before:
            break
    return found


class _Fields:
    """Boxes as one integer each: the bits of all dimensions side by side. What one bit operation does to all of them."""

    def __init__(self, whole: Box) -> None:
        self.widths = [mask.bit_length() for mask in whole]
        self.offsets = [sum(self.widths[:at]) for at in range(len(whole))]
        self.fields = [((1 << width) - 1) << at for width, at in zip(self.widths, self.offsets, strict=True)]

    def packed(self, box: Box) -> int:
        return sum(mask << at for mask, at in zip(box, self.offsets, strict=True))

    def unpacked(self, box: int) -> Box:
        return tuple((box & field) >> at for field, at in zip(self.fields, self.offsets, strict=True))

    def volume(self, box: int) -> int:
        return prod((box & field).bit_count() for field in self.fields)

    def division(self, box: int, parts: list[int]) -> tuple[int, int]:
        """A dimension, and the set of its atoms along which to divide.

        The box that restricts the fewest dimensions comes nearest to covering all; of its restrictions, the one in the
        dimension that most others restrict too lets most of them fall on one side.
        """
        busy = {field: sum(part & field != box & field for part in parts) for field in self.fields}
        widest = min(parts, key=lambda part: sum(part & field != box & field for field in self.fields))
        field = max((one for one in self.fields if widest & one != box & one), key=lambda one: busy[one])
        return field, widest & field


def _reduced(parts: list[int]) -> list[int]:
    """Without the boxes that lie within others."""
    kept: list[int] = []
    for part in sorted(set(parts), key=int.bit_count, reverse=True):
        if all(part & ~one for one in kept):
            kept.append(part)
    return kept
