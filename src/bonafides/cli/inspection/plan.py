"""`bonafides inspection plan FILE`: file an agency's plan of the year."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bonafides.cli.inspection.common import (
    Agency,
    Basis,
    Day,
    Officer,
    PackName,
    Reason,
    acting_for,
    basis_of,
    in_ledger,
    inspecting_pack,
    tell_act,
    the_day,
)
from bonafides.cli.output import Json, print_json, speak


def plan(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="the plan, YAML: number, year, filed_with, items")],
    *,
    officer: Officer,
    agency: Agency,
    pack: PackName = None,
    basis: Basis = None,
    reason: Reason = None,
    on: Day = None,
    json: Json = False,
) -> None:
    """File an agency's plan of random inspections for a year with its superior.

    Which items, in which batches, when, and how much of the year each batch is. Refused where the pack's standard of plans
    refuses it, such as too few businesses drawn.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.inspections.acts.file_plan import file_plan
    from bonafides.inspections.plan_form import read_plan
    from bonafides.inspections.queries import item_of, next_draw

    form, (found, version), day = read_plan(file.name, file.read_bytes()), inspecting_pack(pack), the_day(on)
    cited = basis or basis_of(item_of(found, one.item, day) for one in form.items)
    acting = acting_for(found.name, agency, officer, cited, reason or f"plan of random inspections for {form.year}")
    done = file_plan(acting, found, version, form, day)
    draws = [next_draw(done, one.item, each.batch) for one in form.items for each in one.batches]
    if json:
        told = [
            {"item": one.item, "batch": one.batch, "draw": one.draw, "from": one.since, "to": one.until}
            for one in draws
        ]
        print_json(
            in_ledger(acting.id) | {"plan": done.number, "year": done.year, "figures": done.figures, "draws": told}
        )
        return
    speak(
        "plan %(number)s of %(agency)s for %(year)s, filed with %(filed_with)s",
        number=done.number,
        agency=agency,
        year=done.year,
        filed_with=done.filed_with,
    )
    for name, figures in done.figures.items():
        speak(
            "  %(name)s: %(subjects)s businesses in scope, %(drawn)s to be drawn",
            name=name,
            subjects=f"{figures['subjects']:,}",
            drawn=f"{figures['drawn']:,}",
        )
        for one in draws:
            if one.item == name:
                speak(
                    "    batch %(batch)s, %(since)s to %(until)s: draw %(draw)s",
                    batch=one.batch,
                    since=one.since,
                    until=one.until,
                    draw=one.draw,
                )
    tell_act(acting.id)
