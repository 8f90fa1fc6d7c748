"""`bonafides drill`: attacks on the register that is there, to see what shows them. Each drill is a file; none leaves a trace."""

from __future__ import annotations

import typer

from bonafides.cli.drill.leak import leak

app = typer.Typer(
    no_args_is_help=True, help="Drills: an attack on this register, undone at the end, and what shows it."
)


@app.callback()
def drill() -> None:
    """Drills: an attack on this register, undone at the end, and what shows it."""


app.command()(leak)
