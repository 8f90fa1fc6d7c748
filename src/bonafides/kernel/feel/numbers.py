"""Arithmetic of FEEL numbers: IEEE 754-2008 decimal128, 34 digits, rounded half to even."""

from __future__ import annotations

import decimal
from decimal import Decimal

DECIMAL128 = decimal.Context(
    prec=34,
    rounding=decimal.ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    clamp=1,
    traps=[decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow],
)


def number(text: str) -> Decimal:
    """A literal as a number. Raises decimal.InvalidOperation or decimal.Overflow if it is none."""
    return DECIMAL128.create_decimal(text)


def written(value: Decimal) -> str:
    """A number as FEEL's `string()` writes it: plain digits, no exponent, no trailing zeros."""
    if value == 0:
        return "0"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
