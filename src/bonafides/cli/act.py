"""`bonafides act`: the register of acts, for whoever runs this installation."""

from __future__ import annotations

import json as json_module
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bonafides.cli.output import Json, out, print_json

if TYPE_CHECKING:
    from bonafides.acts.models import Act

app = typer.Typer(help="The register of acts: who did what, on which basis, why.", no_args_is_help=True)


@app.command("list")
def list_acts(
    limit: Annotated[int, typer.Option(min=1, help="at most so many")] = 20,
    name: Annotated[str | None, typer.Option(help="only acts of this name, such as entities.merge")] = None,
    agency: Annotated[str | None, typer.Option(help="only those of this agency")] = None,
    before: Annotated[int | None, typer.Option(help="only those with numbers below this one")] = None,
    json: Json = False,
) -> None:
    """The last acts, the newest first."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.queries import latest

    found = latest(limit, name=name, agency=agency, before=before)
    if json:
        print_json([_as_json(one) for one in found])
        return
    for one in found:
        who = f"{one.officer}, {one.pack + '/' if one.pack else ''}{one.agency}"
        out.print(f"{one.pk:>7}  {_local(one)}  {one.name:<28} {who}: {one.reason}", markup=False)
    if not found:
        out.print("no such act; the register has none of these")


@app.command()
def show(
    number: Annotated[int, typer.Argument(metavar="ID", help="the number of the act")], json: Json = False
) -> None:
    """One act with its evidence, the rows that it wrote, its event, and its place in the ledger."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.queries import act_of

    act = act_of(number)
    told = _as_json(act) | _ledger(act)
    if json:
        print_json(told)
        return
    for word, value in told.items():
        text = value if isinstance(value, (str, int)) else json_module.dumps(value, ensure_ascii=False)
        out.print(f"{word:<10} {text}" if value not in (None, "", [], {}) else f"{word:<10} –", markup=False)


@app.command()
def events(
    after: Annotated[int, typer.Option(help="behind the event with this id")] = 0,
    limit: Annotated[int, typer.Option(min=1, help="at most so many")] = 1_000,
) -> None:
    """The outbox: what acts told others, as lines of CloudEvents 1.0. Go on behind the last id that came."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.events import events_after

    for one in events_after(after, limit):
        print_json(one)


def _as_json(act: Act) -> dict[str, Any]:
    from bonafides.acts.leaves import content_of_act

    return content_of_act(act)


def _ledger(act: Act) -> dict[str, Any]:
    from bonafides.acts.events import cloud_event
    from bonafides.acts.models import Event
    from bonafides.acts.queries import leaf_of
    from bonafides.ledger.index import index_of_act

    event, leaf = Event.objects.filter(act=act).first(), leaf_of(act)
    return {
        "event": None if event is None else cloud_event(event),
        "entry": None if leaf is None else bytes(leaf.entry).hex(),
        "index": index_of_act(act.pk),
    }


def _local(act: Act) -> str:
    from django.utils import timezone

    return f"{timezone.localtime(act.at):%Y-%m-%d %H:%M:%S}"
