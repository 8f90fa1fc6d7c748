"""`bonafides watch table MODEL VERSION`: the table of points itself, to be read before it is approved."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import InLanguage, Json, out, print_json, speaking
from bonafides.cli.watch.common import Model, Number, PackName, pack_of_model


def table(
    model: Model,
    number: Number,
    pack: PackName = None,
    dmn: Annotated[bool, typer.Option("--dmn", help="as a decision model (DMN 1.3, XML)")] = False,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """How many points each figure gives. All are added up; so many points double the odds of a finding."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.packs.labels import say
    from bonafides.packs.queries import pack_of_version
    from bonafides.watch.kept import table_of
    from bonafides.watch.registry import version_of
    from bonafides.watch.words import step_words

    version = version_of(pack_of_model(model, pack)[0].name, model, number)
    if json or dmn:
        print_json(version.table) if json else out.print(version.dmn, markup=False, end="")
        return
    of, points = pack_of_version(version.pack_version), table_of(version.table)
    with speaking(language):
        from django.utils.translation import gettext as _

        words = {"base": points.base, "doubling": points.doubling}
        out.print(
            _("everybody begins with %(base)s points; %(doubling)s points more double the odds") % words, markup=False
        )
        for part in sorted(points.parts, key=lambda one: -one.spread):
            out.print(f"\n{say(of.indicators[part.feature].title)}  ({part.feature})", markup=False)
            for told, given in step_words(of, part):
                out.print(f"  {given:>+5}  {told}", markup=False)
