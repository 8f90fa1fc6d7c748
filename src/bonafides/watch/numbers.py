"""A whole number that a parameter of the pack holds on a day."""

from __future__ import annotations

from datetime import date

from bonafides.packs.pack import Pack
from bonafides.watch.errors import WatchRefusedError


def whole(pack: Pack, name: str, day: date) -> int:
    """Raises WatchRefusedError where none is in force."""
    value = pack.parameters[name].on(day)
    if value is None:
        raise WatchRefusedError(f"parameter `{name}` has no value in force on {day}: give parameters.yaml one")
    return int(str(value.value))
