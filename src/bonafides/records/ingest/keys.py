"""The keys of businesses, as they come and go: made for the rows of a chunk, wrapped anew or destroyed by the acts that say so.

One key for the facts of each class of a business, made with the first of them. What was erased stays so: such a business gets no
new key, and its facts are not kept, until an act admits them again.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import NamedTuple

import psycopg
from django.db import connection

from bonafides.entities.models import EntityKey
from bonafides.records.ingest.columns import MARK, given
from bonafides.records.locked.form import KEY_BYTES
from bonafides.records.locked.keyring import MAKING
from bonafides.records.locked.master import Masters, masters

Cursor = psycopg.Cursor[tuple[object, ...]]
_FOUND = f"""
SELECT entity_id, id, master, wrapped FROM entities_entitykey
WHERE "of" = %(of)s AND entity_id = ANY ({given("entities", "bigint")})
"""
_ERASED = f"""
SELECT x.entity_id, max(x.key) FROM entities_erasure x
WHERE x."of" = %(of)s AND x.entity_id = ANY ({given("entities", "bigint")})
  AND NOT EXISTS (SELECT FROM entities_readmission n WHERE n.erasure_id = x.id)
GROUP BY x.entity_id
"""
_ENTER = f"""
INSERT INTO entities_entitykey (entity_id, "of", master, wrapped)
SELECT n.entity, %(of)s, %(master)s, decode(n.wrapped, 'hex')
FROM unnest({given("entities", "bigint")}, {given("wrapped")}) AS n (entity, wrapped)
ORDER BY n.entity ON CONFLICT (entity_id, "of") DO NOTHING RETURNING entity_id, id
"""
_MANY = 20_000
_OTHERS = "SELECT id, master, wrapped FROM entities_entitykey WHERE master <> %s ORDER BY id LIMIT %s"
_ANEW = """
UPDATE entities_entitykey AS k SET master = %s, wrapped = n.wrapped FROM unnest(%s::bigint[], %s::bytea[]) AS n (id, wrapped)
WHERE k.id = n.id
"""


class Key(NamedTuple):
    """Its number, and the key; none where the facts of the business are erased."""

    number: int
    key: bytes | None


def settled(cursor: Cursor, of: str, entities: Iterable[int]) -> dict[int, Key]:
    """The key of each business for the facts of one class; those that have none get one, in this transaction.

    Raises MasterKeyError.
    """
    wanted = sorted(set(entities))
    if not wanted:
        return {}
    cursor.execute(MAKING)
    found = _known(cursor, of, wanted)
    while missing := [one for one in wanted if one not in found]:
        # The first key of all makes the first master key; later a file that is missing was lost, and is not made anew.
        own = masters(make=not found and cursor.execute("SELECT FROM entities_entitykey LIMIT 1").fetchone() is None)
        keys = [secrets.token_bytes(KEY_BYTES) for _ in missing]
        wrapped = MARK.join(one.hex() for one in own.wrap(keys))
        values = {"of": of, "master": own.current, "entities": _joined(missing), "wrapped": wrapped}
        entered = {int(str(one)): int(str(number)) for one, number in cursor.execute(_ENTER, values)}
        found |= {one: Key(entered[one], key) for one, key in zip(missing, keys, strict=True) if one in entered}
        if len(entered) < len(missing):  # another agency's file was first
            found |= _known(cursor, of, [one for one in missing if one not in entered])
    return found


def _known(cursor: Cursor, of: str, entities: list[int]) -> dict[int, Key]:
    values = {"of": of, "entities": _joined(entities)}
    rows = cursor.execute(_FOUND, values).fetchall()
    keys = masters().unwrap((str(row[2]), bytes(row[3])) for row in rows) if rows else []  # type: ignore[call-overload]
    found = {int(str(row[0])): Key(int(str(row[1])), key) for row, key in zip(rows, keys, strict=True)}
    cursor.execute(_ERASED, values)
    return {int(str(one)): Key(int(str(number)), None) for one, number in cursor.fetchall()} | found


def _joined(numbers: Iterable[int]) -> str:
    return MARK.join(map(str, numbers))


def wrap_anew(own: Masters) -> int:
    """Wrap each key under the current master key, that is not so yet; how many."""
    done = 0
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS, [own.current, _MANY])
        while rows := cursor.fetchall():
            keys = own.unwrap((row[1], bytes(row[2])) for row in rows)
            cursor.execute(_ANEW, [own.current, [row[0] for row in rows], own.wrap(keys)])
            done += len(rows)
            cursor.execute(_OTHERS, [own.current, _MANY])
    return done


def destroy(keys: Iterable[EntityKey]) -> None:
    """Delete keys whose erasure is written; the database refuses any other."""
    EntityKey.objects.filter(pk__in=[one.pk for one in keys]).delete()
