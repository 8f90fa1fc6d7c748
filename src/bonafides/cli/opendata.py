"""`bonafides opendata`: what is public, as files for everybody."""

from __future__ import annotations

import typer

from bonafides.cli.output import Json, err, out, print_json

app = typer.Typer(help="Open data: what is public, as files for everybody.", no_args_is_help=True)


@app.callback()
def opendata() -> None:
    """Open data: what is public, as files for everybody."""


@app.command()
def publish(json: Json = False) -> None:
    """Make the files of today, and serve them in place of those before, which are deleted.

    `bonafides worker` does so every hour. Files of an earlier day are not served: what is public no longer is in none.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.sharing.opendata.publish import publish as make
    from bonafides.sharing.opendata.snapshot import root

    with err.status("writing what is public today, page by page"):
        made = make()
    if json:
        print_json(made.to_json() | {"folder": str(root())})
        return
    for one in made.files:
        rows = "" if one.rows is None else f"{one.rows:,} rows"
        out.print(f"{one.name:<44} {one.bytes:>13,} bytes  {rows}", markup=False, highlight=False)
    told = f"{len(made.files)} files of {made.day} in {root()}; changes go on from {made.checkpoint}"
    out.print(told, markup=False, highlight=False)
    if not made.licence:
        out.print("No licence is named: set BONAFIDES_OPEN_DATA_LICENCE to its address.", markup=False)
