"""`bonafides ledger`: the log of every act and batch; seal it, show it, prove from it, recompute it."""

from __future__ import annotations

import typer

from bonafides.cli.ledger.audit import audit
from bonafides.cli.ledger.export import export
from bonafides.cli.ledger.keys import cosign, key, rotate
from bonafides.cli.ledger.receipts import receipt, record_receipt
from bonafides.cli.ledger.seal import checkpoint, consistency, seal, status
from bonafides.cli.ledger.witness import witness

app = typer.Typer(help="The signed log of every act and every batch.", no_args_is_help=True)
app.command()(seal)
app.command()(status)
app.command()(checkpoint)
app.command()(consistency)
app.command()(receipt)
app.command("record-receipt")(record_receipt)
app.command()(export)
app.command()(audit)
app.command()(key)
app.command()(rotate)
app.command()(cosign)
app.command()(witness)
