"""The batch row of a file: begun, carried on after a kill, completed; and the lock that keeps two ingests of it apart."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from django.db import connection
from django.utils import timezone

from bonafides.agencies.models import Agency
from bonafides.entities.models import CodeException
from bonafides.kernel.identifiers import ExceptedCode, ExceptionRegister, Scheme, scheme
from bonafides.kernel.identifiers.natural_person import mask
from bonafides.packs.mapping import Mapping
from bonafides.packs.models import Kind, PackVersion, PublicityClass
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


def begin(path: Path, pack: Pack, version: PackVersion, mapping: Mapping, name: str = "") -> Batch:
    """The batch of a file under a mapping: the one that is there already, or a new one. Raises BusyError."""
    digest = file_digest(path)
    with connection.cursor() as cursor:
        # Held by the session: a killed ingest lets go of it.
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_lock_key(digest, mapping.mapping)])
        if not cursor.fetchone()[0]:
            raise BusyError(f"{path}: another process is taking this file in; wait for it to end")
    return batch_of(digest, mask(name) or file_name(path), pack, version, mapping)


def begin_within(digest: str, name: str, pack: Pack, version: PackVersion, mapping: Mapping) -> Batch:
    """The same for content that goes in whole in the transaction of the caller, which holds the lock. Raises BusyError."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_lock_key(digest, mapping.mapping)])
        if not cursor.fetchone()[0]:
            raise BusyError(f"{name}: the same content is being taken in at this moment; ask again in a second")
    return batch_of(digest, name, pack, version, mapping)


def batch_of(digest: str, name: str, pack: Pack, version: PackVersion, mapping: Mapping) -> Batch:
    """The one batch of this content under this mapping; the lock on it is held."""
    batch, _ = Batch.objects.get_or_create(
        file_digest=digest,
        mapping=mapping.mapping,
        pack_version=version,
        defaults={
            "agency": Agency.objects.get(pack=pack.name, name=mapping.agency),
            "kind": Kind.objects.get(pack=pack.name, name=mapping.kind),
            "file_name": name,
            "started_at": timezone.now(),
        },
    )
    return batch


def _lock_key(digest: str, mapping: str) -> int:
    """Eight bytes of a digest are the key."""
    return int.from_bytes(hashlib.sha256(f"{digest}{mapping}".encode()).digest()[:8], "big", signed=True)


def release(batch: Batch) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [_lock_key(batch.file_digest, batch.mapping)])


def plan_of(batch: Batch, pack: Pack, mapping: Mapping) -> Plan:
    """Everything that is known before the first row."""
    kind = pack.catalogue[mapping.kind]
    use = pack.scheme(mapping.code.scheme)
    publicity = dict(PublicityClass.objects.filter(kind_id=batch.kind_id).values_list("name", "id"))
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
        publicity=publicity,
    )


def _scheme(use: SchemeUse) -> Scheme:
    if use.scheme != "uscc":
        return scheme(use.scheme, pattern=use.pattern, stdnum=use.stdnum)
    excepted = [
        ExceptedCode(one.code, one.authority, one.confirmed_on, one.act.reason)
        for one in CodeException.objects.filter(scheme="uscc").select_related("act")
    ]
    return scheme("uscc", exceptions=ExceptionRegister.of(excepted))
