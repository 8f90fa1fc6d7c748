"""`bonafides quarantine`: the rows that could not come in, for reading and for mending."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bonafides.cli.output import Json, fail, out, print_json

app = typer.Typer(help="Rows that could not come in, and why.", no_args_is_help=True)


@app.command("list")
def list_open(
    batch: Annotated[int | None, typer.Argument(help="one batch; default all")] = None,
    limit: Annotated[int, typer.Option(help="rows to show")] = 50,
    json: Json = False,
) -> None:
    """Open quarantine: batch, row, column, reason, details."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.records.quarantine import open_quarantine

    rows = open_quarantine(batch, limit)
    if json:
        print_json(rows)
        return
    for row in rows:
        many = f" ×{row['repeats']:,}" if row["repeats"] > 1 else ""
        out.print(
            f"batch {row['batch']}  row {row['row']:,}{many}  {row['column']}  {row['reason']}\n    {row['details']}",
            markup=False,
        )
    if not rows:
        out.print("nothing is in quarantine")


@app.command()
def export(
    batch: Annotated[int, typer.Argument(help="the batch (bonafides quarantine list)")],
    out_file: Annotated[Path, typer.Option("--out", help="a .csv or .xlsx file to write")],
) -> None:
    """Write a batch's open rows to a file that can be mended and ingested again with the same mapping."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.records.quarantine import export_quarantine

    if out_file.exists():
        fail(f"{out_file} is there already; name a new file, so that nothing mended is lost")
    count, mapping = export_quarantine(batch, out_file)
    out.print(f"{count:,} rows → {out_file}; mend their cells, then: bonafides ingest {out_file} --mapping {mapping}")
