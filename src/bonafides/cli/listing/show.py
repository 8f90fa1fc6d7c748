"""`bonafides listing show NUMBER`: one listing, what it brought, and how it ended."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import Json, fail, print_json, speak
from bonafides.kernel.sentence import Sentence


def show(
    listing: Annotated[int, typer.Argument(metavar="NUMBER", help="the number of the listing: bonafides listing list")],
    *,
    json: Json = False,
) -> None:
    """One listing: its case, its record, its measures, its documents, its end."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.listings.queries import whole

    told = whole(listing)
    if told is None:
        fail("there is no listing %(listing)s; bonafides listing list shows those in force", listing=listing)
    if json:
        print_json(told)
        return
    until = Sentence("until %(until)s", until=told["until"]) if told["until"] else Sentence("until it is ended")
    speak(
        "listing %(listing)s: %(code)s on %(list)s since %(since)s %(until)s",
        listing=told["listing"],
        code=told["code"],
        list=told["list"],
        since=told["since"],
        until=until,
    )
    speak(
        "  case %(case)s (%(procedure)s) of %(agency)s",
        case=told["case"],
        procedure=told["procedure"],
        agency=told["agency"],
    )
    published = (
        Sentence("%(record)s, published on %(published_on)s", record=told["record"], published_on=told["published_on"])
        if told["record"]
        else Sentence("none yet")
    )
    speak("  record: %(published)s", published=published)
    for one in told["measures"]:
        lifted = (
            Sentence(", lifted on %(lifted_on)s (%(how)s)", lifted_on=one["lifted_on"], how=one["how"])
            if one["lifted_on"]
            else ""
        )
        speak(
            "  measure %(measure)s of %(agency)s since %(since)s%(lifted)s: %(basis)s",
            measure=one["measure"],
            agency=one["agency"],
            since=one["since"],
            lifted=lifted,
            basis=one["basis"],
        )
    for one in told["documents"]:
        speak(
            "  document %(form)s %(number)s of %(issued_on)s: %(code)s",
            form=one["form"],
            number=one["number"],
            issued_on=one["issued_on"],
            code=one["code"],
        )
    if told["end"]:
        speak(
            "  off the list since %(on)s: %(how)s, by case %(case)s",
            on=told["end"]["on"],
            how=told["end"]["how"],
            case=told["end"]["case"],
        )
