"""`bonafides access log`: the log itself, for the operator."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import InLanguage, Json, out, print_json, speaking


def log(
    agency: Annotated[str | None, typer.Option(help="look-ups of this agency")] = None,
    officer: Annotated[str | None, typer.Option(help="of this officer, by number, or program, by its id")] = None,
    case: Annotated[str | None, typer.Option(help="in this case: case:12, or the agency's own number")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="at most so many, the newest first")] = 50,
    before: Annotated[int | None, typer.Option(min=1, help="only look-ups with a number below this one")] = None,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """Look-ups of an agency, a person or a case, the newest first: also those that the businesses are not told of yet."""
    from bonafides.cli.database import ready

    ready()
    from django.utils.translation import gettext as _

    from bonafides.cli.access.common import tell
    from bonafides.sharing.access.queries import looked_up

    found = looked_up(agency=agency, name=officer, case=case, limit=limit, before=before)
    if json:
        print_json([one.as_json() for one in found])
        return
    with speaking(language):
        tell(found)
        if not found:
            out.print(_("No such look-up."), markup=False)
