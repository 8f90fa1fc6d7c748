"""Businesses that are one by decision: whose number their records go under."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from bonafides.entities.models import Merge


def one_by_decision(known_at: datetime) -> dict[int, int]:
    """The number of each business that was merged into another, as decided by a moment, with that of the one that stays.

    Of a circle the least number stays.
    """
    decided = Merge.objects.filter(decided_at__lte=known_at).exclude(Q(split__decided_at__lte=known_at))
    into = dict(decided.order_by("decided_at", "id").values_list("entity_id", "into_id"))
    edges = list(decided.order_by("id").values_list("entity_id", "into_id"))
    group: dict[int, set[int]] = {}
    for one, other in edges:
        both = group.get(one, {one}) | group.get(other, {other})
        for each in both:
            group[each] = both
    found = {}
    for one, members in group.items():
        stays = min((each for each in members if each not in into), default=min(members))
        if one != stays:
            found[one] = stays
    return dict(sorted(found.items()))
