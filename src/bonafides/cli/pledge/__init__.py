"""`bonafides pledge`: items open to pledges, opening and closing them, one pledge whole. Each command is a file."""

from __future__ import annotations

import typer

from bonafides.cli.pledge.closing import close
from bonafides.cli.pledge.items import items
from bonafides.cli.pledge.opening import open_
from bonafides.cli.pledge.show import show

app = typer.Typer(no_args_is_help=True, help="Pledges: items open to them, and one whole. Cases: bonafides case.")
app.command()(items)
app.command(name="open")(open_)
app.command()(close)
app.command()(show)
