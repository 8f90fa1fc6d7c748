"""How often a decision that asks what day it is may change for that alone: each year, each month, or any day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from enum import Enum

from bonafides.kernel.dmn.model import Definitions
from bonafides.kernel.feel import ast
from bonafides.packs.scope import OF_A_RUN


class Pace(Enum):
    """The shortest time in which what a decision reads of the day itself is another."""

    NEVER = "never"
    YEARLY = "yearly"
    MONTHLY = "monthly"
    DAILY = "daily"


def pace_of(model: Definitions, decision: str) -> Pace:
    """By what a decision, and those that it requires, make of `as_of`: only its year, its year and month, or anything else."""
    asked: set[str] = set()
    waiting = [decision]
    while waiting:
        one = model.decision(waiting.pop())
        waiting += one.required_decisions
        if set(OF_A_RUN) & set(one.required_inputs):
            asked |= set(_read_of_the_day(one.logic))
    if asked - {"year", "month"}:
        return Pace.DAILY
    return Pace.MONTHLY if "month" in asked else Pace.YEARLY if asked else Pace.NEVER


def _read_of_the_day(thing: object) -> Iterator[str]:
    """`year`, `month`, … for each property of the day that a logic reads; `day` for the day as it is."""
    if isinstance(thing, ast.Path) and _is_the_day(thing.source):
        yield thing.member
    elif _is_the_day(thing):
        yield "day"
    elif isinstance(thing, tuple):
        for one in thing:
            yield from _read_of_the_day(one)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from _read_of_the_day(getattr(thing, field.name))


def _is_the_day(thing: object) -> bool:
    return isinstance(thing, ast.Name) and thing.name in OF_A_RUN


def next_day(pace: Pace, after: date) -> date | None:
    """The next day on which what is read of the day is another; None where nothing is."""
    match pace:
        case Pace.NEVER:
            return None
        case Pace.YEARLY:
            return date(after.year + 1, 1, 1)
        case Pace.MONTHLY:
            return date(after.year + after.month // 12, after.month % 12 + 1, 1)
        case Pace.DAILY:
            return after + timedelta(days=1)
