"""`bonafides search NAME`: businesses by name or former name."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import InLanguage, Json, fail, out, print_json, speaking


def search(
    name: Annotated[str, typer.Argument(metavar="NAME", help="two characters of a name, or more")],
    limit: Annotated[int, typer.Option(min=1, max=1000, help="at most so many")] = 20,
    full: Annotated[
        bool,
        typer.Option("--full", help="also by names that are not public: for operators of this machine"),
    ] = False,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """Businesses by name or former name: in part or nearly so.

    A name may be given as people shorten it.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.entities.names.meets import Match
    from bonafides.sharing.publicity import Audience
    from bonafides.sharing.search import SearchRefusedError, search_by_name

    audience = Audience.OPERATOR if full else Audience.PUBLIC
    try:
        found = search_by_name(name, limit=limit + 1, audience=audience)
    except SearchRefusedError as error:
        fail(str(error))
    more, found = len(found) > limit, found[:limit]
    if json:
        print_json([one.as_json() for one in found])
        return
    from django.utils.translation import gettext as _

    with speaking(language):
        if found and found[0].match == Match.SIMILAR:
            out.print(_("No business bears or bore this name. Similar ones:"), style="dim")
        for one in found:
            note = _("formerly %(name)s") if one.former else _("also %(name)s") if one.name != one.current_name else ""
            told = f"  ({note % {'name': one.name}})" if note else ""
            if one.ended:
                gone = _("no longer in business")
                told += f"  ({gone})"
            out.print(f"{one.code}  {one.current_name}{told}", markup=False)
        if more:
            told = _("More than %(shown)s found; these are the first. Type more of the name.")
            out.print(told % {"shown": limit}, style="dim", markup=False)
        if not found:
            out.print(_("No business bears or bore such a name. Try fewer characters."))
