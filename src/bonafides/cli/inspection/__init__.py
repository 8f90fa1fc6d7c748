"""`bonafides inspection`: plans, draws that anybody can check, and who goes where. Each command is a file."""

from __future__ import annotations

import typer

from bonafides.cli.inspection.abandon import abandon
from bonafides.cli.inspection.approve import approve
from bonafides.cli.inspection.assign import assign
from bonafides.cli.inspection.board import board
from bonafides.cli.inspection.bundle import bundle
from bonafides.cli.inspection.clear import clear
from bonafides.cli.inspection.commit import commit
from bonafides.cli.inspection.directory import directory
from bonafides.cli.inspection.enter import enter
from bonafides.cli.inspection.evidence import evidence
from bonafides.cli.inspection.follow_up import follow_up
from bonafides.cli.inspection.hold import hold
from bonafides.cli.inspection.listing import list_plans
from bonafides.cli.inspection.notify import notify
from bonafides.cli.inspection.opening import opening
from bonafides.cli.inspection.order import order
from bonafides.cli.inspection.plan import plan
from bonafides.cli.inspection.promise import promise
from bonafides.cli.inspection.publish import publish
from bonafides.cli.inspection.recheck import recheck
from bonafides.cli.inspection.rectified import rectified
from bonafides.cli.inspection.reply import reply
from bonafides.cli.inspection.report import report
from bonafides.cli.inspection.show import show
from bonafides.cli.inspection.substitute import substitute
from bonafides.cli.inspection.targeted import targeted
from bonafides.cli.inspection.visit import visit

app = typer.Typer(
    no_args_is_help=True, help="Inspections: plan, draw, send officers. Each draw can be checked by anybody."
)
for command in (plan, commit, promise, hold, assign, substitute, abandon, bundle, opening, show, directory):
    app.command()(command)
for step in (
    targeted, approve, notify, enter, report, reply, clear, publish, follow_up, order, rectified, recheck, board, visit, evidence,
):  # fmt: skip
    app.command()(step)
app.command(name="list")(list_plans)
