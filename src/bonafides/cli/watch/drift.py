"""`bonafides watch drift MODEL`: whether a version still fits what comes."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import InLanguage, Json, out, print_json, speaking
from bonafides.cli.watch.common import Model, Operator, PackName, operator, pack_of_model


def drift(
    model: Model,
    number: Annotated[
        int | None, typer.Option("--version", metavar="VERSION", help="default: the one in use, or the newest")
    ] = None,
    pack: PackName = None,
    by: Operator = "local operator",
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """Hold what came since a version was judged against what it learned from. The worker does it every week.

    Exit status: 0 fresh, to be watched, or too few to tell; 1 stale. A version that is stale can be used no more.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.cli.tier import progress_bar
    from bonafides.packs.labels import say
    from bonafides.watch.check_drift import check_drift
    from bonafides.watch.registry import used_last, version_of

    found, _version = pack_of_model(model, pack)
    used = used_last(found.name, model)
    version = (
        used.version if number is None and used is not None and used.version else version_of(found.name, model, number)
    )
    with progress_bar() as bar:
        check = check_drift(operator(by, "a check of a model's drift"), version, bar)
    if json:
        told = {"model": model, "version": version.number, "state": check.state, "examples": check.examples}
        print_json(told | check.told | {"checked_on": check.checked_on.isoformat(), "act": check.act_id})
    else:
        with speaking(language):
            from django.utils.translation import gettext as _

            states = {
                "few": _("too few examples to tell"), "fresh": _("fits what comes"), "watch": _("to be watched"),
                "stale": _("stale: it can be used no more"),
            }  # fmt: skip
            card = found.risk_models[model].drift
            out.print(f"{version}: {states[check.state]}", markup=False)
            words = {"count": f"{check.examples:,}", "since": version.judged_until}
            out.print("  " + _("%(count)s examples since %(since)s") % words, markup=False)
            words = {"index": check.told["index"], "watch": card.watch, "stale": card.stale}
            out.print(
                "  " + _("stability index %(index)s (watched from %(watch)s, stale from %(stale)s)") % words,
                markup=False,
            )
            words = {"found": check.told["found"], "said": check.told["said"], "z": check.told["z"]}
            out.print("  " + _("findings: %(found)s came, %(said)s were expected (z %(z)s)") % words, markup=False)
            for name, index in list(check.told["features"].items())[:5]:
                out.print(f"    {index}  {say(found.indicators[name].title)}", markup=False)
    if check.state == "stale":
        raise typer.Exit(1)
