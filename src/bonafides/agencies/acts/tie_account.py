"""Tie an account to an officer: from now on whoever signs in with it is that officer."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, ActRefusedError, Role, official_act
from bonafides.agencies.arguments import TieAccount
from bonafides.agencies.four_eyes import two_persons
from bonafides.agencies.in_force import in_force
from bonafides.agencies.models import Account, AccountTie, Officer
from bonafides.agencies.own_agency import must_be_another


@official_act("agencies.tie_account", by=(Role.OPERATOR, Role.ADMINISTRATOR))
def tie_account(
    acting: Acting, account: Account, officer: Officer, since: date, until: date | None = None
) -> AccountTie:
    """One account is one officer, and one officer has one account: two people never share one."""
    must_be_another(acting, officer)
    asked = TieAccount(login=account.login, officer=officer.number, since=since, until=until)
    two_persons(acting, officer.agency, asked)
    if until is not None and until <= since:
        raise ActRefusedError(
            "expected an end after %(since)s, came %(until)s; nothing was changed", since=since, until=until
        )
    Account.objects.select_for_update().get(pk=account.pk)  # of two ties at once the second sees the first
    Officer.objects.select_for_update(of=("self",)).get(pk=officer.pk)
    held = AccountTie.objects.filter(in_force(since))
    for one, told in (
        (held.filter(account=account), f"account {account.login}"),
        (held.filter(officer=officer), str(officer)),
    ):
        if (tie := one.select_related("account", "officer").first()) is not None:
            raise ActRefusedError(
                "%(told)s is tied already: account %(login)s is %(officer)s; end that first, nothing was changed",
                told=told,
                login=tie.account.login,
                officer=tie.officer,
            )
    acting.details = {"officer": officer.number, "agency": str(officer.agency), "account": account.pk}
    return acting.write(AccountTie, account=account, officer=officer, since=since, until=until)
