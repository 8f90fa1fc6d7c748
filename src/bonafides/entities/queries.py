"""Reads of identity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bonafides.acts.statement import Statement, columns_of
from bonafides.entities.models import Entity
from bonafides.kernel.identifiers.variants import similar_key


class UnknownEntityError(LookupError):
    """No such entity in this register."""


COLUMNS = columns_of(Entity)
BY_CODE = f"""
WITH RECURSIVE entity AS (SELECT {", ".join(COLUMNS)} FROM entities_entity WHERE scheme = %(scheme)s AND code = %(code)s),
cluster(id) AS (
  SELECT id FROM entity
  UNION
  SELECT CASE WHEN m.into_id = c.id THEN m.entity_id ELSE m.into_id END
  FROM cluster c JOIN entities_merge m ON c.id IN (m.into_id, m.entity_id)
  WHERE NOT EXISTS (SELECT FROM entities_split x WHERE x.merge_id = m.id)
) SELECT entity.*, ARRAY(SELECT id FROM cluster ORDER BY id) FROM entity
"""
"""The query by `scheme` and `code` whose row `found_by_code` reads."""
_BY_CODE = Statement(BY_CODE)


def entity_by_code(scheme: str, code: str) -> Entity:
    """The entity of a code. Raises UnknownEntityError, which does not repeat the code."""
    return entity_with_ones(scheme, code)[0]


def entity_with_ones(scheme: str, code: str) -> tuple[Entity, list[int]]:
    """The entity of a code, and the numbers of all that are one business with it. Raises UnknownEntityError."""
    row = _BY_CODE.first_row({"scheme": scheme, "code": code}) if "\0" not in scheme + code else None
    return found_by_code(scheme, row)


def found_by_code(scheme: str, row: Sequence[Any] | None) -> tuple[Entity, list[int]]:
    """What `BY_CODE` found. Raises UnknownEntityError where that is nothing."""
    if row is None or row[0] is None:
        raise UnknownEntityError(f"there is no business with this {scheme} in this register")
    return Entity.from_db(None, COLUMNS, row[:-1]), list(row[-1])


def one_with(entity: Entity) -> set[int]:
    """The numbers of all entities that are one business with this one by standing decisions, itself among them."""
    return ones_with([entity.pk])[entity.pk]


_ONES_WITH = Statement("""
WITH RECURSIVE cluster(root, id) AS (
  SELECT root, root FROM unnest(%(roots)s::bigint[]) AS root
  UNION
  SELECT c.root, CASE WHEN m.into_id = c.id THEN m.entity_id ELSE m.into_id END
  FROM cluster c JOIN entities_merge m ON c.id IN (m.into_id, m.entity_id)
  WHERE NOT EXISTS (SELECT FROM entities_split x WHERE x.merge_id = m.id)
) SELECT root, id FROM cluster
""")


def ones_with(entities: Iterable[int]) -> dict[int, set[int]]:
    """As `one_with`, for many entities given and told by their numbers."""
    found: dict[int, set[int]] = {number: set() for number in entities}
    if found:
        for root, number in _ONES_WITH.rows({"roots": list(found)}):
            found[root].add(number)
    return found


@dataclass(frozen=True)
class Candidate:
    """Entities whose names differ only in variant characters: for an officer to look at, never merged by themselves."""

    key: str
    codes: tuple[str, ...]


def merge_candidates(scheme: str = "name-place") -> list[Candidate]:
    """Groups of codes of a name scheme that read alike once variant characters are folded."""
    groups: dict[str, list[str]] = {}
    for code in Entity.objects.filter(scheme=scheme).order_by("code").values_list("code", flat=True).iterator():
        groups.setdefault(similar_key(code), []).append(code)
    return [Candidate(key, tuple(codes)) for key, codes in groups.items() if len(codes) > 1]
