"""From the directory to what is frozen: each business in its stratum, or left out by a rule of the item."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from bonafides.inspections.directory import Listed
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.in_scope import NO_REGION
from bonafides.inspections.plan_form import PlannedItem
from bonafides.inspections.ratios import batch_ratio, number, ratio
from bonafides.kernel.draw.commitment import Stratum
from bonafides.kernel.draw.subjects import Subject
from bonafides.kernel.merkle.entries import SALT_BYTES
from bonafides.packs.inspection_item import SAME_ITEM, YEARLY_CAP, InspectionItem
from bonafides.packs.pack import Pack

BY_LAW = "by-law"
"""The stratum of those whom the law asks to be inspected, whatever their tier."""
EVERYWHERE = "everywhere"
"""The region of every business, where an item has none: officers of any region may go."""
UNKNOWN = "unknown"
"""The region of a business of which it is not known: no officer has it, so that this is reported and mended."""


def stratum_of(item: InspectionItem, one: Listed) -> str | None:
    """The name of a business's stratum: its tier, unless the law asks that it be inspected. None: it has no tier."""
    return BY_LAW if one.must else one.tier


def excluded(item: InspectionItem, one: Listed, cap: int) -> str | None:
    """The rule by which a business is left out. What the law asks for goes beyond the cap of visits, not beyond once a year."""
    if SAME_ITEM in item.exclusions and one.same_item:
        return SAME_ITEM
    if one.visits >= cap and not by_law(item, one):
        return YEARLY_CAP
    return None


def by_law(item: InspectionItem, one: Listed) -> bool:
    """Whether the law asks that this business be inspected for the item."""
    return item.full_coverage or one.must


def subjects(pack: Pack, item: InspectionItem, listed: Iterable[Listed], day: date) -> list[Subject]:
    """The businesses as they are frozen, each under a salt of its own."""
    cap = number(pack, item.yearly_cap, day)
    found = []
    for one in listed:
        region = EVERYWHERE if item.region is None else one.region if one.region != NO_REGION else UNKNOWN
        pair, stratum = tuple(sorted(one.last_pair)), stratum_of(item, one) or ""
        salt = secrets.token_bytes(SALT_BYTES)
        found.append(Subject(one.code, stratum, salt, one.weight, excluded(item, one, cap), region, pair))
    return found


def strata(
    pack: Pack, item: InspectionItem, frozen: Iterable[Subject], day: date, planned: PlannedItem, batch: int
) -> tuple[Stratum, ...]:
    """The strata of a batch with their ratios, in the order of the tiers; those that have businesses."""
    sizes: Counter[str] = Counter()
    for one in frozen:
        sizes[one.stratum] += one.excluded is None
    share, earlier = planned.batches[batch - 1].share, planned.earlier(batch)
    return tuple(
        Stratum(name, sizes[name], batch_ratio(yearly_ratio(pack, item, name, day), share, earlier))
        for name in _in_order(pack, sizes)
    )


def yearly_ratio(pack: Pack, item: InspectionItem, stratum: str, day: date) -> int:
    """The ratio of a stratum for the whole year."""
    if stratum != BY_LAW:
        return ratio(pack, item, stratum, day)
    assert pack.info.tiers is not None  # noqa: S101  # the pack's check: an item has strata
    return ratio(pack, item, pack.info.tiers.order[0], day, by_law=True)


def _in_order(pack: Pack, names: Iterable[str]) -> Sequence[str]:
    order = [BY_LAW, *(pack.info.tiers.order if pack.info.tiers else ())]
    return sorted(names, key=lambda name: (order.index(name) if name in order else len(order), name))


def expected(pack: Pack, item: InspectionItem, listed: Iterable[Listed], day: date) -> int:
    """How many businesses the year's draws come to, by the tiers as they are now."""
    sizes = Counter(stratum_of(item, one) for one in listed)
    refuse_untiered(sizes[None])
    return sum(Stratum(name, size, yearly_ratio(pack, item, name, day)).quota for name, size in sizes.items() if name)


def refuse_untiered(number_of: int) -> None:
    """Raise RefusedError where businesses in scope have no tier, and so no ratio."""
    if number_of:
        raise RefusedError(
            "%(number)s businesses in scope have no tier, so that no ratio is theirs: run the tiers first "
            "(bonafides tier run)",
            number=number_of,
        )
