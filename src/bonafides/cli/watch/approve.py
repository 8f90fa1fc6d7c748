"""`bonafides watch approve MODEL VERSION`: an officer stands for a version."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import Json, out, print_json
from bonafides.cli.watch.common import Basis, Model, Number, Officer, PackName, of_owner, pack_of_model


def approve(
    model: Model,
    number: Number,
    *,
    officer: Officer,
    reason: Annotated[str, typer.Option(help="what was read, and why it is good enough")],
    pack: PackName = None,
    basis: Basis = None,
    json: Json = False,
) -> None:
    """Approve a version, after reading it: bonafides watch show, bonafides watch table.

    Two different officers of the agency that owns the model must. Refused where it is below the floors of its card, expired,
    stale, or of a card that was changed.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.watch.acts.approve import approve as act
    from bonafides.watch.registry import approved_by, version_of

    found, _ = pack_of_model(model, pack)
    version = version_of(found.name, model, number)
    acting = of_owner(found, model, officer, basis, reason)
    act(acting, version)
    officers = approved_by(version)
    if json:
        print_json({"act": acting.id, "model": model, "version": number, "approved_by": officers})
        return
    out.print(f"{version} is approved by {', '.join(officers)}; act {acting.id}", markup=False)
    if len(officers) < 2:
        out.print("  another officer must approve it too, before it can be put in use", markup=False)
