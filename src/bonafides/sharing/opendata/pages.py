"""What goes into the files, page by page, so that memory is bounded however large the register is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from bonafides.acts.statement import Statement
from bonafides.entities.models import Entity
from bonafides.sharing.feed.checkpoint import Checkpoint
from bonafides.sharing.feed.page import MOST, feed
from bonafides.sharing.feed.statements import STANDS
from bonafides.sharing.publicity import PERIOD, Audience, records, visible
from bonafides.sharing.purpose import anyone

Line = dict[str, Any]
PERSONAL = "sole-trader"
"""The kind of subject that open data leaves out."""

# A name is public while the record that gave it is. A business without a public record is not here.
_BUSINESSES = Statement(
    f"""
WITH period AS MATERIALIZED ({PERIOD})
SELECT e.id, e.scheme, e.code, e.kind, e.kind <> %(personal)s::text AND EXISTS (
    SELECT FROM records_record r JOIN period p ON p.publicity_class_id = r.publicity_class_id
    WHERE r.entity_id = e.id AND {STANDS} AND {visible(Audience.PUBLIC)}) AS shown, n.name, n.language
FROM (SELECT * FROM entities_entity WHERE id > %(after)s::bigint ORDER BY id LIMIT %(limit)s::int) e
LEFT JOIN LATERAL (
  SELECT n.name, n.language FROM entities_name n JOIN records_record r ON r.id = n.record
  JOIN period p ON p.publicity_class_id = r.publicity_class_id
  WHERE n.entity_id = e.id AND n.use = 'registered' AND {STANDS} AND {visible(Audience.PUBLIC)}
  ORDER BY n.valid_from DESC, n.record DESC LIMIT 1) n ON true
ORDER BY e.id""".replace("records_record", records(Audience.PUBLIC))
)


def businesses(today: date, size: int = MOST) -> Iterator[list[Line]]:
    """Every business of which something is public today, but sole traders."""
    after = 0
    while True:
        rows = _BUSINESSES.rows({"today": today, "personal": PERSONAL, "after": after, "limit": size})
        yield [
            {"scheme": row[1], "code": row[2], "kind": row[3], "name": row[5], "name_language": row[6]}
            for row in rows if row[4]
        ]  # fmt: skip
        if len(rows) < size:
            return
        after = rows[-1][0]


def take_standing(today: date, take: Callable[[list[Line]], None], size: int = MOST) -> Checkpoint:
    """Give each page of the records that are public today, of these businesses; the checkpoint from which changes go on."""
    after: Checkpoint | None = None
    while True:
        page = feed(anyone(today), after, size)
        take(without_persons(json.loads(line) for line in page.lines))
        after = page.after
        if not after.snapshot:
            return after


def changes(today: date, after: Checkpoint, size: int) -> tuple[list[Line], Checkpoint, bool]:
    """What changed since a checkpoint: records as they stand now, and ends. Whether there is more already."""
    page = feed(anyone(today), after, size)
    return without_persons(json.loads(line) for line in page.lines), page.after, page.more


def without_persons(lines: Iterable[Line]) -> list[Line]:
    """The lines but those of sole traders."""
    found = list(lines)
    codes = {one["code"] for one in found}
    persons = set(Entity.objects.filter(code__in=codes, kind=PERSONAL).values_list("scheme", "code"))
    return [one for one in found if (one["scheme"], one["code"]) not in persons]
