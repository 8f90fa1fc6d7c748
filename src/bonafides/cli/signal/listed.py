"""`bonafides signal list`: what is worth a look, for one agency."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import InLanguage, Json, out, print_json, speaking
from bonafides.cli.signal.common import AgencyName, PackName, lines, watching_pack


def list_signals(
    agency: AgencyName,
    item: Annotated[str | None, typer.Option(help="on the list of this inspection item alone")] = None,
    card: Annotated[str | None, typer.Option(help="by this card alone")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="at most so many")] = 20,
    pack: PackName = None,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """What is worth a look, the most pressing first: open signals, with the reason of each."""
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone
    from django.utils.translation import gettext as _

    from bonafides.agencies.queries import agency as agency_of
    from bonafides.watch.signals.queries import how_many, worth_a_look

    found, _version = watching_pack(pack)
    own, today = agency_of(found.name, agency), timezone.localdate()
    listed = worth_a_look(own, today, item=item, card=card, limit=limit)
    if json:
        print_json([one.as_json() for one in listed])
        return
    with speaking(language):
        for one in listed:
            for line in lines(one, found):
                out.print(line, markup=False)
        in_all = sum(how_many(own, today).values())
        if not listed:
            out.print(_("Nothing is worth a look today."), markup=False)
        elif len(listed) < in_all:
            out.print(
                _("%(shown)s of %(all)s open signals of the agency") % {"shown": len(listed), "all": in_all},
                markup=False,
            )
