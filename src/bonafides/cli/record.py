"""`bonafides record CODE`: the unified record of one business, in a terminal."""

from __future__ import annotations

import json as json_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.cells import cell_len
from rich.text import Text

from bonafides.cli.output import InLanguage, Json, fail, out, speaking

if TYPE_CHECKING:
    from bonafides.sharing.publicity import Audience


def record(
    code: Annotated[str, typer.Argument(metavar="CODE", help="the code of the business, or a former one")],
    scheme: Annotated[str | None, typer.Option(help="the scheme of the code; default: any that it fits")] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DAY", help="as it stood on this day, 2026-11-22")] = None,
    known_at: Annotated[
        str | None,
        typer.Option(metavar="MOMENT", help="as it was known at this moment, 2026-11-22T13:30, or on a day's end"),
    ] = None,
    full: Annotated[
        bool,
        typer.Option("--full", help="also what is not public: for operators of this machine"),
    ] = False,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """The unified record of one business.

    Its identity, then every record by kind with its source, its basis and its dates.
    """
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone

    from bonafides.agencies.who import OPERATOR
    from bonafides.portal.moments import MomentRefusedError, day_of, moment_of
    from bonafides.sharing.disclosure import How, Request, disclosed_record
    from bonafides.sharing.public_record import public_record
    from bonafides.sharing.publicity import Audience

    try:
        day = day_of(as_of) if as_of else None
    except MomentRefusedError as error:
        raise typer.BadParameter(str(error), param_hint="--as-of") from error
    try:
        moment = moment_of(known_at) if known_at else None
    except MomentRefusedError as error:
        raise typer.BadParameter(str(error), param_hint="--known-at") from error
    audience = Audience.OPERATOR if full else Audience.PUBLIC
    bearer = (scheme, code) if scheme else bearer_of(code, audience)
    public = public_record(*bearer, as_of=day, known_at=moment)
    asked = Request(OPERATOR, None, None, timezone.localdate())
    text = disclosed_record(asked, *bearer, as_of=day, known_at=moment, how=How.COMMAND) if full else public
    if text is None:
        fail(f"no business of this register bears this {bearer[0]}; by its name: bonafides search NAME")
    if json:
        typer.echo(text)
        return
    shown = json_module.loads(public or '{"records": {}}') if full else None
    with speaking(language):
        _tell(json_module.loads(text), day or timezone.localdate(), moment, shown)


def bearer_of(code: str, audience: Audience) -> tuple[str, str]:
    """The one business whose code, present or former, this is. It is not repeated: it may be a person's number."""
    from bonafides.kernel.identifiers.texts import reason_text
    from bonafides.sharing.lookup import look_up

    looked = look_up(code, audience)
    if len(looked.found) == 1:
        return looked.found[0]
    if looked.found:
        many = ", ".join(f"{code} ({scheme})" for scheme, code in looked.found)
        fail(f"more than one business of this register bears this code: {many}")
    if looked.refusal:
        perhaps = f" Perhaps {looked.refusal.suggestion}?" if looked.refusal.suggestion else ""
        fail(f"this is no code of a business. {reason_text(looked.refusal, 'en')}{perhaps}")
    return fail("no business of this register bears this code; by its name: bonafides search NAME")


def _tell(record: dict[str, Any], day: Any, moment: Any, public: dict[str, Any] | None) -> None:
    from django.utils.translation import gettext as _

    from bonafides.portal.public.record import record_context

    shown = record_context(record, day, moment)
    out.print(Text(shown["title"], style="bold"))
    width = max(cell_len(one["title"]) for one in shown["identity"])
    for one in shown["identity"]:
        note = f"  ({one['note']})" if "note" in one else ""
        out.print(Text(f"{_padded(one['title'], width)}  {one['text']}{note}"))
    for one in shown["one_with"]:
        out.print(Text(f"{_('By decision one business with:')} {one['code']}"))
    out.print(Text(_stands(shown), style="dim"))
    for kind in shown["kinds"]:
        title = f"{kind['title']} ({len(kind['records'])})"
        out.print(Text(f"\n{title}", style="bold"))
        for basis in kind["basis"]:
            out.print(Text(f"  {basis}", style="dim"))
        for one in kind["records"]:
            hidden = public is not None and not _is_in(public, one["ref"])
            _tell_record(one, _("not public") if hidden else "", _("not public"))
    if not shown["kinds"]:
        none = _("No public record stood on that day.") if public is None else _("No record stood on that day.")
        out.print(Text(none))


def _tell_record(one: dict[str, Any], note: str, withheld: str) -> None:
    out.print(Text.assemble("  ", one["day"], "  ", one["agency"], (f"  [{note}]" if note else "", "yellow")))
    if one["operator"]:
        out.print(Text(f"    {one['operator']['text']}", style="yellow" if one["operator"]["former"] else "dim"))
    width = max((cell_len(fact["title"]) for fact in one["facts"]), default=0)
    for fact in one["facts"]:
        mark = f"  [{withheld}]" if fact["withheld"] and not note else ""
        out.print(Text.assemble(f"    {_padded(fact['title'], width)}  {fact['value']}", (mark, "yellow")))
    for said in one["said"]:
        text = f": {said['text']}" if said["text"] else ""
        out.print(Text(f"    ⚑ {said['title']} ({said['day']}){text}", style="yellow"))
    out.print(Text("    " + " · ".join(f"{title} {text}" for title, text in one["source"]), style="dim"))


def _stands(shown: dict[str, Any]) -> str:
    from django.utils.translation import gettext as _

    if shown["is_known_now"]:
        return _("As it stood on %(day)s, as it is known now (%(known_at)s, %(offset)s).") % shown
    return _("As it stood on %(day)s, as it was known at %(known_at)s (%(offset)s).") % shown


def _is_in(public: dict[str, Any], ref: tuple[str, str]) -> bool:
    return any((one["agency"], one["ref"]) == ref for kind in public["records"].values() for one in kind)


def _padded(text: str, width: int) -> str:
    """To a width in cells of the terminal: a Chinese character has two."""
    return text + " " * (width - cell_len(text))
