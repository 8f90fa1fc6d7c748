"""`bonafides inspection`: plans, draws that anybody can check, and who goes where. Each command is a file."""

from __future__ import annotations

import typer

from bonafides.cli.inspection.abandon import abandon
from bonafides.cli.inspection.assign import assign
from bonafides.cli.inspection.bundle import bundle
from bonafides.cli.inspection.commit import commit
from bonafides.cli.inspection.directory import directory
from bonafides.cli.inspection.hold import hold
from bonafides.cli.inspection.listing import list_plans
from bonafides.cli.inspection.opening import opening
from bonafides.cli.inspection.plan import plan
from bonafides.cli.inspection.promise import promise
from bonafides.cli.inspection.show import show
from bonafides.cli.inspection.substitute import substitute

app = typer.Typer(
    no_args_is_help=True, help="Inspections: plan, draw, send officers. Each draw can be checked by anybody."
)
for command in (plan, commit, promise, hold, assign, substitute, abandon, bundle, opening, show, directory):
    app.command()(command)
app.command(name="list")(list_plans)
