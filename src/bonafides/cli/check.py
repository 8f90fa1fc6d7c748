"""`bonafides check CODE --for POINT`: may these businesses do this now, and what stands against it."""

from __future__ import annotations

import json as json_module
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from bonafides.cli.output import InLanguage, Json, fail, out, speaking

_STYLES = {"allowed": "green", "denied": "bold red", "weigh": "yellow", "nothing-public": "dim"}


def check(
    codes: Annotated[list[str], typer.Argument(metavar="CODE...", help="codes of businesses, in their normal form")],
    *,
    at_point: Annotated[str, typer.Option("--for", metavar="POINT", help="the decision point, procurement.supplier")],
    scheme: Annotated[str, typer.Option(help="the scheme of the codes")] = "uscc",
    pack: Annotated[str | None, typer.Option(help="the pack of the point, where more than one has it")] = None,
    public: Annotated[bool, typer.Option("--public", help="only what anyone may see")] = False,
    token: Annotated[
        Path | None, typer.Option("--token", metavar="FILE", help="write the status token to a file")
    ] = None,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """May these businesses do this now, and why not.

    By code only. Exit status: 0 nothing stands against any of them, 1 something does, or of a code nothing is known.
    """
    from bonafides.cli.database import ready

    ready(seal=False)
    from bonafides.measures.checks.asker import OPERATOR, PUBLIC
    from bonafides.measures.checks.check import CheckRefusedError
    from bonafides.measures.checks.check import check as ask
    from bonafides.measures.checks.points import UnknownPointError, point_in_force

    try:
        at = point_in_force(at_point, pack)
    except UnknownPointError as error:
        raise typer.BadParameter(str(error), param_hint="--for") from error
    try:
        done = ask(at, codes, PUBLIC if public else OPERATOR, scheme)
    except CheckRefusedError as error:
        fail(str(error))
    if token is not None:
        token.write_text(done.token + "\n", encoding="ascii")
    told = json_module.loads(done.payload)
    if json:
        typer.echo(done.text)
    else:
        with speaking(language):
            _tell(told, at.point.title)
    if told["errors"] or any(one["answer"] in ("denied", "weigh") for one in told["answers"]):
        raise typer.Exit(1)


def _tell(told: dict[str, Any], title: dict[str, str]) -> None:
    from django.utils.translation import gettext as _

    from bonafides.packs.labels import say

    out.print(Text(f"{say(title)} ({told['point']}), {told['as_of']}", style="bold"))
    titles = {(one["measure"], one["version"]): one["title"] for one in told["catalogue"]}
    for answer in told["answers"]:
        word = {
            "allowed": _("nothing stands against it"), "denied": _("denied"), "weigh": _("to be weighed"),
            "nothing-public": _("nothing public"),
        }[answer["answer"]]  # fmt: skip
        out.print(Text.assemble(answer["code"], "  ", (word, _STYLES[answer["answer"]])))
        for one in answer["measures"]:
            _tell_measure(one, say(titles[one["measure"], one["version"]]), answer["code"])
    for error in told["errors"]:
        out.print(Text.assemble(error["code"], "  ", (_("no answer"), "bold red"), f"  {error['detail']}"))
    until = datetime.fromtimestamp(told["exp"], UTC).astimezone().isoformat(timespec="seconds")
    out.print(Text(_("This may be used until %(until)s; then ask again.") % {"until": until}, style="dim"))


def _tell_measure(one: dict[str, Any], title: str, code: str) -> None:
    from django.utils.translation import gettext as _

    word = {
        "deny": _("denies"), "weigh": _("to be weighed"), "require": _("only if it is met"), "favour": _("in its favour"),
    }[one["effect"]]  # fmt: skip
    end = _("until %(day)s") % {"day": one["until"]} if one["until"] else _("as long as its ground stands")
    rest = [one["agency"], one["basis"], _("since %(day)s") % {"day": one["since"]}, end]
    rest += [_("confined to %(scope)s") % {"scope": one["scope"]}] if one["scope"] else []
    rest += [_("under %(code)s, one business with it") % {"code": one["code"]}] if one["code"] != code else []
    rest += [_("a remedy is pending")] if one["remedy_pending"] else []
    out.print(Text(f"  {one['id']}  {word}: {title}"))
    out.print(Text("      " + " · ".join(rest), style="dim"))
