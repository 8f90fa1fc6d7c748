"""Withheld facts as they leave: those under lock are opened, for whoever `publicity.facts` lets see them, and no others."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from bonafides.packs.facts import ERASED
from bonafides.records.locked.form import MEMBERS, PREFIX, clear_of
from bonafides.records.locked.opening import open_many

OPEN = "open:"
"""A member beside facts under lock, made by `publicity.facts`: the names of those that are opened, or true for all of them."""
HAS_LOCKED = f"r.withheld ?| ARRAY{list(MEMBERS)}"


def opened(text: str, *, whole: bool) -> str:
    """The JSON of a unified record with its facts in the clear; what was erased is marked.

    Raises BrokenLockError, MasterKeyError.
    """
    if f'"{PREFIX}' not in text:
        return text
    told = json.loads(text)
    records = [one for of_kind in told["records"].values() for one in of_kind]
    for one, facts in zip(records, opened_facts((one["facts"] for one in records), whole=whole), strict=True):
        one["facts"] = facts
    return json.dumps(told, ensure_ascii=False)


def opened_lines(lines: list[str], *, whole: bool) -> list[str]:
    """Lines of the feed, each the JSON of a record: those with facts under lock opened, by one question for all of them."""
    held = [place for place, line in enumerate(lines) if f'"{PREFIX}' in line]
    told = [json.loads(lines[place]) for place in held]
    done = list(lines)
    for place, one, facts in zip(held, told, opened_facts((one["facts"] for one in told), whole=whole), strict=True):
        done[place] = json.dumps(one | {"facts": facts}, ensure_ascii=False)
    return done


def opened_facts(records: Iterable[dict[str, Any]], *, whole: bool) -> list[dict[str, Any]]:
    """The facts of many records, each as far as its member `open:` says; `whole`: all of them."""
    rows: list[tuple[None, dict[str, Any]]] = []
    seen: list[frozenset[str] | None] = []  # none: all
    for facts in records:
        clear = {name: value for name, value in facts.items() if name != OPEN}
        every = whole or facts.get(OPEN) is True
        names = frozenset[str]() if every else frozenset(facts.get(OPEN) or ())
        rows.append((None, clear if every or names else clear_of(clear)))
        seen.append(None if every else names)
    found = []
    for (_, row), own, facts in zip(rows, seen, open_many(rows), strict=True):
        found.append({
            name: value for name, value in facts.items()
            if own is None or name in row or name in own or name.startswith(ERASED)
        })  # fmt: skip
    return found
