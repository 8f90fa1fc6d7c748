"""`bonafides watch order RUN --item ITEM`: who comes first among the targeted inspections of an item."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

import typer

from bonafides.cli.output import InLanguage, Json, out, print_json, speaking


def order(
    run: Annotated[int, typer.Argument(metavar="RUN", help="the run of scores: bonafides watch score MODEL")],
    item: Annotated[str, typer.Option(help="the inspection item, which names the model")],
    count: Annotated[int, typer.Option(help="how many, from the first on", min=1)] = 20,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """Put the targeted inspections of an item in order: a lead for each, with its reasons; it proves nothing.

    How many may be opened stands in the plan of the year (`targeted`), which holds the share that is left to chance. Open one
    with the run as its evidence: bonafides inspection targeted CODE --reason alert --evidence act:N
    """
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone

    from bonafides.packs.queries import installed_pack
    from bonafides.watch.kept import table_of
    from bonafides.watch.order import ordered
    from bonafides.watch.registry import score_run_of
    from bonafides.watch.words import contributions, probability_words

    of = score_run_of(run)
    pack, table = installed_pack(of.version.pack)[0], table_of(of.version.table)
    found = list(islice(ordered(pack, of, item, timezone.localdate()), count))
    with speaking(language):
        from django.utils.translation import gettext as _

        reasons = {one.code: contributions(pack, table, one.row)[:3] for one in found}
        if json:
            told = [
                {
                    "place": one.place, "code": one.code, "points": one.points,
                    "reasons": [{"title": each.title, "value": each.value, "points": each.points} for each in reasons[one.code]],
                }
                for one in found
            ]  # fmt: skip
            print_json({"run": run, "item": item, "evidence": f"act:{of.act_id}", "order": told})
            return
        if not found:
            out.print(_("nobody whom this item may be inspected at by order"), markup=False)
        for one in found:
            out.print(
                f"{one.place:>4}  {one.code}  {one.points:>+5}  {probability_words(table, one.points)}", markup=False
            )
            for each in reasons[one.code]:
                out.print(f"        {each.points:>+5}  {each.title}: {each.value}", markup=False)
        if found:
            words = {"evidence": f"act:{of.act_id}", "day": of.expires_on}
            out.print(_("open one with the evidence %(evidence)s, before %(day)s") % words, markup=False)
