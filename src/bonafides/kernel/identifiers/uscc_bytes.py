"""Eighteen bytes a code, many codes at a time: the arithmetic of GB 32100 and GB 11714 in NumPy.

Decides only what it can decide as `Uscc.check` would: texts of the alphabet (small letters too) with digits
in positions 3 to 8 that are not shaped like a citizen ID and no filler of zeros. The rest it leaves alone.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from . import gb11714, gb32100
from .check import WarningCode
from .divisions import NATIONAL_REGISTRY, PROVINCES, DivisionTable
from .positions import PAIRS

Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]

WARNINGS: tuple[WarningCode, ...] = get_args(WarningCode)
"""The bit of each warning in a mask is its place here."""

_FOREIGN = 255  # the value of a byte outside of the alphabet


@dataclass(frozen=True, slots=True)
class Verdicts:
    """One entry a code. `holds`, `small` and `warnings` mean something only where `decided`."""

    decided: Flags
    holds: Flags  # the check character is the one asked for
    small: Flags  # there are small letters
    warnings: Bytes  # bits of WARNINGS


def examine(block: bytes, division_warnings: Bytes) -> Verdicts:
    """Examine codes of 18 bytes each, one after the other, with the answer of `warnings_by_division`."""
    columns = np.ascontiguousarray(np.frombuffer(block, dtype=np.uint8).reshape(-1, 18).T)  # (18, codes)
    values = [_VALUE[column] for column in columns]
    size = columns.shape[1]
    total = np.zeros(size, dtype=np.uint16)  # at most 30 * (1 + 3 + …) = 30 * 332
    inner = np.zeros(size, dtype=np.uint16)
    division = np.zeros(size, dtype=np.int32)
    alphabet, digits, small = _flags(size), _flags(size), _flags(size, value=False)
    for place, value in enumerate(values):
        alphabet &= value != _FOREIGN
        small |= columns[place] >= ord("a")
        if place < 17:
            total += value * np.uint16(gb32100.WEIGHTS[place])
        if 2 <= place < 8:
            digits &= value < 10
            division = division * np.int32(10) + value
        if 8 <= place < 16:
            inner += _INNER_VALUE[columns[place]] * np.uint16(gb11714.WEIGHTS[place - 8])
    decided = alphabet & digits & (division != 0) & ~_maybe_citizen_id(values)
    pair = _CAPITAL[columns[0]].astype(np.uint16) << 8 | _CAPITAL[columns[1]]
    warnings = division_warnings[np.where(decided, division, 0)]
    warnings |= (_INNER_CHECK[inner % 11] != _CAPITAL[columns[16]]) * _bit("inner-check")
    warnings |= ~_PAIR_KNOWN[pair] * _bit("pair-unknown")
    return Verdicts(decided, (31 - total % 31) % 31 == values[17], small, warnings)


@lru_cache(maxsize=4)  # a few milliseconds, which a batch of a thousand codes would feel
def warnings_by_division(table: DivisionTable | None) -> Bytes:
    """Return the mask of warnings of each of a million divisions, as `division_warnings` has them."""
    known = np.zeros(1_000_000, dtype=np.bool_)
    if table is not None:
        known[[int(division) for division in table.names]] = True
    assigned = np.isin(np.arange(100), [int(province) for province in PROVINCES]).repeat(10_000)
    assigned[int(NATIONAL_REGISTRY)] = True
    masks = (~known & ~assigned) * _bit("division-unassigned")
    if table is not None:
        known[int(NATIONAL_REGISTRY)] = True
        masks |= (~known & assigned) * _bit("division-unknown")
    masks.flags.writeable = False
    return masks


def _bit(warning: WarningCode) -> np.uint8:
    return np.uint8(1 << WARNINGS.index(warning))


def _flags(size: int, *, value: bool = True) -> Flags:
    return np.full(size, value, dtype=np.bool_)


def _maybe_citizen_id(values: list[Bytes]) -> Flags:
    """Seventeen digits with a century in positions 7 and 8: `natural_person` must have a look."""
    suspects = (values[6] * 10 + values[7] >= 18) & (values[6] * 10 + values[7] <= 20)
    for value in values[:17]:
        suspects &= value < 10
    return suspects


def _value_of_bytes(symbols: str) -> Bytes:
    table = np.full(256, _FOREIGN, dtype=np.uint8)
    for value, symbol in enumerate(symbols):
        table[ord(symbol)] = table[ord(symbol.lower())] = value
    return table


_VALUE = _value_of_bytes(gb32100.ALPHABET)
_INNER_VALUE = _value_of_bytes(gb11714.ALPHABET).astype(np.uint16)
_INNER_CHECK = np.frombuffer(b"0X987654321", dtype=np.uint8)
_CAPITAL = np.frombuffer(bytes(range(256)).upper(), dtype=np.uint8)
_PAIR_KNOWN = np.zeros(1 << 16, dtype=np.bool_)
_PAIR_KNOWN[[ord(pair[0]) << 8 | ord(pair[1]) for pair in PAIRS]] = True
