"""`bonafides watch score MODEL`: points for every business."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import InLanguage, Json, out, print_json, speaking
from bonafides.cli.watch.common import Model, Operator, PackName, operator, pack_of_model


def score(
    model: Model,
    as_of: Annotated[str | None, typer.Option(metavar="DAY", help="for this day, 2026-11-22; default: today")] = None,
    known_at: Annotated[
        str | None, typer.Option(metavar="MOMENT", help="as it was known then, 2026-11-22T13:30; default: now")
    ] = None,
    pack: PackName = None,
    by: Operator = "local operator",
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """Score every business by the version in use. The scores are internal: they are on no page, in no tier and on no list.

    All that went in is on record, so that a run can be repeated: bonafides watch verify RUN.
    """
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone

    from bonafides.cli.tier import progress_bar
    from bonafides.portal.moments import MomentRefusedError, day_of, moment_of
    from bonafides.watch.kept import table_of
    from bonafides.watch.score import run_scores
    from bonafides.watch.score_store import spread_of
    from bonafides.watch.words import probability_words

    try:
        day = day_of(as_of) if as_of else timezone.localdate()
        moment = moment_of(known_at) if known_at else None
    except MomentRefusedError as error:
        raise typer.BadParameter(str(error)) from error
    found, version = pack_of_model(model, pack)
    with progress_bar() as bar:
        run = run_scores(operator(by, "scores of a model of risk"), found, version, model, day, moment, bar)
    seconds = (run.finished_at - run.started_at).total_seconds()
    if json:
        print_json(
            {
                "run": run.pk, "model": model, "version": run.version.number, "as_of": run.as_of.isoformat(),
                "known_at": run.known_at.isoformat(), "expires_on": run.expires_on.isoformat(), "scored": run.scored,
                "snapshot_digest": run.snapshot_digest, "sql_digest": run.sql_digest, "results_digest": run.results_digest,
                "engine": run.engine, "seconds": round(seconds, 3),
            }
        )  # fmt: skip
        return
    with speaking(language):
        from django.utils.translation import gettext as _

        words = {
            "run": run.pk,
            "version": run.version,
            "day": run.as_of,
            "count": f"{run.scored:,}",
            "seconds": f"{seconds:.1f}",
        }
        told = _("run %(run)s: %(version)s scored %(count)s businesses as of %(day)s, in %(seconds)s s") % words
        out.print(told, markup=False)
        table = table_of(run.version.table)
        for least, most, count in spread_of(run.pk):
            share = f"{probability_words(table, least)} – {probability_words(table, most)}"
            out.print(f"  {least:>5} – {most:<5}  {count:>12,}  {share}", markup=False)
        out.print("  " + _("good for an order before %(day)s") % {"day": run.expires_on}, markup=False)
        out.print("  " + _("repeat it: %(command)s") % {"command": f"bonafides watch verify {run.pk}"}, markup=False)
