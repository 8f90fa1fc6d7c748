"""`bonafides access`: who looked at what that is not public. Each command is a file."""

from __future__ import annotations

import typer

from bonafides.cli.access.alerts import alerts
from bonafides.cli.access.listed import list_looks
from bonafides.cli.access.log import log
from bonafides.cli.access.seal import seal

app = typer.Typer(no_args_is_help=True, help="Look-ups: who looked at what that is not public, and for what.")
app.command("list")(list_looks)
app.command()(alerts)
app.command()(log)
app.command()(seal)
