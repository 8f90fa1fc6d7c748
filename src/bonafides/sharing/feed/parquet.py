"""Lines of the feed as Parquet: a column each, what is nested as JSON."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence

import polars as pl

COLUMNS = (
    "change", "scheme", "code", "kind", "agency", "ref", "event_date", "valid_from", "valid_to", "document_no", "basis",
    "known_from", "public_until", "corrects", "how", "on", "classes", "names", "annotations", "facts",
)  # fmt: skip


def parquet_of(lines: Sequence[str]) -> bytes:
    """The file; days and moments are texts of ISO 8601."""
    rows = [json.loads(line) for line in lines]
    columns = {name: [_plain(row.get(name)) for row in rows] for name in COLUMNS}
    buffer = io.BytesIO()
    pl.DataFrame(columns, schema=dict.fromkeys(COLUMNS, pl.String)).write_parquet(buffer)
    return buffer.getvalue()


def _plain(value: object) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)
