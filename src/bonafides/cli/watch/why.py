"""`bonafides watch why CODE`: why a business has its points."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import InLanguage, Json, fail, out, print_json, speaking
from bonafides.cli.watch.common import PackName, pack_of_model


def why(
    code: Annotated[str, typer.Argument(metavar="CODE", help="the code of the business")],
    model: Annotated[str, typer.Option(help="the model of risk")],
    run: Annotated[int | None, typer.Option(metavar="RUN", help="a run of scores; default: the last one")] = None,
    scheme: Annotated[str | None, typer.Option(help="the scheme of the code; default: any that it fits")] = None,
    pack: PackName = None,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """Which figures give a business its points, the weightiest first. For officers; a lead, and proof of nothing."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.cli.record import bearer_of
    from bonafides.entities.queries import entity_by_code
    from bonafides.packs.queries import pack_of_version
    from bonafides.sharing.publicity import Audience
    from bonafides.watch.kept import table_of
    from bonafides.watch.registry import last_score_run, score_run_of
    from bonafides.watch.score_store import rows_of
    from bonafides.watch.words import contributions, probability_words

    found, _version = pack_of_model(model, pack)
    of = last_score_run(found.name, model) if run is None else score_run_of(run)
    if of is None:
        fail(f"nobody was scored by {found.name}/{model} yet: bonafides watch score {model}")
    entity = entity_by_code(*((scheme, code) if scheme else bearer_of(code, Audience.OPERATOR)))
    rows = rows_of(of.pk, [entity.pk])
    if not rows:
        fail(f"{entity} is not among the businesses of score run {of.pk}: it came later, or was merged into another")
    table, points = table_of(of.version.table), int(rows[0]["points"])
    with speaking(language):
        from django.utils.translation import gettext as _

        told = contributions(pack_of_version(of.pack_version), table, rows[0])
        if json:
            parts = [
                {"figure": one.feature, "title": one.title, "value": one.value, "points": one.points} for one in told
            ]
            print_json(
                {
                    "run": of.pk, "model": model, "version": of.version.number, "code": entity.code, "points": points,
                    "base": table.base, "probability": probability_words(table, points), "parts": parts,
                }
            )  # fmt: skip
            return
        words = {"entity": entity, "points": points, "share": probability_words(table, points), "day": of.as_of}
        out.print(_("%(entity)s: %(points)s points as of %(day)s, that is about %(share)s") % words, markup=False)
        out.print(f"  {table.base:>+5}  " + _("everybody's"), markup=False)
        for one in told:
            out.print(f"  {one.points:>+5}  {one.title}: {one.value}", markup=False)
        out.print("  " + _("A lead for an order of checks. It proves nothing, and nobody else is told."), markup=False)
