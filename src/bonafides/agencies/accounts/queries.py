"""Reads of accounts: which there are, and who one is today: asked before every page for people signed in, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from bonafides.acts.act import ActRefusedError
from bonafides.acts.roles import Role
from bonafides.acts.statement import Statement
from bonafides.agencies.accounts.speaking import name_of
from bonafides.agencies.in_force import in_force
from bonafides.agencies.models import Account, Representation
from bonafides.agencies.who import ANYONE, Kind, Who
from bonafides.entities.models import Entity

_OFFICER = Statement(
    """SELECT a.pack, a.name, o.number, ARRAY(
        SELECT p.role FROM agencies_power p
        WHERE p.officer_id = o.id AND p.since <= %(today)s::date AND (p.until IS NULL OR p.until > %(today)s::date)
          AND NOT EXISTS (SELECT FROM agencies_powerend x WHERE x.power_id = p.id AND x.ends <= %(today)s::date))
    FROM agencies_accounttie t JOIN agencies_officer o ON o.id = t.officer_id JOIN agencies_agency a ON a.id = o.agency_id
    WHERE t.account_id = %(account)s AND t.since <= %(today)s::date AND (t.until IS NULL OR t.until > %(today)s::date)
      AND NOT EXISTS (SELECT FROM agencies_accounttieend y WHERE y.tie_id = t.id AND y.ends <= %(today)s::date)"""
)


class UnknownAccountError(LookupError):
    """No such account."""


@dataclass(frozen=True)
class Represented:
    """A business that an account speaks for."""

    representation: int
    entity: int
    scheme: str
    code: str
    since: datetime
    until: datetime | None


def account_of_login(login: str) -> Account:
    """An account by what is typed to sign in. Raises UnknownAccountError."""
    found = Account.objects.filter(login=login).first() if "\0" not in login else None
    if found is None:
        raise UnknownAccountError(f"there is no account {login!r}; invite somebody: bonafides account invite LOGIN")
    return found


def officer_of(account: int) -> Who | None:
    """The officer that an account is today, with the powers held today."""
    row = _OFFICER.first_row({"account": account, "today": timezone.localdate()})
    return None if row is None else Who(Kind.OFFICER, row[0], row[1], row[2], frozenset(map(Role, row[3])))


def represented(account: int) -> list[Represented]:
    """The businesses that an account speaks for now, the longest first."""
    held = Representation.objects.filter(in_force(timezone.now()), account=account).order_by("since", "pk")
    return [
        Represented(one.pk, one.entity_id, one.entity.scheme, one.entity.code, one.since, one.until)
        for one in held.select_related("entity")
    ]


def representations(account: Account, entity: Entity) -> list[Representation]:
    """By what an account speaks for a business now. Raises ActRefusedError where it does not."""
    held = list(Representation.objects.filter(in_force(timezone.now()), account=account, entity=entity).order_by("pk"))
    if not held:
        raise ActRefusedError(
            "expected an account that speaks for %(entity)s today, came `%(login)s`, which does not: bonafides "
            "account list shows who does; nothing was changed",
            entity=entity,
            login=account.login,
        )
    return held


def representative_of(account: int, entity: int) -> Who:
    """Who speaks for a business; anyone, where the account does not speak for it now."""
    held = Representation.objects.filter(in_force(timezone.now()), account=account, entity=entity)
    return Who(Kind.BUSINESS, name=name_of(account), entity=entity) if held.exists() else ANYONE


def accounts() -> list[dict[str, Any]]:
    """Every account, with the officer that it is today."""
    return [
        {
            "login": one.login, "active": one.is_active, "made_at": one.made_at.isoformat(),
            "last_login": one.last_login.isoformat() if one.last_login else None,
            "officer": f"{who.pack}/{who.agency}/{who.name}" if (who := officer_of(one.pk)) else None,
            "represents": [f"{each.scheme}:{each.code}" for each in represented(one.pk)],
        }
        for one in Account.objects.order_by("login")
    ]  # fmt: skip
