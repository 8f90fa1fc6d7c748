"""Programs of agencies: which one a token is of, asked before every route for programs and so in one statement."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.utils import timezone

from bonafides.acts.statement import Statement
from bonafides.agencies.in_force import in_force
from bonafides.agencies.models import Agency, MachineClient

TOKEN_PREFIX = "bonafides_program_"  # noqa: S105  # by which scanners of leaked tokens know it, and we whose it is
# What was registered counts, not what the token once said: a scope is held by both.
_PROGRAM = Statement(
    """SELECT a.pack, a.name, c.client_id, t.scope, c.scopes, c.thumbprint, v.id, v.digest
    FROM oauth2_provider_accesstoken t JOIN oauth2_provider_application l ON l.id = t.application_id
      JOIN agencies_machineclient c ON c.client_id = l.client_id JOIN agencies_agency a ON a.id = c.agency_id
      LEFT JOIN packs_installedpack i ON i.pack = a.pack LEFT JOIN packs_packversion v ON v.id = i.version_id
    WHERE t.token_checksum = %(digest)s AND t.expires > %(now)s::timestamptz
      AND c.since <= %(now)s::timestamptz AND c.until > %(now)s::timestamptz
      AND NOT EXISTS (SELECT FROM agencies_machineclientend x WHERE x.client_id = c.id AND x.ends <= %(now)s::timestamptz)"""
)


class UnknownClientError(LookupError):
    """No such client is registered."""


@dataclass(frozen=True)
class Program:
    """The client of a token, with the scopes it has; `thumbprint`: the certificate it must show too.

    `version`: that in force of the agency's pack, and its digest.
    """

    pack: str
    agency: str
    client_id: str
    scopes: frozenset[str]
    thumbprint: bytes | None
    version: tuple[int, str] | None = field(default=None, compare=False)


def program_of(token: str) -> Program | None:
    """The client of a token; None where it is nobody's, or no longer."""
    digest = sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
    row = _PROGRAM.first_row({"digest": digest, "now": timezone.now()})
    if row is None:
        return None
    thumbprint = None if row[5] is None else bytes(row[5])
    version = None if row[6] is None else (row[6], row[7])
    return Program(row[0], row[1], row[2], frozenset(row[3].split()) & frozenset(row[4]), thumbprint, version)


def client_in_force(client_id: str) -> MachineClient | None:
    """A client that is let in now."""
    if "\0" in client_id:
        return None
    return MachineClient.objects.filter(in_force(timezone.now()), client_id=client_id).select_related("agency").first()


def client(client_id: str) -> MachineClient:
    """A client, ended or not. Raises UnknownClientError."""
    found = MachineClient.objects.filter(client_id=client_id).select_related("agency").first()
    if found is None:
        raise UnknownClientError(f"there is no program {client_id!r}; those there are: bonafides client list")
    return found


def clients_of(agency: Agency) -> list[dict[str, Any]]:
    """The clients of an agency, ended or not, in the order in which they were registered."""
    return [
        {
            "client_id": one.client_id, "title": one.title, "scopes": one.scopes, "bound": one.thumbprint is not None,
            "until": one.until.isoformat(), "ended": min((end.ends.isoformat() for end in one.ended.all()), default=None),
        }
        for one in MachineClient.objects.filter(agency=agency).order_by("pk").prefetch_related("ended")
    ]  # fmt: skip
