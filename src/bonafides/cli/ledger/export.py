"""`bonafides ledger export DIR`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bonafides.cli.output import Json, err, out, print_json


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="where; what an earlier export wrote is gone on from")],
    json: Json = False,
) -> None:
    """Write the log as files, for any web server, and for bonafides verify log."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.ledger.export import export as write
    from bonafides.ledger.queries import length

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("entries"))
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("exporting", total=length())
        done = write(folder, lambda entries: bar.update(task, completed=entries))
    if json:
        print_json({"size": done.size, "files": done.files, "folder": str(folder)})
        return
    out.print(f"{done.size:,} entries, {done.files:,} files written → {folder}", markup=False)
