"""The keys of businesses and agencies, as they come and go: made for the rows of a chunk, wrapped anew or destroyed by acts.

One key for the facts of each class of a business, made with the first of them. What was erased stays so: such a business gets no
new key, and its facts are not kept, until an act admits them again. An agency has one key, for what waits in its quarantine.
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
_AGENCY = "SELECT id, master, wrapped FROM agencies_agencykey WHERE agency_id = %s"
_ENTER_AGENCY = """
INSERT INTO agencies_agencykey (agency_id, master, wrapped) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING
"""
_NONE_YET = "SELECT WHERE EXISTS (SELECT FROM entities_entitykey) OR EXISTS (SELECT FROM agencies_agencykey)"
_TABLES = ("entities_entitykey", "agencies_agencykey")
_OTHERS = "SELECT id, master, wrapped FROM {} WHERE master <> %s ORDER BY id LIMIT %s"
_ANEW = """
UPDATE {} AS k SET master = %s, wrapped = n.wrapped FROM unnest(%s::bigint[], %s::bytea[]) AS n (id, wrapped)
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
        own = _masters(cursor)
        keys = [secrets.token_bytes(KEY_BYTES) for _ in missing]
        wrapped = MARK.join(one.hex() for one in own.wrap(keys))
        values = {"of": of, "master": own.current, "entities": _joined(missing), "wrapped": wrapped}
        entered = {int(str(one)): int(str(number)) for one, number in cursor.execute(_ENTER, values)}
        found |= {one: Key(entered[one], key) for one, key in zip(missing, keys, strict=True) if one in entered}
        if len(entered) < len(missing):  # another agency's file was first
            found |= _known(cursor, of, [one for one in missing if one not in entered])
    return found


def settled_for(cursor: Cursor, agency: int) -> Key:
    """The key of an agency; made, in this transaction, where it has none. Raises MasterKeyError."""
    cursor.execute(MAKING)
    while (row := cursor.execute(_AGENCY, [agency]).fetchone()) is None:
        own = _masters(cursor)
        [wrapped] = own.wrap([secrets.token_bytes(KEY_BYTES)])
        cursor.execute(_ENTER_AGENCY, [agency, own.current, wrapped])  # or another's file was first
    [key] = masters().unwrap([(str(row[1]), bytes(row[2]))])  # type: ignore[call-overload]  # as the table has it
    return Key(int(str(row[0])), key)


def _masters(cursor: Cursor) -> Masters:
    """The first key of all makes the first master key; later a file that is missing was lost, and is not made anew."""
    return masters(make=cursor.execute(_NONE_YET).fetchone() is None)


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
    return sum(_wrapped_anew(own, table) for table in _TABLES)


def _wrapped_anew(own: Masters, table: str) -> int:
    done = 0
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS.format(table), [own.current, _MANY])
        while rows := cursor.fetchall():
            keys = own.unwrap((row[1], bytes(row[2])) for row in rows)
            cursor.execute(_ANEW.format(table), [own.current, [row[0] for row in rows], own.wrap(keys)])
            done += len(rows)
            cursor.execute(_OTHERS.format(table), [own.current, _MANY])
    return done


def destroy(keys: Iterable[EntityKey]) -> None:
    """Delete keys whose erasure is written; the database refuses any other."""
    EntityKey.objects.filter(pk__in=[one.pk for one in keys]).delete()
