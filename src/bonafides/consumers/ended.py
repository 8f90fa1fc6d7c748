"""What ended, as consumers are told it. Acts tell it by their events; whoever knows a table says how to read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Ended:
    """One end: `number` is unique within `what`; `ref` is how the consumer knows it; `on` the day from which it is over."""

    what: str
    of: str
    number: int
    entity: int
    pack: str
    agency: str
    ref: str
    how: str
    on: date


Source = Callable[[Mapping[str, Any]], Iterable[Ended]]
"""The public ends that one event (CloudEvents) tells of; what is not public is left out."""

_sources: dict[str, Source] = {}


def register_source(name: str, source: Source) -> None:
    """Have the ends that events tell be told to consumers; called once, when the application starts."""
    _sources[name] = source


def ends_of(event: Mapping[str, Any]) -> list[Ended]:
    """Every end that an event tells of."""
    return [one for source in _sources.values() for one in source(event)]
