"""A simulation of a candidate that was kept: a hundred businesses, of which ten would have another result."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

from bonafides.packs.queries import installed_pack
from bonafides.tiers.simulate.kept import keep
from bonafides.tiers.simulate.simulate import Moves, Simulation

MOVES: Moves = Counter({("A", "A"): 90, ("A", "B"): 7, ("B", "A"): 3})


def simulated() -> tuple[str, Simulation]:
    """Its name, and what was kept under it."""
    pack = installed_pack("cn")[0]
    one = Simulation(pack, pack, "tier", date(2026, 3, 2), datetime(2026, 3, 2, tzinfo=UTC), ("A", "B", "C", "D"))
    one.moves = MOVES
    one.groups = {group.group: {"": MOVES} for group in pack.info.groups}
    return keep(one).stem, one
