"""`bonafides watch use MODEL VERSION`: put an approved version in use."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import Json, out, print_json
from bonafides.cli.watch.common import Basis, Model, Number, Officer, PackName, of_owner, pack_of_model


def use(
    model: Model,
    number: Number,
    *,
    officer: Officer,
    reason: Annotated[str, typer.Option(help="why this version, and why now")],
    pack: PackName = None,
    basis: Basis = None,
    json: Json = False,
) -> None:
    """Put a version in use that two officers have approved. It takes the place of the one before."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.watch.acts.use import use as act
    from bonafides.watch.registry import version_of

    found, _ = pack_of_model(model, pack)
    version = version_of(found.name, model, number)
    acting = of_owner(found, model, officer, basis, reason)
    done = act(acting, version)
    if json:
        told = {"act": acting.id, "model": model, "version": number, "since": done.since.isoformat()}
        print_json(told | {"expires_on": version.expires_on.isoformat()})
        return
    out.print(
        f"{version} is in use from {done.since}, and may be before {version.expires_on}; act {acting.id}", markup=False
    )
    out.print(f"  score the businesses: bonafides watch score {model}", markup=False)
