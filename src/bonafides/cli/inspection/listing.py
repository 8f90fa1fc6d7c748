"""`bonafides inspection list`: the plans, and where each of their draws stands."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.inspection.common import PackName
from bonafides.cli.output import Json, print_json, speak
from bonafides.kernel.sentence import Sentence


def list_plans(
    *,
    agency: Annotated[str | None, typer.Option(help="of this agency alone")] = None,
    pack: PackName = None,
    json: Json = False,
) -> None:
    """The plans that were filed, and where each of their draws stands: planned, committed, sealed, held, given up."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.inspections.overview import overview

    plans = overview(pack, agency)
    if json:
        print_json({"plans": plans})
        return
    for plan in plans:
        replaced = (
            Sentence(", replaced by %(replaced_by)s", replaced_by=plan["replaced_by"]) if plan["replaced_by"] else ""
        )
        speak(
            "%(pack)s/%(agency)s  plan %(plan)s of %(year)s%(replaced)s",
            pack=plan["pack"],
            agency=plan["agency"],
            plan=plan["plan"],
            year=plan["year"],
            replaced=replaced,
        )
        for one in plan["draws"]:
            speak(
                "  %(state)s %(draw)s  (%(since)s to %(to)s)",
                state=f"{one['state']:<10}",
                draw=one["draw"],
                since=one["from"],
                to=one["to"],
            )
    if not plans:
        speak("no plan was filed yet: bonafides inspection plan FILE")
