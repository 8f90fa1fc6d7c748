"""`bonafides watch rollback MODEL`: take the version in use out of use."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import Json, fail, out, print_json
from bonafides.cli.watch.common import Basis, Model, Officer, PackName, of_owner, pack_of_model


def rollback(
    model: Model,
    *,
    officer: Officer,
    reason: Annotated[str, typer.Option(help="what is wrong with the version in use")],
    to: Annotated[int | None, typer.Option(metavar="VERSION", help="back to this one, which was in use before")] = None,
    pack: PackName = None,
    basis: Basis = None,
    json: Json = False,
) -> None:
    """Take the version in use out of use, at once: back to one that was in use before (--to), or to none.

    What it scored puts nobody in order any more.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.watch.acts.roll_back import roll_back as act
    from bonafides.watch.registry import used_last, version_of

    found, _ = pack_of_model(model, pack)
    last = used_last(found.name, model)
    if last is None or last.version is None:
        fail(f"no version of {found.name}/{model} is in use: there is nothing to roll back")
    back = None if to is None else version_of(found.name, model, to)
    acting = of_owner(found, model, officer, basis, reason)
    act(acting, last.version, to=back)
    if json:
        print_json({"act": acting.id, "model": model, "from": last.version.number, "to": to})
        return
    now = "none is in use now" if back is None else f"{back} is in use again"
    out.print(f"{last.version} is out of use; {now}; act {acting.id}", markup=False)
