"""The people of the demonstration: officers with one power each, an auditor, somebody who speaks for a business."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bonafides.cli.output import out

if TYPE_CHECKING:
    from bonafides.acts.act import Acting
    from bonafides.agencies.acts.hand_out_keys import Keys
    from bonafides.agencies.models import Account, Agency

AGENCY = "market-regulation"
OFFICERS = ("case-officer", "decider", "reviewer", "inspector", "entry-clerk", "auditor")
BUSINESS = "business"


def demo_accounts(pack: str, code: str | None) -> list[dict[str, Any]]:
    """An account for each, with new keys each time; `code`: the business for which one of them speaks."""
    from bonafides.agencies.queries import agency

    found = [_officer(agency(pack, AGENCY), role) for role in OFFICERS]
    if code is not None:
        found.append(_representative(agency(pack, AGENCY), code))
    return [one for one in found if one is not None]


def tell_accounts(found: list[dict[str, Any]]) -> None:
    """Once, on the screen alone."""
    out.print(
        "sign in at /account/ (made-up people; these keys are shown once, and new ones are made with the next demo):"
    )
    for one in found:
        out.print(
            f"  {one['login']:<18} {one['password']:<18} {one['secret'] or 'without a code':<34} {one['is']}",
            markup=False,
        )
    out.print("the code of six digits, where it is asked for: bonafides account now SECRET", markup=False)


def _acting(reason: str) -> Acting:
    from bonafides.acts.act import Acting

    return Acting("demo", "operator", "operation of this installation", reason)


def _account(login: str) -> Account:
    from bonafides.agencies.accounts.queries import UnknownAccountError, account_of_login
    from bonafides.agencies.acts.invite import invite

    try:
        return account_of_login(login)
    except UnknownAccountError:
        return invite(_acting("demonstration"), login)


def _officer(agency: Agency, role: str) -> dict[str, Any] | None:
    """The first officer of the agency who has this power; tied to the account where it is tied to nobody yet."""
    from django.utils import timezone

    from bonafides.agencies.accounts.queries import officer_of
    from bonafides.agencies.acts.tie_account import tie_account
    from bonafides.agencies.queries import directory, officer

    today = timezone.localdate()
    account = _account(f"demo.{role}")
    if officer_of(account.pk) is None:
        number = next((one["number"] for one in directory(agency, today) if role in one["roles"]), None)
        if number is None:
            return None
        tie_account(_acting("demonstration"), account, officer(agency.pack, agency.name, number), today)
    who = officer_of(account.pk)
    return _told(_keys(account), f"{role}, officer {who.name} of {agency.name}" if who else role)


def _representative(agency: Agency, code: str) -> dict[str, Any] | None:
    """Somebody who speaks for a business, by the code of a letter as anybody would."""
    from bonafides.agencies.accounts.queries import represented
    from bonafides.agencies.acts.claim_by_code import claim_by_code
    from bonafides.agencies.acts.serve_code import serve_code
    from bonafides.entities.queries import entity_by_code

    account = _account(f"demo.{BUSINESS}")
    if code not in {one.code for one in represented(account.pk)}:
        letter = serve_code(_acting("demonstration"), entity_by_code("uscc", code), "demo-letter")
        claim_by_code(_acting("demonstration"), account, letter)
    return _told(_keys(account), f"speaks for {code}")


def _keys(account: Account) -> Keys:
    from bonafides.agencies.acts.hand_out_keys import hand_out_keys

    return hand_out_keys(_acting("demonstration"), account)


def _told(keys: Keys, what: str) -> dict[str, Any]:
    return {"login": keys.login, "password": keys.password, "secret": keys.secret, "is": what}
