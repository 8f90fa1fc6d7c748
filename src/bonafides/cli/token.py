"""`bonafides token key`, `rotate`: the keys that status tokens are signed with."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import Json, out, print_json

app = typer.Typer(no_args_is_help=True, help="The keys that the answers of checks are signed with.")


@app.callback()
def token() -> None:
    """The keys that the answers of checks are signed with."""


@app.command()
def key() -> None:
    """The key set as it is published at /.well-known/jwks.json; the last key signs."""
    from bonafides.site.setup import django_setup

    django_setup()
    from bonafides.measures.checks.keys import status_keys

    print_json(status_keys().published.as_json())


@app.command()
def rotate(
    forget: Annotated[
        str | None, typer.Option("--forget", metavar="KID", help="publish this key no longer; make no new one")
    ] = None,
    json: Json = False,
) -> None:
    """Make a new key, which signs from now on. The one before stays published, so that what it signed can be checked.

    Where somebody else may have a key: rotate, then --forget it, and whatever it signs is refused.
    """
    from bonafides.site.setup import django_setup

    django_setup()
    from bonafides.measures.checks import keys

    now = keys.forget(forget) if forget else keys.rotate()
    if json:
        print_json(now.published.as_json())
        return
    for one in now.published:
        out.print(f"{one.kid}{'  signs' if one == now.signer.public else ''}", markup=False)
