"""`bonafides drill`: see on the register that is there that what is promised holds; each drill is undone."""

from __future__ import annotations

from dataclasses import asdict

import typer

from bonafides.cli.drill_leak import leak
from bonafides.cli.output import Json, out, print_json

app = typer.Typer(help="Drills: what is promised, tried on this register and undone.", no_args_is_help=True)


@app.callback()
def drill() -> None:
    """Drills: what is promised, tried on this register and undone."""


@app.command()
def privacy(json: Json = False) -> None:
    """Erase a business's personal data, and look for them everywhere.

    Within a transaction that is undone. Exit status 1 where anything is found, can be opened, or the ledger does not verify.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.records.drills.privacy import privacy as run

    told = run()
    if json:
        print_json({**asdict(told), "passed": told.passed})
    else:
        out.print(
            f"{told.business}: {told.records:,} records, {told.values:,} personal values under lock", markup=False
        )
        out.print(f"in the clear before: {', '.join(told.found_before) or 'nowhere'}", markup=False)
        out.print(
            f"erased; in the clear now: {', '.join(told.found) or 'nowhere'}; records that open: {told.readable}",
            markup=False,
        )
        out.print(f"the audit: {'; '.join(told.findings) or 'everything is as it was signed'}", markup=False)
        out.print("passed; undone" if told.passed else "FAILED; undone", markup=False)
    if not told.passed:
        raise typer.Exit(1)


@app.command()
def tamper(json: Json = False) -> None:
    """Change a record behind the application; the audit names it.

    Within transactions that are undone; writers wait meanwhile. Exit status 1 where a change is not named.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.records.drills.tamper import tamper as run

    told = run()
    if json:
        print_json([{**asdict(one), "passed": one.passed} for one in told])
    else:
        for one in told:
            out.print(f"record {one.record}, {one.way}: {'; '.join(one.named) or 'NOT NAMED'}", markup=False)
        out.print("undone", markup=False)
    if not all(one.passed for one in told):
        raise typer.Exit(1)


app.command()(leak)
