"""Days as the reader's language writes them: 2026年11月29日, 29 November 2026. Fields of forms keep to 2026-11-29."""

from __future__ import annotations

from datetime import date, timedelta

from bonafides.documents.values import day_text as written
from bonafides.packs.labels import language


def day_text(day: date | str) -> str:
    """A day for reading; of a unified record it comes as 2026-11-29."""
    return written(date.fromisoformat(day) if isinstance(day, str) else day, language())


def last_day(end: date) -> date:
    """The register names the first day that is outside; people read the last one that is inside."""
    return end - timedelta(days=1)
