"""`bonafides case board`: the deadlines of agencies and businesses, what is overdue first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from bonafides.cli.case.common import PackName, pack_with_procedures
from bonafides.cli.inspection.common import Day
from bonafides.cli.output import InLanguage, Json, fail, out, print_json, speaking

if TYPE_CHECKING:
    from bonafides.procedures.board import Task


def board(
    *,
    agency: Annotated[str | None, typer.Option(help="only this agency's, by its id in the pack")] = None,
    code: Annotated[str | None, typer.Option(help="only those of this business")] = None,
    document: Annotated[
        str | None, typer.Option(metavar="CODE", help="of the matter of a document, as the business sees them")
    ] = None,
    of: Annotated[str | None, typer.Option(help="only cases of this subject, such as listing or repair")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="only what is overdue")] = False,
    limit: Annotated[int, typer.Option(min=1, help="at most so many lines")] = 50,
    pack: PackName = None,
    scheme: Annotated[str, typer.Option(help="the scheme of the code")] = "uscc",
    on: Day = None,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """Every deadline of an open case: what was escalated first, then what is overdue, then by the last day."""
    from bonafides.cli.database import ready

    ready()
    if document is not None:
        if agency or code or of:
            fail("--document shows the board of one matter: leave out --agency, --code and --of")
        from bonafides.cli.case.business_board import show_board

        return show_board(document, on, language, json=json)
    from bonafides.agencies.queries import agency as agency_of
    from bonafides.cli.inspection.common import the_day
    from bonafides.entities.queries import entity_by_code
    from bonafides.procedures.board import board as waiting

    pack = pack_with_procedures(pack)
    if agency is not None:
        agency_of(pack, agency)  # a slip of the pen must not look as if nothing waited
    entity = entity_by_code(scheme, code).pk if code else None
    tasks = [
        one for one in waiting(pack, agency, entity=entity, of=of, today=the_day(on)) if one.overdue or not overdue
    ]
    if json:
        print_json({"pack": pack, "waiting": len(tasks), "tasks": [one.as_json() for one in tasks[:limit]]})
        return None
    with speaking(language):
        for one in tasks[:limit]:
            out.print(_line(one))
        _tell_rest(len(tasks), limit)
    return None


def _line(one: Task) -> Text:
    from django.utils.translation import gettext as _
    from django.utils.translation import pgettext

    from bonafides.packs.labels import say

    mark = _("ESCALATED") if one.escalated else _("OVERDUE") if one.overdue else ""
    when = _("by %(day)s") % {"day": one.due} if one.due else one.unknown or _("no deadline")
    whose = {"agency": pgettext("whose deadline", "agency"), "business": pgettext("whose deadline", "business")}
    steps = f" ({', '.join(one.steps)})" if one.steps else ""
    case = _("case %(number)s") % {"number": f"{one.case:>6}"}
    line = f"{case}  {one.code}  {whose.get(one.whose, one.whose):<8}  {say(one.what)}{steps}  {when}"
    return Text(f"{mark:<10}{line}", style="red" if one.overdue else "")


def _tell_rest(number: int, limit: int) -> None:
    from django.utils.translation import gettext as _

    told = _("%(number)s wait") % {"number": number}
    if (more := number - limit) > 0:
        told += _(", %(more)s more than shown (%(option)s)") % {"more": more, "option": "--limit"}
    out.print(told, markup=False)
