"""The keys of businesses and agencies, as they come and go: made for the rows of a chunk, wrapped anew or destroyed by acts.

One key for the facts of each class of a business, made with the first of them. What was erased stays so: such a business gets no
new key, and its facts are not kept, until an act admits them again. An agency has one key, for what waits in its quarantine.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

import polars as pl
import psycopg
from django.db import connection

from bonafides.entities.models import EntityKey
from bonafides.records.ingest.businesses import Businesses
from bonafides.records.ingest.columns import MARK, fetched, given, taken
from bonafides.records.ingest.copying import copy_rows
from bonafides.records.locked.form import KEY_BYTES
from bonafides.records.locked.key import Key
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
_NUMBERS = f"""SELECT {taken("nextval('entities_entitykey_id_seq')")} FROM generate_series(1, %s)"""
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


def settled(cursor: Cursor, of: str, entities: Iterable[int], businesses: Businesses | None = None) -> dict[int, Key]:
    """The key of each business for the facts of one class; those that have none get one, in this transaction.

    `businesses` knows which are new, and keeps the keys for the rest of the transaction. Raises MasterKeyError.
    """
    found = {} if businesses is None else businesses.keys[of]
    missing = set(entities).difference(found)
    if missing:
        cursor.execute(MAKING)
        new = set[int]() if businesses is None else businesses.new(missing)
        if new:
            found |= _entered(cursor, of, sorted(new))
        if missing - new:
            found |= _settled(cursor, of, sorted(missing - new))
    return found


def _entered(cursor: Cursor, of: str, entities: list[int]) -> dict[int, Key]:
    """Keys of businesses that nobody else sees yet: there can be none, and no erasure."""
    own, count = _masters(cursor), len(entities)
    numbers = fetched(cursor.execute(_NUMBERS, [count]), {"id": pl.Int64})
    keys = _fresh(count)
    rows = numbers.with_columns(
        entity_id=pl.Series(entities, dtype=pl.Int64), of=pl.lit(of), master=pl.lit(own.current),
        wrapped=pl.Series(own.wrap(keys), dtype=pl.Binary),
    )  # fmt: skip
    copy_rows(cursor, "entities_entitykey", rows)
    return dict(zip(entities, map(Key, numbers["id"].to_list(), keys), strict=True))


def _settled(cursor: Cursor, of: str, wanted: list[int]) -> dict[int, Key]:
    found = _known(cursor, of, wanted)
    while missing := [one for one in wanted if one not in found]:
        own = _masters(cursor)
        keys = _fresh(len(missing))
        wrapped = MARK.join(one.hex() for one in own.wrap(keys))
        values = {"of": of, "master": own.current, "entities": _joined(missing), "wrapped": wrapped}
        entered = {int(str(one)): int(str(number)) for one, number in cursor.execute(_ENTER, values)}
        found |= {one: Key(entered[one], key) for one, key in zip(missing, keys, strict=True) if one in entered}
        if len(entered) < len(missing):  # another agency's file was first
            found |= _known(cursor, of, [one for one in missing if one not in entered])
    return found


def _fresh(count: int) -> list[bytes]:
    random = secrets.token_bytes(KEY_BYTES * count)
    return [random[at : at + KEY_BYTES] for at in range(0, len(random), KEY_BYTES)]


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
