"""The small world of cases, as fixtures of lists."""

from tests.procedures.conftest import listed, on_day, var

__all__ = ["listed", "on_day", "var"]
