"""The batch row of a file: begun, carried on after a kill, completed; and the lock that keeps two ingests of it apart."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path

from django.db import connection
from django.utils import timezone

from bonafides.acts.statement import Statement, columns_of
from bonafides.kernel.identifiers import ExceptedCode, ExceptionRegister, Scheme, scheme
from bonafides.kernel.identifiers.natural_person import mask
from bonafides.packs.mapping import Mapping
from bonafides.packs.models import PackVersion
from bonafides.packs.pack import Pack, SchemeUse
from bonafides.records.ingest.plan import Plan
from bonafides.records.models import Batch


class BusyError(Exception):
    """Another process is taking the same file in."""


def file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def file_name(path: Path) -> str:
    """The name of a file as it is kept: legible, and without the number of a natural person."""
    return mask(os.fsencode(path.name).decode("utf-8", "backslashreplace"))


def begin(path: Path, digest: str, name: str, pack: Pack, version: PackVersion, mapping: Mapping) -> Batch:
    """The batch of a file under a mapping: the one that is there already, or a new one. Raises BusyError."""
    with connection.cursor() as cursor:
        # Held by the session: a killed ingest lets go of it.
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_lock_key(digest, mapping.mapping)])
        if not cursor.fetchone()[0]:
            raise BusyError(f"{path}: another process is taking this file in; wait for it to end")
        try:
            return batch_of(digest, name, pack, version, mapping)
        except LookupError:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_lock_key(digest, mapping.mapping)])
            raise


def begin_within(digest: str, name: str, pack: Pack, version: PackVersion, mapping: Mapping) -> Batch:
    """The same for content that goes in whole in the transaction of the caller, which holds the lock. Raises BusyError."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_lock_key(digest, mapping.mapping)])
        if not cursor.fetchone()[0]:
            raise BusyError(f"{name}: the same content is being taken in at this moment; ask again in a second")
    return batch_of(digest, name, pack, version, mapping)


_COLUMNS = columns_of(Batch)
_OF = Statement(f"""
WITH begun AS (
  INSERT INTO records_batch (pack_version_id, mapping, agency_id, kind_id, file_name, file_digest, started_at, next_row, added,
    unchanged, quarantined)
  SELECT %(version)s::bigint, %(mapping)s::text, a.id, k.id, %(name)s::text, %(digest)s::text, %(now)s::timestamptz, 1, 0, 0, 0
  FROM agencies_agency a JOIN packs_kind k ON k.pack = a.pack
  WHERE a.pack = %(pack)s::text AND a.name = %(agency)s::text AND k.name = %(kind)s::text
  ON CONFLICT (file_digest, mapping, pack_version_id) DO NOTHING
  RETURNING {", ".join(_COLUMNS)}
)
SELECT {", ".join(_COLUMNS)} FROM begun UNION ALL
SELECT {", ".join(_COLUMNS)} FROM records_batch
WHERE file_digest = %(digest)s::text AND mapping = %(mapping)s::text AND pack_version_id = %(version)s::bigint
""")


def batch_of(digest: str, name: str, pack: Pack, version: PackVersion, mapping: Mapping) -> Batch:
    """The one batch of this content under this mapping; the lock on it is held."""
    row = _OF.first_row({
        "version": version.pk, "mapping": mapping.mapping, "name": name, "digest": digest, "now": timezone.now(),
        "pack": pack.name, "agency": mapping.agency, "kind": mapping.kind,
    })  # fmt: skip
    if row is None:
        raise LookupError(f"{pack.name}: its agency {mapping.agency} or its kind {mapping.kind} is not in the register")
    return Batch.from_db(connection.alias, _COLUMNS, row)


def _lock_key(digest: str, mapping: str) -> int:
    """Eight bytes of a digest are the key."""
    return int.from_bytes(hashlib.sha256(f"{digest}{mapping}".encode()).digest()[:8], "big", signed=True)


def release(batch: Batch) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [_lock_key(batch.file_digest, batch.mapping)])


def still_ours(batch: Batch) -> None:
    """Of a chunk whose turn it is. Raises BusyError where another process was here since, as the lock was lost."""
    if not Batch.objects.filter(pk=batch.pk, next_row=batch.next_row).exists():
        raise _overtaken(batch)


def go_on(batch: Batch, next_row: int, added: int, unchanged: int, quarantined: int) -> None:
    """Count a chunk in, in its transaction. Raises BusyError as `still_ours` does."""
    figures = {
        "next_row": next_row, "added": batch.added + added, "unchanged": batch.unchanged + unchanged,
        "quarantined": batch.quarantined + quarantined,
    }  # fmt: skip
    if not Batch.objects.filter(pk=batch.pk, next_row=batch.next_row).update(**figures):
        raise _overtaken(batch)
    for name, value in figures.items():
        setattr(batch, name, value)


def _overtaken(batch: Batch) -> BusyError:
    return BusyError(f"{batch.file_name}: another process is taking this file in; wait for it to end")


def plan_of(batch: Batch, pack: Pack, mapping: Mapping) -> Plan:
    """Everything that is known before the first row."""
    kind = pack.catalogue[mapping.kind]
    use = pack.scheme(mapping.code.scheme)
    return Plan(
        mapping=mapping,
        kind=kind,
        scheme_use=use,
        scheme=_scheme(use),
        alias_schemes={one.scheme: _scheme(one) for one in pack.info.schemes if one.role == "alias"},
        latest_day=mapping.made_on or timezone.localdate(),
        batch_id=batch.pk,
        kind_id=batch.kind_id,
        agency_id=batch.agency_id,
        publicity=dict(_PUBLICITY.rows({"kind": batch.kind_id})),
    )


_PUBLICITY = Statement("SELECT name, id FROM packs_publicityclass WHERE kind_id = %(kind)s::smallint ORDER BY id")


_EXCEPTED = Statement("""
SELECT e.code, e.authority, e.confirmed_on, a.reason FROM entities_codeexception e JOIN acts_act a ON a.id = e.act_id
WHERE e.scheme = 'uscc' ORDER BY e.code
""")


def _scheme(use: SchemeUse) -> Scheme:
    if use.scheme != "uscc":
        return _other(use.scheme, use.pattern, use.stdnum)
    return _uscc(tuple(ExceptedCode(*row) for row in _EXCEPTED.rows({})))


@lru_cache(maxsize=64)
def _other(name: str, pattern: str | None, stdnum: str | None) -> Scheme:
    return scheme(name, pattern=pattern, stdnum=stdnum)


@lru_cache(maxsize=4)
def _uscc(excepted: tuple[ExceptedCode, ...]) -> Scheme:
    return scheme("uscc", exceptions=ExceptionRegister.of(excepted))
