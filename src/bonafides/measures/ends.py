"""Which measures have ended by their own date: each is told by an act, once, as of that day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bonafides.acts.act import Acting
from bonafides.acts.authority import OPERATOR
from bonafides.acts.ends import Due
from bonafides.measures.acts.expire import expire
from bonafides.measures.cascade import MACHINE
from bonafides.measures.models import Instance
from bonafides.measures.standing import lock, not_lifted


def due(today: date) -> Iterator[Due]:
    """The instances whose end has come and that no lift has ended before."""
    found = not_lifted().filter(until__lte=today).order_by("until", "pk").values_list("until", "pk")
    yield from (Due(on, ref) for on, ref in found if on is not None)


def end(one: Due) -> bool:
    """End one as of its day; false where somebody else has."""
    instance = Instance.objects.select_related("entity").get(pk=one.ref)
    lock(instance.entity)
    if not not_lifted().filter(pk=one.ref).exists():
        return False
    expire(Acting(MACHINE, OPERATOR, instance.basis, f"its end of {one.on}"), one.ref, one.on)
    return True
