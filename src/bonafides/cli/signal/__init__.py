"""`bonafides signal`: what is worth a look, why, and what came of it. Each command is a file."""

from __future__ import annotations

import typer

from bonafides.cli.signal.cards import cards
from bonafides.cli.signal.dismiss import dismiss
from bonafides.cli.signal.listed import list_signals
from bonafides.cli.signal.outcome import outcome
from bonafides.cli.signal.report import report
from bonafides.cli.signal.run import run
from bonafides.cli.signal.show import show
from bonafides.cli.signal.take_up import take_up

app = typer.Typer(
    no_args_is_help=True,
    help="Early warning: businesses worth a look. A lead for officers; it lists, tiers, publishes and penalises nothing.",
)
app.command()(cards)
app.command()(run)
app.command(name="list")(list_signals)
app.command()(show)
app.command()(dismiss)
app.command("take-up")(take_up)
app.command()(outcome)
app.command()(report)
