"""Reads of the quarantine: what is open."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from bonafides.records.locked.cells import opened
from bonafides.records.models import Quarantined


def open_rows(batch: int | None = None) -> QuerySet[Quarantined]:
    """The entries that wait for a mend, oldest batch first.

    A row that came again unmended has several; only the last of them is open.
    """
    later = Quarantined.objects.filter(
        first=Coalesce(OuterRef("first"), OuterRef("pk")), pk__gt=OuterRef("pk"), resolved_by=None
    )
    rows = Quarantined.objects.filter(~Exists(later), resolved_by=None).order_by("batch_id", "row_no")
    return rows if batch is None else rows.filter(batch_id=batch)


def open_quarantine(batch: int | None, limit: int) -> list[dict[str, Any]]:
    """The open rows, oldest batch first."""
    return [
        {
            "batch": one.batch_id, "row": one.row_no, "repeats": one.repeats, "column": one.column, "reason": one.reason,
            "details": one.details,
        }
        for one in opened(open_rows(batch)[:limit])
    ]  # fmt: skip


def numbers_of(entries: Collection[int]) -> dict[int, int]:
    """Of entries, whether open or not, the number of the row that each stands for."""
    return dict(Quarantined.objects.filter(pk__in=entries).values_list("pk", "row_no"))
