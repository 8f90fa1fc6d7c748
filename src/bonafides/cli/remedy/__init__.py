"""`bonafides remedy`: what a business can do about a record. Each command is a file; the steps of a case are `bonafides case`."""

from __future__ import annotations

import typer

from bonafides.cli.remedy import audit
from bonafides.cli.remedy.apply import apply
from bonafides.cli.remedy.check import check
from bonafides.cli.remedy.judge import judge
from bonafides.cli.remedy.listing import list_remedies
from bonafides.cli.remedy.object import object_
from bonafides.cli.remedy.prove import prove
from bonafides.cli.remedy.reply import reply
from bonafides.cli.remedy.show import show

app = typer.Typer(no_args_is_help=True, help="Remedies: repair, objection, reply. Every one is free of charge.")
for command in (check, apply, prove, judge, show, reply):
    app.command()(command)
app.command(name="object")(object_)
app.command(name="list")(list_remedies)
app.add_typer(audit.app, name="audit", short_help="Look at a part of the granted repairs again.")
