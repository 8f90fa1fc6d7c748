"""`bonafides listing propose`: records on which a case may be opened, as far as decisions can say."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

import typer

from bonafides.cli.inspection.common import Day, PackName, the_day
from bonafides.cli.listing.common import listing_pack
from bonafides.cli.output import Json, out, print_json, speak
from bonafides.kernel.sentence import Joined, Sentence


def propose(
    *,
    agency: Annotated[str, typer.Option(help="the agency whose records, by its id in the pack")],
    since: Annotated[str | None, typer.Option(metavar="DAY", help="only records of this day and later")] = None,
    limit: Annotated[int, typer.Option(min=1, help="at most so many")] = 50,
    pack: PackName = None,
    on: Day = None,
    json: Json = False,
) -> None:
    """Records, the newest first, on which a case of a list may be opened: a penalty that is heavy enough, and has no case yet.

    The rule that says so is told with each. Nobody is listed by it: an officer opens a case (bonafides case open), serves notice,
    hears the business, and finds in words and on evidence what no table decides.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.listings.proposals import findings_of, proposals

    found = listing_pack(pack)
    day = the_day(on)
    waiting = list(islice(proposals(found, agency, day, since=the_day(since) if since else None), limit))
    if json:
        print_json({"pack": found.name, "agency": agency, "day": day, "proposals": [one.as_json() for one in waiting]})
        return
    for one in waiting:
        told = one.as_json()
        out.print(
            f"{told['record']}  {told['code']}  {told['event_date']}  {told['document_no'] or ''}  "
            f"{told['decision']} = {told['value']} ({told['basis']})",
            markup=False,
        )
    if not waiting:
        speak("nothing may be proposed")
        return
    procedure = waiting[0].procedure
    speak(
        "left to a person: %(procedure)s; open a case: bonafides case open %(family)s CODE --record AGENCY/REF "
        "--officer NUMBER --agency %(agency)s …",
        procedure=Joined(findings_of(procedure)) or Sentence("nothing"),
        family=procedure.family,
        agency=agency,
    )
