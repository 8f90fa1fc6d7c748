"""Made-up records of one business of the toy pack, without a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st
from tests.standards.histories import DAYS, FIRST

from bonafides.entities.models import Entity
from bonafides.standards.case.records import CaseRecord

AS_OF = FIRST + timedelta(days=60)
SHOP = Entity(id=1, scheme="shop", code="S1", kind="enterprise")


@st.composite
def _record(draw: st.DrawFn) -> tuple[str, str, int, int, int | None, int, str | None]:
    return (
        draw(st.sampled_from(["fine", "fine", "fine", "rating", "licence"])), draw(st.sampled_from(["a", "b"])),
        draw(st.integers(0, DAYS)), draw(st.integers(0, 5)), draw(st.none() | st.integers(1, 60)),
        draw(st.integers(0, 100)), draw(st.sampled_from([None, "x", "y"])),
    )  # fmt: skip


def _as_records(drawn: list[tuple[str, str, int, int, int | None, int, str | None]]) -> list[CaseRecord]:
    found = []
    for number, (kind, agency, day, later, lasting, value, note) in enumerate(drawn, 1):
        event = FIRST + timedelta(days=day)
        start = event + timedelta(days=later)
        end = None if lasting is None else start + timedelta(days=lasting)
        facts = {"value": Decimal(value), "note": note, "secret": None}
        known = datetime(2026, 6, 30, tzinfo=UTC)
        found.append(CaseRecord(number, kind, agency, f"r{number}", event, start, end, known, facts))
    return found


RECORDS = st.lists(_record(), max_size=7).map(_as_records)
