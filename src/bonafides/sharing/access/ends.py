"""Which look-ups have been kept as long as the law says: a whole span at a time, as of the day after its last one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from bonafides.acts.act import Acting
from bonafides.acts.authority import OPERATOR
from bonafides.acts.ends import Due
from bonafides.sharing.access.models import Access, Span
from bonafides.sharing.access.period import kept_until
from bonafides.sharing.access.removing import hold
from bonafides.sharing.acts.remove_looks import remove_looks


def due(today: date) -> Iterator[Due]:
    """The oldest spans, up to the first that is still kept."""
    for span in Span.objects.filter(removal=None).order_by("first").iterator():
        on = over_on(span, today)
        if on is None or on > today:
            return
        yield Due(on, span.pk)


def over_on(span: Span, today: date) -> date | None:
    """The first day on which a span is not kept any more; none where a pack states no end."""
    last = kept_until(packs_of(span), timezone.localtime(span.last_at).date(), today)
    return None if last is None else last + timedelta(days=1)


def packs_of(span: Span) -> set[str]:
    """The packs by whose purposes was looked."""
    within = Access.objects.filter(pk__gte=span.first, pk__lte=span.last)
    return set(within.values_list("terms__pack", flat=True).distinct())


def end(one: Due) -> bool:
    """Remove one; false where somebody else has."""
    span = Span.objects.get(pk=one.ref)
    hold()
    if Span.objects.filter(pk=one.ref, removal=None).exists():
        basis = "the period for which look-ups are kept (decision log_period of the pack)"
        remove_looks(
            Acting("log of look-ups", OPERATOR, basis, f"kept until {one.on - timedelta(days=1)}"), span, one.on
        )
        return True
    return False
