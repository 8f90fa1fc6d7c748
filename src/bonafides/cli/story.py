"""`bonafides story`: a whole procedure on the register that is there, step by step, each with what it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from bonafides.cli.inspection.common import PackName, inspecting_pack, the_day
from bonafides.cli.output import Json, out, print_json

if TYPE_CHECKING:
    from bonafides.cli.stories.telling import Telling

app = typer.Typer(
    no_args_is_help=True, help="Stories: a whole procedure, run by its own acts on the register that is there."
)


@app.callback()
def story() -> None:
    """Stories: a whole procedure, run by its own acts on the register that is there."""


@contextmanager
def _told(tell: Telling, *, json: bool) -> Iterator[None]:
    """What a story left, also where a step of it fails: as JSON, or the folder of its documents."""
    try:
        yield
    except Exception as error:
        if json:
            print_json(tell.told(failed=str(error)))
        raise
    if json:
        print_json(tell.told())
    else:
        out.print(f"documents: {tell.folder}", markup=False)


@app.command()
def inspection(
    pack: PackName = None,
    item: Annotated[str | None, typer.Option(help="the inspection item; default: an ordinary one")] = None,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DAY",
            help="set on this day; default: today, or the last day that records and calendar allow",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """From a plan of random inspections to a draw that anybody can check, a visit, its published result, and the tier after it.

    Runs on the register that is there, such as the demo's; each act is told with its entry of the ledger, each document with its
    path. Exit status 1 where a step fails. It really files a plan and draws: not for a register in use.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.cli.stories.inspection import new_telling, tell_inspection

    (found, version), day = inspecting_pack(pack), the_day(on) if on else None
    tell = new_telling(quiet=json)
    with _told(tell, json=json):
        tell_inspection(tell, found, version, name=item, on=day)


@app.command()
def listing(pack: PackName = None, json: Json = False) -> None:
    """From a penalty to the list of serious violations, to what a counter is told, to early removal and lifted measures.

    Runs on the register that is there, such as the demo's; steps of the past are entered with what shows them. Each refusal on
    the way is told with its rule, each act with its entry of the ledger, each document with its path. Exit status 1 where a step
    fails. It really lists a business: not for a register in use.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.cli.listing.common import listing_pack
    from bonafides.cli.stories.listing import new_listing_telling, tell_listing
    from bonafides.packs.queries import installed_pack

    found, version = installed_pack(listing_pack(pack).name)
    tell = new_listing_telling(quiet=json)
    with _told(tell, json=json):
        tell_listing(tell, found, version)


@app.command()
def pledge(pack: PackName = None, json: Json = False) -> None:
    """A restaurant licence by a pledge: one form nearly filled by agencies, decided at once, verified, broken, corrected.

    Runs on the register that is there, such as the demo's; steps of the past are entered with what shows them. Each refusal on
    the way is told with its rule, each act with its entry of the ledger, each document with its path. Exit status 1 where a step
    fails. It really grants a licence: not for a register in use.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.cli.case.common import pack_with_pledges
    from bonafides.cli.stories.pledge import new_pledge_telling, tell_pledge
    from bonafides.packs.queries import installed_pack

    found, version = installed_pack(pack_with_pledges(pack))
    tell = new_pledge_telling(quiet=json)
    with _told(tell, json=json):
        tell_pledge(tell, found, version)
