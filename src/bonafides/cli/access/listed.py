"""`bonafides access list CODE`: what a business reads of who looked at it."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import InLanguage, Json, out, print_json, speaking


def list_looks(
    code: Annotated[str, typer.Argument(metavar="CODE", help="the code of the business, or a former one")],
    scheme: Annotated[str | None, typer.Option(help="the scheme of the code; default: any that it fits")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="at most so many, the newest first")] = 50,
    before: Annotated[int | None, typer.Option(min=1, help="only look-ups with a number below this one")] = None,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """Who looked at a business, as the business itself reads it.

    Whoever looks at what is public is not written down. What an open investigation looked at is counted, and told later.
    """
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone
    from django.utils.translation import gettext as _
    from django.utils.translation import ngettext

    from bonafides.cli.access.common import tell
    from bonafides.cli.record import bearer_of
    from bonafides.entities.queries import entity_by_code
    from bonafides.sharing.access.queries import seen_by_business
    from bonafides.sharing.publicity import Audience

    entity = entity_by_code(*((scheme, code) if scheme else bearer_of(code, Audience.OPERATOR)))
    seen = seen_by_business(entity, timezone.now(), limit=limit, before=before)
    if json:
        print_json(seen.as_json())
        return
    with speaking(language):
        tell(seen.looks)
        if not seen.looks:
            out.print(
                _("Nobody has looked at what is not public of this business, as far as it is told."), markup=False
            )
        if seen.not_yet_told:
            told = ngettext(
                "%(n)s look-up is not told yet: its delay runs, or its case is open.",
                "%(n)s look-ups are not told yet: their delay runs, or their case is open.",
                seen.not_yet_told,
            )
            out.print(told % {"n": seen.not_yet_told}, markup=False)
