"""The one way into the log: a row for each business that was looked at, in the transaction that reads.

What the public looks at is public, and nobody is written down for it: such a look-up leaves no row.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from typing import Protocol

from bonafides.acts.statement import Statement
from bonafides.agencies.who import Kind, Who
from bonafides.kernel.canonical.one import canonical

# The terms are nearly always there already; a probe of their index costs less than to keep in mind which ones are.
_LOOK = """terms AS (
  INSERT INTO sharing_terms (id, pack, agency, kind, purpose, basis, how, opened, told, officer_shown)
  SELECT %(terms)s::bigint, t ->> 'pack', t ->> 'agency', t ->> 'kind', t ->> 'purpose', t ->> 'basis', t ->> 'how',
    t -> 'opened', t ->> 'told', (t ->> 'officer_shown')::boolean
  FROM (SELECT %(content)s::jsonb AS t) AS given
  WHERE NOT EXISTS (SELECT FROM sharing_terms WHERE id = %(terms)s::bigint)
  ON CONFLICT DO NOTHING
), look AS (
  INSERT INTO sharing_access (terms_id, entity, name, "case", visible_from)
  SELECT %(terms)s::bigint, unnest(%(entities)s::bigint[]), %(name)s::text, %(case)s::text, %(visible_from)s::timestamptz
  WHERE {condition}
  RETURNING 1
)"""


def look_if(condition: str) -> str:
    """What writes the log where a condition of the statement around it holds: the two take one way to the database."""
    return _LOOK.format(condition=condition)


LOOK = look_if("true")
"""What writes the log, for a statement that reads what is logged."""
_LOG = Statement(f"WITH {LOOK} SELECT count(*) FROM look")


class How(StrEnum):
    """By which door."""

    PAGE = "page"
    API = "api"
    COMMAND = "command"
    EVIDENCE = "evidence"
    EXPORT = "export"
    FEED = "feed"
    WEBHOOK = "webhook"


class Told(StrEnum):
    """When the business is told who looked."""

    AT_ONCE = "at-once"
    AFTER = "after"
    """From the moment `visible_from` on; before, that somebody looked is counted."""
    CASE_ENDS = "case-ends"
    """Likewise, and already once the case has ended, where it is one of this register."""


@dataclass(frozen=True)
class Telling:
    """What the business is told, as the purpose has it in the pack."""

    told: Told = Told.AT_ONCE
    visible_from: datetime | None = None
    officer_shown: bool = False

    def __post_init__(self) -> None:
        if (self.told is Told.AT_ONCE) != (self.visible_from is None):
            raise ValueError(
                f"visible_from: expected a moment just where telling is delayed, came {self.visible_from} with "
                f"`{self.told}`; a delay has an end, so that nothing is kept from a business for good"
            )


class Asks(Protocol):
    """What is asked: `sharing.purpose.Request` is one."""

    @property
    def who(self) -> Who: ...
    @property
    def purpose(self) -> str | None: ...
    @property
    def case(self) -> str | None: ...


Fields = Mapping[str, Collection[str]]
"""Kind of record → the fields, or classes of fields, that were opened."""


def logged(
    request: Asks, entity_ids: Sequence[int], fields: Fields, how: How, *, basis: str = "", telling: Telling = Telling()
) -> None:
    """Write down that somebody looks at these businesses; by one statement, in the transaction that reads.

    Fields of one kind mean the same in any order. Of the public nothing is written.
    """
    if (values := look_of(request, entity_ids, fields, how, basis=basis, telling=telling)) is not None:
        _LOG.run(values)


def look_of(
    request: Asks, entity_ids: Sequence[int], fields: Fields, how: How, *, basis: str = "", telling: Telling = Telling()
) -> dict[str, object] | None:
    """The values of `LOOK`; none where nothing is to be written down."""
    who = request.who
    if who.kind is Kind.PUBLIC or not entity_ids:
        return None
    opened = tuple(sorted((kind, tuple(sorted(set(names)))) for kind, names in fields.items()))
    number, content = _terms(
        who.pack, who.agency, who.kind, request.purpose or "", basis, how, opened, telling.told, telling.officer_shown
    )
    return {
        "terms": number, "content": content, "entities": list(entity_ids), "name": who.name, "case": request.case,
        "visible_from": telling.visible_from,
    }  # fmt: skip


@lru_cache(maxsize=4_096)
def _terms(
    pack: str, agency: str, kind: str, purpose: str, basis: str, how: str,
    opened: tuple[tuple[str, tuple[str, ...]], ...], told: str, officer_shown: bool,  # noqa: FBT001  # a key of the cache
) -> tuple[int, str]:  # fmt: skip
    content = canonical({
        "pack": pack, "agency": agency, "kind": str(kind), "purpose": purpose, "basis": basis, "how": str(how),
        "opened": {kind: list(names) for kind, names in opened}, "told": str(told), "officer_shown": officer_shown,
    })  # fmt: skip
    return number_of(content), content.decode()


def number_of(content: bytes) -> int:
    """The number of terms: the first 63 bits of the hash of their canonical JSON."""
    return int.from_bytes(sha256(content).digest()[:8], "big") >> 1
