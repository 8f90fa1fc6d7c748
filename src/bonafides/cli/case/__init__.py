"""`bonafides case`: cases under the procedures of packs. Each command is a file."""

from __future__ import annotations

import typer

from bonafides.cli.case.board import board
from bonafides.cli.case.opening import open_
from bonafides.cli.case.show import show
from bonafides.cli.case.step import step

app = typer.Typer(no_args_is_help=True, help="Cases: their steps, and what waits until when.")
app.command(name="open")(open_)
for command in (step, show, board):
    app.command()(command)
