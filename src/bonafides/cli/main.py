"""`bonafides`: every command of the platform. Commands are read when they are called, so that each starts quickly."""

from __future__ import annotations

import sys

import typer

from bonafides.cli import code, db, entity, pack, quarantine
from bonafides.cli.demo import demo
from bonafides.cli.ingest import ingest
from bonafides.cli.record import record
from bonafides.cli.sample import sample
from bonafides.cli.search import search
from bonafides.cli.serve import serve

app = typer.Typer(
    name="bonafides",
    help="Credit records of businesses: lawful, explained, verifiable.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(code.app, name="code")
app.add_typer(db.app, name="db")
app.add_typer(entity.app, name="entity")
app.add_typer(pack.app, name="pack")
app.add_typer(quarantine.app, name="quarantine")
for command in (demo, ingest, record, sample, search, serve):
    app.command()(command)


def run() -> None:
    """The console script. An error that a person can mend is told in a line, without a traceback."""
    try:
        app()
    except Exception as error:
        if type(error).__module__.split(".")[0] != "bonafides":
            raise
        print(f"bonafides: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(1)
