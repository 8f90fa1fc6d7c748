"""`bonafides listing`: what may be proposed, who is listed, and one listing whole. Each command is a file."""

from __future__ import annotations

import typer

from bonafides.cli.listing.listed import list_listings
from bonafides.cli.listing.propose import propose
from bonafides.cli.listing.show import show

app = typer.Typer(
    no_args_is_help=True, help="Listings: what may be proposed, who is listed. A case decides: bonafides case."
)
app.command()(propose)
app.command(name="list")(list_listings)
app.command()(show)
