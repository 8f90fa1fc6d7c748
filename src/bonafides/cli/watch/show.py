"""`bonafides watch show MODEL [VERSION]`: the versions of a model, or one of them."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import InLanguage, Json, out, print_json, speaking
from bonafides.cli.watch.common import Model, PackName, as_json, pack_of_model


def show(
    model: Model,
    number: Annotated[int | None, typer.Argument(metavar="VERSION", help="one of them, whole; default: all, a line each")] = None,
    pack: PackName = None,
    language: InLanguage = None,
    json: Json = False,
) -> None:  # fmt: skip
    """What is on record of a model: its versions, how good each is, who approved it, which is in use."""
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone

    from bonafides.cli.watch.telling import tell_version
    from bonafides.watch.registry import approved_by, used_last, version_of, versions_of, why_not_usable

    found, _version = pack_of_model(model, pack)
    chosen = versions_of(found.name, model) if number is None else [version_of(found.name, model, number)]
    last, today = used_last(found.name, model), timezone.localdate()
    used = None if last is None else last.version_id
    if json:
        print_json(
            [
                as_json(one)
                | {
                    "approved_by": approved_by(one),
                    "in_use": one.pk == used,
                    "why_not": list(why_not_usable(one, today)),
                }
                for one in chosen
            ]
        )
        return
    with speaking(language):
        from django.utils.translation import gettext as _

        if not chosen:
            out.print(
                _("no version yet; fit one: %(command)s") % {"command": f"bonafides watch fit {model}"}, markup=False
            )
        for one in chosen if number is None else []:
            auc = one.metrics["figures"]["auc"]
            state = _("in use") if one.pk == used else _("may not be used") if any(why_not_usable(one, today)) else ""
            approved = _("approved by %(officers)s") % {"officers": ", ".join(approved_by(one)) or "–"}
            told = f"{one.number:>4}  {one.fitted_on} – {one.expires_on}  AUC {auc['value']} [{auc['low']} – {auc['high']}]"
            out.print(f"{told}  {approved}  {state}".rstrip(), markup=False)
        if number is not None:
            tell_version(chosen[0])
