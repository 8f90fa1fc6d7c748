"""How long what was looked up and passed on is kept: the pack's decision `log_period` says, for each pack by which it was."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from bonafides.kernel.feel.values import Value
from bonafides.packs.models import InstalledPack
from bonafides.packs.queries import installed_pack
from bonafides.standards.case.asked import ask
from bonafides.standards.compile.standard import StandardNotFoundError
from bonafides.standards.periods import ends_on

DECISION = "log_period"
LOOKED, PASSED_ON = "query-log", "transfer-log"
"""Steps of the decision: look-ups; messages between agencies."""


def kept_until(packs: Collection[str], made_on: date, today: date, step: str = LOOKED) -> date | None:
    """The last day on which what was logged on a day is kept, by the law of today; under several packs the latest.

    None where one of them states no end: then they stay. Those of the operator, without a pack, are kept as long as those of
    any pack in force.
    """
    in_force = set(InstalledPack.objects.values_list("pack", flat=True))
    names = in_force | set(packs) - {""} if "" in packs else set(packs)
    ends = [_kept_until(name, step, made_on, today) if name in in_force else None for name in names]
    known = [one for one in ends if one is not None]
    return max(known) if known and len(known) == len(ends) else None


def _kept_until(name: str, step: str, made_on: date, today: date) -> date | None:
    pack, _ = installed_pack(name)
    given: dict[str, Value] = {"step": step, "made_on": made_on}
    try:
        return ends_on(ask(pack, DECISION, given, today).value, given, pack.calendar)
    except StandardNotFoundError:
        return None
