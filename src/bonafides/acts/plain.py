"""Values as exact JSON: what is hashed of a row or an act, the same whenever and wherever it is read again."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from psycopg.types.range import Range

LARGEST = 2**53 - 1  # beyond it JSON numbers are not exact (RFC 8785)


class InexactError(TypeError):
    """A value that has no exact JSON; the message says where."""


def moment_text(moment: datetime) -> str:
    """A moment in UTC, to the microsecond, always of one form."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def plain(value: Any, where: str = "value") -> Any:
    """A value as JSON without floats; moments, days, bytes and ranges of days as text. Raises InexactError."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise InexactError(f"{where}: expected an integer up to 2^53 - 1, came {value}; write it as text")
        return int(value)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise InexactError(f"{where}: expected a moment with its time zone, came {value}")
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).hex()
    if isinstance(value, Range):
        if value.upper_inc or (value.lower is not None and not value.lower_inc):
            raise InexactError(f"{where}: expected a range with its beginning and without its end, came {value}")
        return [plain(value.lower, where), plain(value.upper, where)]
    if isinstance(value, (list, tuple)):
        return [one if type(one) is str else plain(one, f"{where}[{place}]") for place, one in enumerate(value)]
    if isinstance(value, dict):
        return {
            _name(name, where): one if type(one) is str else plain(one, f"{where}.{name}")
            for name, one in value.items()
        }
    raise InexactError(
        f"{where}: a {type(value).__name__} has no exact JSON; give text, an integer, a day, a moment, a list or an object"
    )


def _name(name: Any, where: str) -> str:
    if not isinstance(name, str):
        raise InexactError(f"{where}: expected text as the name of a member, came {name!r}")
    return name
