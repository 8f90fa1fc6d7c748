"""`bonafides once`: the meter of requests that were not repeated; sources that are suspended; what slipped through."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

import typer

from bonafides.cli.output import Json, out, print_json

app = typer.Typer(help="Once only: what was not asked again, and what was.", no_args_is_help=True)
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="default: a year back, today")]


@app.command()
def meter(since: Day = None, until: Day = None, json: Json = False) -> None:
    """The public meter: repeated requests avoided, and those that slipped through, by the agency that asks."""
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone

    from bonafides.sharing.once.figure import Figure
    from bonafides.sharing.once.figure import meter as over

    day = until.date() if until else timezone.localdate()
    found = over(since.date() if since else day - timedelta(days=365), day)
    if json:
        print_json(found.as_json())
        return

    def line(name: str, one: Figure) -> None:
        out.print(
            f"{name:<28} {one.matters:>8,} matters  {one.avoided:>9,} avoided  {one.empty:>7,} of them known empty  "
            f"{one.unavailable:>7,} not to be had  {one.slipped_through:>7,} slipped through",
            markup=False,
        )

    out.print(f"from {found.since} to {found.day}", markup=False)
    for name, one in found.agencies.items():
        line(name, one)
    line("all agencies", found.all)


@app.command()
def slips(
    pack: Annotated[str, typer.Option(help="the pack in force that is meant")] = "cn", json: Json = False
) -> None:
    """Items of the forms in force that are asked although an agency holds them by now. Exit status: 1 where there are some."""
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone

    from bonafides.packs.check_forms import asked_although, told
    from bonafides.packs.held import holders
    from bonafides.packs.queries import installed_pack
    from bonafides.sharing.once.forms import forms_of

    known, _ = installed_pack(pack)
    today = timezone.localdate()
    found = [
        {"form": name, "agency": form.agency, "item": one.item, "held_by": list(holders(known, one)), "why": told(why)}
        for name, form in forms_of(known, today).items()
        for one in form.items
        if (why := asked_although(known, one, today)) is not None
    ]
    if json:
        print_json(found)
    else:
        for each in found:
            held = ", ".join(each["held_by"])
            out.print(f"{each['form']}/{each['item']} of {each['agency']}: held by {held}; {each['why']}", markup=False)
        if not found:
            out.print("no form asks what an agency holds")
    raise typer.Exit(1 if found else 0)
