"""`bonafides explain CODE`: why a business has the result that it has, what would change it, and when it changes by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from bonafides.cli.output import InLanguage, Json, fail, out, print_json, speaking

if TYPE_CHECKING:
    from datetime import date, datetime

    from bonafides.packs.pack import Pack
    from bonafides.standards.explain.explain import Explanation

_STYLES = {"plain": "", "strong": "bold", "note": "dim", "warning": "yellow"}


def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="the code of the business, or a former one")],
    decision: Annotated[
        str | None, typer.Option(help="a decision of the pack; default: the one that gives the tiers")
    ] = None,
    scheme: Annotated[str | None, typer.Option(help="the scheme of the code; default: any that it fits")] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DAY", help="for this day, 2026-11-22; default: today")] = None,
    known_at: Annotated[
        str | None, typer.Option(metavar="MOMENT", help="as it was known then, 2026-11-22T13:30; default: now")
    ] = None,
    pack: Annotated[str | None, typer.Option(help="the pack, where several have the decision")] = None,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """Why a business has a result, and what would change it.

    For whoever operates this machine, to be given to the business concerned: tiers are on no public page.
    """
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone

    from bonafides.cli.record import bearer_of
    from bonafides.entities.queries import entity_by_code
    from bonafides.portal.moments import MomentRefusedError, day_of, moment_of
    from bonafides.sharing.publicity import Audience
    from bonafides.standards.explain.as_json import as_json
    from bonafides.standards.explain.explain import explain as explained

    try:
        day = day_of(as_of) if as_of else timezone.localdate()
    except MomentRefusedError as error:
        raise typer.BadParameter(str(error), param_hint="--as-of") from error
    try:
        moment = moment_of(known_at) if known_at else timezone.now()
    except MomentRefusedError as error:
        raise typer.BadParameter(str(error), param_hint="--known-at") from error
    bearer = (scheme, code) if scheme else bearer_of(code, Audience.OPERATOR)
    entity = entity_by_code(*bearer)
    found, name = _decision(pack, decision, entity.scheme)
    one = explained(found, name, entity, day, moment)
    with speaking(language):
        if json:
            print_json(as_json(one))
        else:
            _tell(one, day, moment, now=known_at is None)


def _decision(name: str | None, decision: str | None, scheme: str) -> tuple[Pack, str]:
    """The pack in force that decides about businesses of a scheme, and the decision."""
    from bonafides.packs.queries import installed_pack, packs_in_force

    packs = [each for each, _ in ([installed_pack(name)] if name else packs_in_force())]
    fitting = [(each, of) for each in packs if (of := _named(each, decision)) and _identifies(each, scheme)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        fail(f"several packs have this decision ({', '.join(each.name for each, _ in fitting)}): say --pack which")
    what = f"the decision `{decision}`" if decision else "a decision that gives the tiers"
    there = sorted({each.name for one in packs for model in one.standards.values() for each in model.decisions})
    return fail(f"no pack in force has {what} for this business; decisions in force: {', '.join(there) or 'none'}")


def _named(pack: Pack, decision: str | None) -> str:
    if decision is None:
        return pack.info.tiers.decision if pack.info.tiers else ""
    return decision if any(one.name == decision for model in pack.standards.values() for one in model.decisions) else ""


def _identifies(pack: Pack, scheme: str) -> bool:
    return any(use.scheme == scheme and use.role == "identity" for use in pack.info.schemes)


def _tell(one: Explanation, day: date, moment: datetime, *, now: bool) -> None:
    from django.utils.translation import gettext as _

    from bonafides.portal.moments import offset, shown
    from bonafides.standards.explain.told import purpose_words, result_words, scale_words, told

    result = result_words(one.pack, one.decided.decision, one.decided.outcome)
    title = _title(one, day, moment)
    out.print(Text(_("%(name)s: %(result)s") % {"name": title, "result": result}, style="bold"))
    words: dict[str, Any] = {"day": day, "known_at": shown(moment), "offset": offset()}
    if now:
        out.print(Text(_("For %(day)s, by the records known now (%(known_at)s, %(offset)s).") % words))
    else:
        out.print(Text(_("For %(day)s, by the records known at %(known_at)s (%(offset)s).") % words))
    for text in (scale_words(one), purpose_words(one)):
        if text:
            out.print(Text(text, style="dim"))
    for section in told(one):
        out.print(Text(f"\n{section.title}", style="bold underline"))
        for line in section.lines:
            if line.text:
                out.print(Text(f"{'  ' * (line.level + 1)}{line.text}", style=_STYLES[line.style]))


def _title(one: Explanation, day: date, moment: datetime) -> str:
    """The name of the business with its code, or its code by the name of its scheme."""
    import json

    from django.utils.translation import gettext as _

    from bonafides.packs.labels import say
    from bonafides.packs.words import scheme_title
    from bonafides.sharing.publicity import Audience
    from bonafides.sharing.unified_record import unified_record

    code = one.entity.code
    text = unified_record(one.entity.scheme, code, as_of=day, known_at=moment, audience=Audience.OPERATOR)
    names = json.loads(text)["names"] if text else []
    name = next((each["name"] for each in names if each["current"] and each["use"] == "registered"), "")
    if name:
        return _("%(text)s (%(note)s)") % {"text": name, "note": code}
    use = one.pack.scheme(one.entity.scheme)
    return f"{say(use.title) if use.title else scheme_title(use.scheme)} {code}"
