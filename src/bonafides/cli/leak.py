"""`bonafides leak`: whose export is a file that came back?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bonafides.cli.output import Json, out, print_json

app = typer.Typer(no_args_is_help=True, help="A file that leaked: which export it comes from.")


@app.callback()
def leak() -> None:
    """A file that leaked: which export it comes from."""


@app.command()
def detect(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, Parquet or Excel, or a part of one", exists=True)],
    json: Json = False,
) -> None:
    """Name the export that a file comes from, also where it was sorted, cut, mixed or typed anew.

    The chance of naming anyone wrongly is at most one in a million for each file. Exit status 1 where nobody is named.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.sharing.exports.detect import detect as compare

    found = compare(file)
    if json:
        print_json(found.as_json())
    else:
        for one in found.named:
            own, chance = one.export, one.compared.verdict
            out.print(
                f"export {own.pk} of {own.on}, by officer {own.name} of {own.agency}, purpose {own.purpose}",
                style="bold",
            )
            out.print(
                f"    {one.compared.rows} of its {own.rows} rows are in the file; by chance: 1 in 10^{-chance.together:.0f}"
            )
            marks = (f"reference 10^{chance.references:.0f}", f"order 10^{chance.order:.0f}",
                     f"values held back 10^{chance.gaps:.0f}", f"rows left out 10^{chance.left_out:.0f}")  # fmt: skip
            out.print(f"    each mark by itself: {', '.join(marks)}")
        if not found.named:
            out.print(
                f"none of {found.exports} exports can be named: too little of a mark is left, or it comes from elsewhere"
            )
            for one in found.suspected[:3]:
                own = one.export
                out.print(
                    f"    {one.compared.rows} of its rows are also in export {own.pk} of {own.on} ({own.agency} {own.name})"
                )
    if not found.named:
        raise typer.Exit(1)
