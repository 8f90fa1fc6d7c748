"""`bonafides case board --document CODE`: what the page /boards/CODE shows, in a terminal."""

from __future__ import annotations

from datetime import date
from typing import Any

from rich.text import Text

from bonafides.cli.inspection.common import the_day
from bonafides.cli.output import Language, fail, out, print_json, speaking


def show_board(code: str, on: str | None, language: Language | None, *, json: bool) -> None:
    """The deadlines of the matter of a document, on both sides, and the remedies that are open."""
    from django.utils.translation import gettext as _

    from bonafides.documents.queries import UnknownDocumentError
    from bonafides.packs.labels import say
    from bonafides.packs.queries import installed_pack
    from bonafides.portal.public.boards import task_told
    from bonafides.remedies.business_board import business_board

    try:
        found = business_board(code, the_day(on))
    except UnknownDocumentError as error:
        fail(str(error))
    if json:
        print_json(found.as_json())
        return
    with speaking(language):
        document = found.document
        pack = installed_pack(document.version.pack)[0]
        out.print(Text(f"{say(document.content['title'])} {document.number}", style="bold"))
        out.print(Text(_("%(code)s, as of %(day)s") % {"code": document.entity.code, "day": found.day}, style="dim"))
        _tell(_("What you have to do, or may do"), [task_told(pack, one) for one in found.of("business")])
        _tell(_("What the authority has to do"), [task_told(pack, one) for one in found.of("agency")])
        _remedies(_("Remedies that are still open to you"), [(one.until, say(one.text)) for one in found.remedies])
        if not found.open:
            out.print(_("Every case of this matter has ended: nobody has a deadline in it."), markup=False)


def _tell(title: str, tasks: list[dict[str, Any]]) -> None:
    if tasks:
        out.print(Text(f"\n{title}", style="bold"))
    for one in tasks:
        if one["mark"]:
            out.print(Text(f"  {one['mark']}", style="red"))
        steps = f" ({' · '.join(one['steps'])})" if one["steps"] else ""
        out.print(Text(f"  {one['when']}  {one['title']}{steps}", style="red" if one["mark"] else ""))
        out.print(Text("    " + " · ".join([one["procedure"], *one["basis"]]), style="dim"))


def _remedies(title: str, remedies: list[tuple[date, str]]) -> None:
    if remedies:
        out.print(Text(f"\n{title}", style="bold"))
    for until, text in remedies:
        out.print(Text(f"  {until}  {text}"))
