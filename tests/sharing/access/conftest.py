"""Who looks, at what, for what."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from bonafides.agencies.who import Kind, Who
from bonafides.sharing.access.log import How, Telling, logged

OFFICER = Who(Kind.OFFICER, "toy", "a", "A-012")
AT_ONCE = Telling()
FIELDS = {"fine": ["secret", "note"], "licence": ["shared"]}


@dataclass(frozen=True)
class Asked:
    """What is asked."""

    who: Who = OFFICER
    purpose: str | None = "licensing"
    case: str | None = "case:12"


def look(
    *entities: int, who: Who = OFFICER, telling: Telling = AT_ONCE, case: str | None = "case:12", how: How = How.API
) -> None:
    """Look at some businesses."""
    logged(Asked(who, case=case), entities, FIELDS, how, basis="LAW art. 1", telling=telling)


def as_owner(statement: str) -> None:
    """A statement of whoever owns the database, its guards turned off."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.cursor.execute(statement)
        cursor.execute("SET session_replication_role = DEFAULT")
