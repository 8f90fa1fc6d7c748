"""Which businesses an export is about: those with codes that are given, or all that have a record of the kind."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from bonafides.entities.models import Entity
from bonafides.packs.queries import UnknownPackError

_OF_KIND = """
SELECT DISTINCT r.entity_id FROM records_record r JOIN packs_kind k ON k.id = r.kind_id
WHERE k.pack = %s AND k.name = %s AND r.action < 2 ORDER BY 1 LIMIT %s
"""


class UnknownCodesError(LookupError):
    """Codes that no business of this register bears."""


def of_codes(codes: Collection[str]) -> list[int]:
    """The numbers of the businesses with these codes, of whatever scheme. Raises UnknownCodesError, which tells how many."""
    asked = {one.strip() for one in codes} - {""}
    found = dict(Entity.objects.filter(code__in=asked).values_list("code", "id"))
    if missing := len(asked - found.keys()):
        raise UnknownCodesError(f"expected codes of businesses of this register, came {missing} of none; take them out")
    return sorted(found.values())


def of_kind(kind: str, limit: int) -> list[int]:
    """The numbers of businesses that have a record of a kind, `PACK/KIND`; at most so many. Raises UnknownPackError."""
    pack, slash, name = kind.partition("/")
    if not slash or not name:
        raise UnknownPackError(f"expected a kind of record such as cn/registration, came `{kind}`")
    with connection.cursor() as cursor:
        cursor.execute(_OF_KIND, [pack, name, limit])
        return [number for (number,) in cursor.fetchall()]
