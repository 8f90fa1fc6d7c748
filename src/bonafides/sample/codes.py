"""Codes with right check characters, a whole column at a time."""

from __future__ import annotations

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from bonafides.sample.draws import Bools, Ints

DIVISION = "990000"  # assigned to nobody: no code of the sample can be a real one's
SYMBOLS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100; I, O, S, V, Z never occur
_INNER = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # GB 11714

Bytes = NDArray[np.uint8]
_SYMBOL_BYTES = np.frombuffer(SYMBOLS.encode(), dtype=np.uint8)
_OUTER_VALUE = np.zeros(128, dtype=np.int64)
_OUTER_VALUE[_SYMBOL_BYTES] = np.arange(31)
_INNER_VALUE = np.zeros(128, dtype=np.int64)
_INNER_VALUE[np.frombuffer(_INNER.encode(), dtype=np.uint8)] = np.arange(36)
_OUTER_WEIGHTS = np.array([pow(3, place, 31) for place in range(17)], dtype=np.int64)
_INNER_WEIGHTS = np.array([3, 7, 9, 10, 5, 8, 4, 2], dtype=np.int64)
_INNER_CHECKS = np.frombuffer(b"0X987654321", dtype=np.uint8)  # by the weighted sum mod 11


def unified_codes(pairs: list[str], pair: Ints, bodies: Bytes, odd_inside: Bools) -> pl.Series:
    """Unified social credit codes: authority and type `pairs[pair]`, division 990000, the 8 characters of `bodies`.

    Where `odd_inside`, the inner check character is a wrong one, as some issued codes have it; the outer one is right.
    """
    code = np.empty((len(pair), 18), dtype=np.uint8)
    code[:, :2] = np.frombuffer("".join(pairs).encode(), dtype=np.uint8).reshape(-1, 2)[pair]
    code[:, 2:8] = np.frombuffer(DIVISION.encode(), dtype=np.uint8)
    code[:, 8:16] = bodies
    inner = (_INNER_VALUE[bodies] @ _INNER_WEIGHTS + odd_inside) % 11
    code[:, 16] = _INNER_CHECKS[inner]
    remainder = _OUTER_VALUE[code[:, :17]] @ _OUTER_WEIGHTS % 31
    code[:, 17] = _SYMBOL_BYTES[(31 - remainder) % 31]
    return text_of(code)


def registration_numbers(serials: Ints) -> pl.Series:
    """The 15 digits used until 2015: division, eight digits of `serials`, a check digit by ISO 7064 MOD 11,10."""
    digits = np.empty((len(serials), 15), dtype=np.uint8)
    digits[:, :6] = [int(digit) for digit in DIVISION]
    for place in range(8):
        digits[:, 13 - place] = serials // 10**place % 10
    product = np.full(len(serials), 10, dtype=np.int64)
    for place in range(14):
        total = (product + digits[:, place]) % 10
        product = np.where(total == 0, 10, total) * 2 % 11
    digits[:, 14] = (11 - product) % 10
    return text_of(digits + np.uint8(ord("0")))


def personal_number(serial: int) -> str:
    """A made-up citizen ID number with a right check character, for planted faults: division 990000 has no citizens."""
    body = f"{DIVISION}{1960 + serial % 40}{serial % 12 + 1:02}{serial % 28 + 1:02}{serial % 1000:03}"
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body))
    return body + "10X98765432"[total % 11]


def text_of(characters: Bytes) -> pl.Series:
    """A matrix of ASCII characters as a column of texts, one a row, without a Python string on the way."""
    rows, width = characters.shape
    ends = pa.py_buffer(np.arange(0, (rows + 1) * width, width, dtype=np.int64))
    held = pa.py_buffer(np.ascontiguousarray(characters))
    array = pa.Array.from_buffers(pa.large_string(), rows, [None, ends, held])
    return pl.Series(array)
