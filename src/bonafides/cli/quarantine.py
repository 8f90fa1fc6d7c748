"""`bonafides quarantine`: the rows that could not come in, for reading and for mending."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bonafides.cli.output import Json, fail, out, print_json, speaking

app = typer.Typer(help="Rows that could not come in, and why.", no_args_is_help=True)


@app.command("list")
def list_open(
    batch: Annotated[int | None, typer.Argument(metavar="[BATCH]", help="one batch; default all")] = None,
    limit: Annotated[int, typer.Option(min=1, help="rows to show")] = 50,
    json: Json = False,
) -> None:
    """Rows in quarantine: file, row, column, reason, details."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.records.quarantine import open_quarantine

    rows = open_quarantine(batch, limit + 1)
    if json:
        print_json(rows[:limit])
        return
    from bonafides.records.models import Batch

    files = dict(Batch.objects.filter(pk__in={row["batch"] for row in rows}).values_list("pk", "file_name"))
    told = None
    for row in rows[:limit]:
        if row["batch"] != told:
            told = row["batch"]
            out.print(f"batch {told}: {files[told]}", style="bold", markup=False)
        many = f" ×{row['repeats']:,}" if row["repeats"] > 1 else ""
        out.print(f"  row {row['row']:,}{many}  {row['column']}  {row['reason']}: {row['details']}", markup=False)
    if len(rows) > limit:
        out.print(f"these are the first {limit:,}; more: --limit")
    if not rows:
        out.print("nothing is in quarantine")


@app.command()
def export(
    batch: Annotated[int, typer.Argument(metavar="BATCH", help="the batch (bonafides quarantine list)")],
    out_file: Annotated[Path, typer.Option("--out", help="a .csv or .xlsx file to write")],
) -> None:
    """Write a batch's open rows to a file for mending.

    Once mended, it is ingested with the same mapping.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.records.export import export_quarantine

    if out_file.exists():
        fail(f"{out_file} is there already; name a new file, so that nothing mended is lost")
    from django.utils.translation import gettext as _
    from django.utils.translation import ngettext

    count, mapping = export_quarantine(batch, out_file)
    with speaking(None):
        rows = ngettext("%(count)s row", "%(count)s rows", count) % {"count": f"{count:,}"}
        told = _("mend their cells, then")
        out.print(f"{rows} → {out_file}; {told}: bonafides ingest {out_file} --mapping {mapping}", markup=False)
