"""In which operator's time a record of a sole trader falls: the first, the second, …, by days alone. No person is named."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Any

from bonafides.packs.new_operator import OPERATOR_SEGMENT
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.standards.case.asked import ask
from bonafides.standards.compile.standard import StandardNotFoundError

SHOWN_SO = ("former-operator", "current")
"""What the decision may say of a record that stays on its code."""


def with_operators(text: str) -> str:
    """A unified record in which each record holds the days of change, with the operator's time in their place."""
    record = json.loads(text)
    day, packs = date.fromisoformat(record["as_of"]), {}
    changed = False
    for key, records in record["records"].items():
        for one in records:
            if one["operator"] is None:
                continue
            name = key.split("/")[0]
            if name not in packs:
                packs[name] = installed_pack(name)[0]
            changes = [date.fromisoformat(each) for each in one["operator"]]
            one["operator"] = operator_time(packs[name], date.fromisoformat(one["event_date"]), changes, day)
            changed = True
    return json.dumps(record, ensure_ascii=False) if changed else text


def operator_time(pack: Pack, event: date, changes: Sequence[date], day: date) -> dict[str, Any] | None:
    """The time that a record of that day falls in, as JSON; None where the pack has no such rule on the day.

    `changes`: from which days on another person runs the business, in order. `until` is the first day of the next one's time.
    """
    try:
        said = ask(pack, OPERATOR_SEGMENT, {
            "subject_kind": "sole-trader", "event_date": event, "operator_changed_on": changes[-1], "same_business": True,
        }, day)  # fmt: skip
    except StandardNotFoundError:
        return None
    if said.value not in SHOWN_SO:
        raise ValueError(
            f"decision `{OPERATOR_SEGMENT}` of pack {pack.name}: expected {' or '.join(SHOWN_SO)} for a record of its own "
            f"code, came {said.value!r}; mend it in the pack"
        )
    before = bisect_right(changes, event)
    return {
        "shown_as": said.value,
        "number": before + 1,
        "of": len(changes) + 1,
        "from": changes[before - 1].isoformat() if before else None,
        "until": changes[before].isoformat() if before < len(changes) else None,
    }
