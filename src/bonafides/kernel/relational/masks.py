"""The rules that fired as bits of whole numbers, 62 a column: rule 1 is bit 0 of the first."""

from __future__ import annotations

from collections.abc import Iterable

from bonafides.kernel.relational import build
from bonafides.kernel.relational.form import NUMBER, Apply, Column, Constant, Expr, Op

BITS = 62


def mask_expressions(matches: list[Column]) -> list[Expr]:
    """The masks of rules whose matches these columns are, in the order of the rules."""
    zero = Constant(0, NUMBER)
    found: list[Expr] = []
    for start in range(0, len(matches), BITS):
        parts = [
            build.case([(match, Constant(1 << place, NUMBER))], zero)
            for place, match in enumerate(matches[start : start + BITS])
        ]
        found.append(parts[0] if len(parts) == 1 else Apply(Op.ADD, tuple(parts), NUMBER, nullable=False))
    return found


def bits_of(numbers: Iterable[int], columns: int) -> list[int]:
    """The masks in which exactly the bits of these rules (numbered from 1) are set."""
    masks = [0] * columns
    for number in numbers:
        masks[(number - 1) // BITS] |= 1 << (number - 1) % BITS
    return masks


def fired_any(masks: tuple[Column, ...], numbers: Iterable[int]) -> Expr:
    """Whether one of these rules fired."""
    zero = Constant(0, NUMBER)
    parts: list[Expr] = []
    for column, bits in zip(masks, bits_of(numbers, len(masks)), strict=True):
        if bits:
            common = build.apply(Op.BITS, NUMBER, column, Constant(bits, NUMBER))
            parts.append(build.negation(build.same(common, zero)))
    return build.disjunction(parts)


def fired_count(masks: tuple[Column, ...]) -> Expr:
    """How many rules fired."""
    counts = tuple(build.apply(Op.BIT_COUNT, NUMBER, one) for one in masks)
    return counts[0] if len(counts) == 1 else Apply(Op.ADD, counts, NUMBER, nullable=False)


def decoded(masks: Iterable[int]) -> tuple[int, ...]:
    """The numbers of the rules that fired, from their masks."""
    return tuple(
        column * BITS + place + 1 for column, mask in enumerate(masks) for place in range(BITS) if mask >> place & 1
    )
