"""How long look-ups are kept: the pack's decision `log_period` says, for each pack by whose purposes was looked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from bonafides.kernel.feel.values import Value
from bonafides.packs.models import InstalledPack
from bonafides.packs.queries import installed_pack
from bonafides.standards.case.asked import ask
from bonafides.standards.compile.standard import StandardNotFoundError
from bonafides.standards.periods import ends_on

DECISION, STEP = "log_period", "query-log"


def kept_until(packs: Collection[str], made_on: date, today: date) -> date | None:
    """The last day on which look-ups of a day are kept, by the law of today; under several packs the latest.

    None where one of them states no end: then they stay. Those of the operator, without a pack, are kept as long as those of
    any pack in force.
    """
    in_force = set(InstalledPack.objects.values_list("pack", flat=True))
    names = in_force | set(packs) - {""} if "" in packs else set(packs)
    ends = [_kept_until(name, made_on, today) if name in in_force else None for name in names]
    known = [one for one in ends if one is not None]
    return max(known) if known and len(known) == len(ends) else None


def _kept_until(name: str, made_on: date, today: date) -> date | None:
    pack, _ = installed_pack(name)
    given: dict[str, Value] = {"step": STEP, "made_on": made_on}
    try:
        return ends_on(ask(pack, DECISION, given, today).value, given, pack.calendar)
    except StandardNotFoundError:
        return None
