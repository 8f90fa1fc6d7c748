"""Who is on a list today: the public records of its kind, by code, a page at a time; what ended is gone with the next request.

There is no index of records by their kind: each row that comes in would pay for it. So the numbers of a list are gathered once an
hour, and what came since is looked at as well; of the page that is shown each record is asked anew whether it is public now. A
record that was being written just while they were gathered is on the list an hour later at most; none is ever on it too long.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.utils import timezone

from bonafides.acts.statement import Statement
from bonafides.packs.models import Kind
from bonafides.sharing.feed.statements import STANDS
from bonafides.sharing.publicity import PERIOD, PUBLIC_UNTIL, Audience, records, visible

_PUBLIC = f"""{STANDS} AND {visible(Audience.PUBLIC)} AND r.valid_from <= %(today)s::date
  AND coalesce(r.valid_to > %(today)s::date, true)"""
_FROM = f"""
WITH period AS MATERIALIZED ({PERIOD})
SELECT {{columns}} FROM records_record r JOIN period p ON p.publicity_class_id = r.publicity_class_id"""


def _statement(columns: str, rest: str) -> Statement:
    return Statement((_FROM.format(columns=columns) + rest).replace("records_record", records(Audience.PUBLIC)))


_NUMBERS = _statement(
    "r.id", f" WHERE r.kind_id = %(kind)s::smallint AND r.id > %(after)s::bigint AND {_PUBLIC} ORDER BY r.id"
)
_NEWEST = Statement(f"SELECT coalesce(max(id), 0) FROM {records(Audience.PUBLIC)}")
_COUNTED = _statement("count(*)", f" WHERE r.id = ANY (%(ids)s::bigint[]) AND {_PUBLIC}")
_COLUMNS = f"r.id, e.scheme, e.code, a.name, r.event_date, r.valid_from, {PUBLIC_UNTIL}, r.document_no, r.facts"
_JOINED = " JOIN entities_entity e ON e.id = r.entity_id JOIN agencies_agency a ON a.id = r.agency_id"
_SHOWN = _statement(_COLUMNS, f"{_JOINED} WHERE r.id = ANY (%(ids)s::bigint[]) AND {_PUBLIC} ORDER BY r.id DESC")
_OF_CODE = _statement(
    f"k.name, k.pack, {_COLUMNS}",
    f"{_JOINED} JOIN packs_kind k ON k.id = r.kind_id WHERE e.code = %(code)s AND {_PUBLIC} ORDER BY r.id DESC",
)


@dataclass(frozen=True)
class Listed:
    """A business on a list: by its code alone, for a sole trader's name may be a person's."""

    number: int
    scheme: str
    code: str
    agency: str
    decided_on: date
    since: date
    until: date | None
    document_no: str | None
    facts: dict[str, Any]


def listed(pack: str, kind: str, today: date, *, before: int | None = None, most: int = 50) -> list[Listed]:
    """Those on a list, what became known last first; `before`: the number of the last one of the page before."""
    numbers = _numbers_now(pack, kind, today)
    end = len(numbers) if before is None else bisect_left(numbers, before)
    found: list[Listed] = []
    while end > 0 and len(found) < most:  # what ended since the numbers were gathered leaves room for others
        start = max(0, end - most)
        found += [_listed(row) for row in _SHOWN.rows({"ids": list(numbers[start:end]), "today": today})]
        end = start
    return found[:most]


def how_many(pack: str, kind: str, today: date) -> int:
    """How many stand on a list now."""
    row = _COUNTED.first_row({"ids": list(_numbers_now(pack, kind, today)), "today": today})
    return int(row[0]) if row else 0


def lists_of_code(code: str, today: date) -> list[tuple[str, str, Listed]]:
    """(pack, kind, record) of every public record of a business that holds today, by its code."""
    return [(row[1], row[0], _listed(row[2:])) for row in _OF_CODE.rows({"code": code, "today": today})]


def _numbers_now(pack: str, kind: str, today: date) -> Sequence[int]:
    own = Kind.objects.filter(pack=pack, name=kind).values_list("id", flat=True).first()
    if own is None:
        return ()
    database = str(connection.settings_dict["NAME"])
    newest, gathered = _gathered(database, own, today, timezone.now().hour)
    return (*gathered, *_since(own, newest, today))


@lru_cache(maxsize=32)
def _gathered(database: str, kind: int, today: date, hour: int) -> tuple[int, tuple[int, ...]]:
    """Of one database, for one hour, for the whole register is read: up to which record, and which of them are on the list."""
    del database, hour
    row = _NEWEST.first_row({})
    newest = int(row[0]) if row else 0
    return newest, tuple(one for one in _since(kind, 0, today) if one <= newest)


def _since(kind: int, after: int, today: date) -> tuple[int, ...]:
    return tuple(row[0] for row in _NUMBERS.rows({"kind": kind, "after": after, "today": today}))


def _listed(row: tuple[Any, ...]) -> Listed:
    number, scheme, code, agency, decided_on, since, until, document_no, facts = row
    return Listed(number, scheme, code, agency, decided_on, since, until, document_no, json.loads(facts))
