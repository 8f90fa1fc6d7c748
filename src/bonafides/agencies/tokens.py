"""Whose bearer token this is, and what that one may do today: asked before every route for officers, so in one statement."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from django.utils import timezone

from bonafides.acts.roles import Role
from bonafides.acts.statement import Statement

# Whatever an officer asks for is answered by the pack in force: which version that is, is asked along.
# As `in_force` has it: begun, not past its own end (excluded), not ended by a row of its own.
_BEARER = Statement(
    """SELECT a.pack, a.name, o.number, ARRAY(
        SELECT p.role FROM agencies_power p
        WHERE p.officer_id = o.id AND p.since <= %(today)s::date AND (p.until IS NULL OR p.until > %(today)s::date)
          AND NOT EXISTS (SELECT FROM agencies_powerend x WHERE x.power_id = p.id AND x.ends <= %(today)s::date)), v.id, v.digest
    FROM agencies_credential c JOIN agencies_officer o ON o.id = c.officer_id JOIN agencies_agency a ON a.id = o.agency_id
      LEFT JOIN packs_installedpack i ON i.pack = a.pack LEFT JOIN packs_packversion v ON v.id = i.version_id
    WHERE c.digest = %(digest)s::bytea AND c.since <= %(now)s::timestamptz AND c.until > %(now)s::timestamptz
      AND NOT EXISTS (SELECT FROM agencies_credentialend y WHERE y.credential_id = c.id AND y.ends <= %(now)s::timestamptz)"""
)


@dataclass(frozen=True)
class Bearer:
    """The officer of a token, by number, with the roles held today; the version in force of the agency's pack, its digest."""

    pack: str
    agency: str
    number: str
    roles: frozenset[Role]
    version: tuple[int, str] | None = field(default=None, compare=False)


def bearer_of(token: str) -> Bearer | None:
    """The officer of a token; None where it is nobody's, or no longer."""
    digest = sha256(token.encode("utf-8", "surrogatepass")).digest()
    row = _BEARER.first_row({"digest": digest, "now": timezone.now(), "today": timezone.localdate()})
    if row is None:
        return None
    version = None if row[4] is None else (row[4], row[5])
    return Bearer(row[0], row[1], row[2], frozenset(map(Role, row[3])), version)
