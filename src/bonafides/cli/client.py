"""`bonafides client`: programs of agencies at the API: register, list, end."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from bonafides.cli.officer import OPERATION, Agency, Basis, By, Pack, Reason, _operator, _tell
from bonafides.cli.output import Json, fail, out, print_json

app = typer.Typer(help="Programs of agencies that use the API, and what each may do.", no_args_is_help=True)


@app.command()
def register(
    title: Annotated[str, typer.Argument(metavar="TITLE", help="which program it is")], pack: Pack, agency: Agency,
    scope: Annotated[list[str], typer.Option(help="records:submit, records:read, evidence:request, checks or feed")],
    days: Annotated[int, typer.Option(min=1, max=1096, help="how long until it is registered anew")] = 365,
    certificate: Annotated[Path | None, typer.Option(help="bind it to this certificate, a PEM file")] = None,
    by: By = "local operator", basis: Basis = OPERATION, reason: Reason = "access to the API", json: Json = False,
) -> None:  # fmt: skip
    """Let a program in. Its secret is shown once, here. An agency with two administrators registers its own instead."""
    acting = _operator(by, basis, reason)
    from django.utils import timezone

    from bonafides.agencies.acts.register_client import register_client
    from bonafides.agencies.queries import agency as agency_of
    from bonafides.agencies.scopes import Scope

    known = [one.value for one in Scope]
    if strange := sorted(set(scope) - set(known)):
        fail(f"expected scopes of {', '.join(known)}, came {', '.join(strange)}")
    thumbprint = _thumbprint(certificate.read_text("utf-8")) if certificate else None
    until = timezone.now() + timedelta(days=days)
    made = register_client(acting, agency_of(pack, agency), title, tuple(map(Scope, scope)), until, thumbprint)
    told = f"client_id      {made.client.client_id}\nclient_secret  {made.secret}"
    figures = {
        "act": acting.id,
        "client_id": made.client.client_id,
        "client_secret": made.secret,
        "until": until.isoformat(),
    }
    _tell(figures, told, json)


@app.command("list")
def list_clients(pack: Pack, agency: Agency, json: Json = False) -> None:
    """The programs of an agency, the newest last."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.agencies.clients.queries import clients_of
    from bonafides.agencies.queries import agency as agency_of

    found = clients_of(agency_of(pack, agency))
    if json:
        print_json(found)
        return
    for one in found:
        bound = "bound to a certificate" if one["bound"] else ""
        state = f"ended {one['ended']}" if one["ended"] else f"until {one['until'][:10]}"
        out.print(f"{one['client_id']:<34} {one['title']:<24} {' '.join(one['scopes'])}  {state} {bound}", markup=False)
    if not found:
        out.print("no programs yet; register one: bonafides client register TITLE --scope …")


@app.command()
def end(
    client: Annotated[str, typer.Argument(metavar="CLIENT_ID", help="which program")], by: By = "local operator",
    basis: Basis = OPERATION, reason: Reason = "ended from the command line", json: Json = False,
) -> None:  # fmt: skip
    """End a program's access at once: its secret, and every token it has."""
    acting = _operator(by, basis, reason)
    from bonafides.agencies.acts.end_client import end_client
    from bonafides.agencies.clients.queries import client as client_of

    end_client(acting, client_of(client))
    _tell({"act": acting.id, "client_id": client}, f"{client} is let in no more", json)


def _thumbprint(pem: str) -> str:
    import ssl
    from hashlib import sha256

    try:
        return sha256(ssl.PEM_cert_to_DER_cert(pem[pem.index("-----BEGIN CERTIFICATE") :])).hexdigest()
    except ValueError:
        fail("--certificate: expected a file with `-----BEGIN CERTIFICATE-----` (PEM)")
