"""`bonafides listing list`: who is on a list on a day."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.inspection.common import Day, the_day
from bonafides.cli.output import Json, print_json, speak
from bonafides.kernel.sentence import Sentence


def list_listings(
    *,
    name: Annotated[
        str | None, typer.Option("--list", help="only this list, such as serious-violation-listing")
    ] = None,
    code: Annotated[str | None, typer.Option(help="only this business, by its code")] = None,
    limit: Annotated[int, typer.Option(min=1, help="at most so many")] = 50,
    on: Day = None,
    json: Json = False,
) -> None:
    """Listings that a case made and that hold on a day, the newest first; those that came by a file are records only."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.listings.queries import as_json, in_force

    found = in_force(the_day(on)).select_related("entity", "case__agency", "publication").order_by("-since", "-pk")
    found = found.filter(name=name) if name else found
    found = found.filter(entity__code=code) if code else found
    rows = [as_json(one) for one in found[:limit]]
    if json:
        print_json({"listings": rows})
        return
    for one in rows:
        until = Sentence("until %(until)s", until=one["until"]) if one["until"] else Sentence("until it is ended")
        public = (
            Sentence("published %(published_on)s", published_on=one["published_on"])
            if one["published_on"]
            else Sentence("not published")
        )
        speak(
            "listing %(listing)s  %(code)s  %(list)s  since %(since)s %(until)s  case %(case)s  %(public)s",
            listing=f"{one['listing']:>6}",
            code=one["code"],
            list=one["list"],
            since=one["since"],
            until=until,
            case=one["case"],
            public=public,
        )
    if not rows:
        speak("nobody is listed")
