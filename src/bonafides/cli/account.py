"""`bonafides account`: how people sign in: invite, list, tie to an officer, give a new beginning."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bonafides.cli.officer import (
    OPERATION,
    Agency,
    Basis,
    By,
    Day,
    Number,
    Pack,
    Reason,
    _day,
    _officer,
    _operator,
    _tell,
)
from bonafides.cli.output import Json, fail, out, print_json

if TYPE_CHECKING:
    from bonafides.agencies.models import Account

app = typer.Typer(help="Accounts of people who sign in at /account/.", no_args_is_help=True)
Login = Annotated[str, typer.Argument(metavar="LOGIN", help="what the person types to sign in")]


@app.command()
def invite(
    login: Login, by: By = "local operator", basis: Basis = OPERATION, reason: Reason = "invited", json: Json = False
) -> None:
    """Make an account, and print the link by which its person sets a password: once, within three days."""
    acting = _operator(by, basis, reason)
    from bonafides.agencies.acts.invite import invite as act

    account = act(acting, login)
    _tell({"act": acting.id, "login": login, "link": (link := _link(account))}, link, json)


@app.command()
def reset(
    login: Login, by: By = "local operator", basis: Basis = OPERATION, reason: Reason = "keys lost", json: Json = False
) -> None:
    """Take password and second factors from an account, end its sessions, and print a new link. Know the person first."""
    acting = _operator(by, basis, reason)
    from bonafides.agencies.accounts.queries import account_of_login
    from bonafides.agencies.acts.reset_account import reset_account

    account = account_of_login(login)
    reset_account(acting, account)
    _tell({"act": acting.id, "login": login, "link": (link := _link(account))}, link, json)


@app.command("list")
def list_accounts(json: Json = False) -> None:
    """Every account, with the officer that it is and the businesses it speaks for today."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.agencies.accounts.queries import accounts

    found = accounts()
    if json:
        print_json(found)
        return
    for one in found:
        what = one["officer"] or " ".join(one["represents"]) or "tied to nobody"
        out.print(f"{one['login']:<32} {what:<44} last here: {one['last_login'] or 'never'}", markup=False)
    if not found:
        out.print("no accounts yet; invite somebody: bonafides account invite LOGIN")


@app.command()
def tie(
    login: Login, number: Number, pack: Pack, agency: Agency, since: Day = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="default: no end")] = None,
    by: By = "local operator", basis: Basis = OPERATION, reason: Reason = "tied from the command line", json: Json = False,
) -> None:  # fmt: skip
    """From now on whoever signs in with this account, and a second factor, is that officer."""
    acting = _operator(by, basis, reason)
    from bonafides.agencies.accounts.queries import account_of_login
    from bonafides.agencies.acts.tie_account import tie_account

    tie_account(
        acting, account_of_login(login), _officer(pack, agency, number), _day(since), until.date() if until else None
    )
    _tell({"act": acting.id, "login": login, "number": number}, f"{login} is officer {number}", json)


@app.command()
def untie(
    number: Number, pack: Pack, agency: Agency, on: Day = None, by: By = "local operator", basis: Basis = OPERATION,
    reason: Reason = "untied from the command line", json: Json = False,
) -> None:  # fmt: skip
    """End what ties an account to an officer."""
    acting = _operator(by, basis, reason)
    from bonafides.agencies.acts.end_tie import end_tie

    end_tie(acting, _officer(pack, agency, number), _day(on))
    _tell({"act": acting.id, "number": number}, f"no account is officer {number} from {_day(on)}", json)


@app.command("end-representation")
def end_representation(
    login: Login, business: Annotated[str, typer.Argument(metavar="CODE", help="the code of the business")],
    scheme: Annotated[str, typer.Option(help="the scheme of the code")] = "uscc", by: By = "local operator",
    basis: Basis = OPERATION, reason: Reason = "the business said so", json: Json = False,
) -> None:  # fmt: skip
    """End that an account speaks for a business: at once, in every session."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.agencies.accounts.queries import account_of_login, representations
    from bonafides.agencies.acts.end_representation import end_representation as act
    from bonafides.entities.queries import entity_by_code

    done = []
    for one in representations(account_of_login(login), entity_by_code(scheme, business)):
        act(acting := _operator(by, basis, reason), one)
        done.append(acting.id)
    _tell({"acts": done, "login": login, "code": business}, f"{login} speaks for {business} no more", json)


@app.command()
def code(
    business: Annotated[str, typer.Argument(metavar="CODE", help="the code of the business")],
    document: Annotated[str, typer.Option(help="the number of the letter that will carry it")], pack: Pack, agency: Agency,
    by: Annotated[str, typer.Option("--by", help="the officer's number")], basis: Basis = OPERATION,
    scheme: Annotated[str, typer.Option(help="the scheme of the code")] = "uscc", reason: Reason = "asked for",
    json: Json = False,
) -> None:  # fmt: skip
    """Make the code of a letter to the registered address: whoever types it at /account/ speaks for the business.

    It is shown once, here, for the letter alone: it stands in no document that is kept.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting
    from bonafides.agencies.acts.serve_code import serve_code
    from bonafides.entities.queries import entity_by_code

    acting = Acting(by, agency, basis, reason, pack=pack)
    made = serve_code(acting, entity_by_code(scheme, business), document)
    _tell({"act": acting.id, "document": document, "code": made}, made, json)


@app.command()
def now(
    secret: Annotated[str, typer.Argument(metavar="SECRET", help="what the demonstration printed beside the password")],
    json: Json = False,
) -> None:
    """Print the code of this half minute, for a demonstration without an authenticator app; nothing is read or kept."""
    import binascii
    import time

    from bonafides.cli.database import ready

    ready()
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    try:
        code = format_hotp_value(hotp_value(secret.strip(), int(time.time()) // 30))
    except (binascii.Error, UnicodeEncodeError):
        fail("expected the secret of an authenticator app, letters A to Z and digits 2 to 7, came something else")
    _tell({"code": code}, code, json)


def _link(account: Account) -> str:
    from django.conf import settings

    from bonafides.agencies.accounts.invitation import link_of

    return f"{settings.PUBLIC_URL}{link_of(account)}"
