"""Reads of identity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from bonafides.entities.models import Entity
from bonafides.kernel.identifiers.variants import similar_key


class UnknownEntityError(LookupError):
    """No such entity in this register."""


def entity_by_code(scheme: str, code: str) -> Entity:
    """The entity of a code. Raises UnknownEntityError, which does not repeat the code."""
    found = Entity.objects.filter(scheme=scheme, code=code).first()
    if found is None:
        raise UnknownEntityError(f"there is no business with this {scheme} in this register")
    return found


_ONE_WITH = """
WITH RECURSIVE cluster(id) AS (
  SELECT %s::bigint
  UNION
  SELECT CASE WHEN m.into_id = c.id THEN m.entity_id ELSE m.into_id END
  FROM cluster c JOIN entities_merge m ON c.id IN (m.into_id, m.entity_id)
  WHERE NOT EXISTS (SELECT FROM entities_split x WHERE x.merge_id = m.id)
) SELECT id FROM cluster
"""


def one_with(entity: Entity) -> set[int]:
    """The numbers of all entities that are one business with this one by standing decisions, itself among them."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE_WITH, [entity.pk])
        return {number for (number,) in cursor.fetchall()}


_ONES_WITH = """
WITH RECURSIVE cluster(root, id) AS (
  SELECT root, root FROM unnest(%s::bigint[]) AS root
  UNION
  SELECT c.root, CASE WHEN m.into_id = c.id THEN m.entity_id ELSE m.into_id END
  FROM cluster c JOIN entities_merge m ON c.id IN (m.into_id, m.entity_id)
  WHERE NOT EXISTS (SELECT FROM entities_split x WHERE x.merge_id = m.id)
) SELECT root, id FROM cluster
"""


def ones_with(entities: Iterable[int]) -> dict[int, set[int]]:
    """As `one_with`, for many entities given and told by their numbers."""
    found: dict[int, set[int]] = {number: set() for number in entities}
    if found:
        with connection.cursor() as cursor:
            cursor.execute(_ONES_WITH, [list(found)])
            for root, number in cursor.fetchall():
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
