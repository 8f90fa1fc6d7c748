"""`bonafides watch`: models of risk: fit, look, approve, use, roll back, score, explain, repeat, check; what chance says."""

from __future__ import annotations

import typer

from bonafides.cli.watch.approve import approve
from bonafides.cli.watch.by_lot import by_lot
from bonafides.cli.watch.drift import drift
from bonafides.cli.watch.fit import fit
from bonafides.cli.watch.groups import groups
from bonafides.cli.watch.order import order
from bonafides.cli.watch.rollback import rollback
from bonafides.cli.watch.score import score
from bonafides.cli.watch.show import show
from bonafides.cli.watch.table import table
from bonafides.cli.watch.use import use
from bonafides.cli.watch.verify import verify
from bonafides.cli.watch.why import why

app = typer.Typer(help="Early warning: models of risk; they accuse nobody.", no_args_is_help=True)
for command in (fit, show, table, groups, approve, use, rollback, score, order, why, verify, drift):
    app.command()(command)
app.command("by-lot")(by_lot)
