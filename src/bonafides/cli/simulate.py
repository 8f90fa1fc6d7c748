"""`bonafides simulate`: what a law that does not exist yet would change, beside the law in force."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Column, Table
from rich.text import Text

from bonafides.cli.output import InLanguage, Json, out, print_json, speaking

if TYPE_CHECKING:
    from bonafides.packs.pack import Pack
    from bonafides.tiers.simulate.simulate import Simulation


def simulate(
    pack: Annotated[str, typer.Option(metavar="CANDIDATE", help="the folder of a pack, or the name of one in force")],
    as_of: Annotated[str, typer.Option(metavar="DAY", help="for this day, 2026-11-22")],
    against: Annotated[
        str | None,
        typer.Option(metavar="CURRENT", help="a folder or a name; default: the pack in force under the same name"),
    ] = None,
    decision: Annotated[
        str | None, typer.Option(help="a decision of both packs; default: the one that gives the tiers")
    ] = None,
    known_at: Annotated[
        str | None, typer.Option(metavar="MOMENT", help="as it was known then, 2026-11-22T13:30; default: now")
    ] = None,
    out_folder: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="write report, chart, figures and changed businesses here"),
    ] = None,
    keep: Annotated[bool, typer.Option("--keep", help="keep the figures for the pages of officers")] = False,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """Decide every business by two packs and show who moves where.

    Nothing is written to the register.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.cli.tier import progress_bar
    from bonafides.portal.moments import MomentRefusedError, day_of, moment_of
    from bonafides.standards.snapshot.take import settled_moment
    from bonafides.tiers.simulate.kept import keep as keep_simulation
    from bonafides.tiers.simulate.report import CHANGED, as_json, write_report
    from bonafides.tiers.simulate.simulate import simulate as simulated

    try:
        day = day_of(as_of)
    except MomentRefusedError as error:
        raise typer.BadParameter(str(error), param_hint="--as-of") from error
    try:
        moment = moment_of(known_at) if known_at else settled_moment()
    except MomentRefusedError as error:
        raise typer.BadParameter(str(error), param_hint="--known-at") from error
    candidate = _pack(pack)
    current = _pack(against or candidate.name)
    changed = out_folder / CHANGED if out_folder else None
    with progress_bar() as bar:
        one = simulated(candidate, current, day, moment, decision, changed, bar)
    if keep:
        keep_simulation(one)
    with speaking(language):
        if out_folder is not None:
            write_report(one, out_folder)
        if json:
            print_json(as_json(one))
        else:
            _tell(one, out_folder)


def _pack(text: str) -> Pack:
    """A pack from its folder, or the one in force under a name."""
    from bonafides.packs.load import load_pack
    from bonafides.packs.queries import installed_pack

    if Path(text).is_dir() or "/" in text:
        return load_pack(Path(text))
    return installed_pack(text)[0]


def _tell(one: Simulation, folder: Path | None) -> None:
    from django.utils.translation import gettext as _

    from bonafides.packs.labels import say
    from bonafides.tiers.simulate.chart import results_of
    from bonafides.tiers.simulate.report import PAGE, matrix, rows, summary_words
    from bonafides.tiers.simulate.words import outcome_words

    for sentence in summary_words(one):
        out.print(Text(sentence))
    table = Table("", *(outcome_words(one, result) for result in results_of(one)), _("All"), box=None)
    for row in matrix(one, one.moves):
        table.add_row(row["title"], *(cell["count"] for cell in row["cells"]), row["all"])
    out.print(
        Text(
            "\n" + _("Rows: the result under the law in force. Columns: under the candidate. Shares are of the row."),
            style="dim",
        )
    )
    out.print(table)
    told = rows(one)
    for name in one.groups:
        out.print(Text(f"\n{say(one.group(name).title)}", style="bold"))
        heads = [_("to more risk"), _("to less risk")] if one.order else [_("another result")]
        table = Table(Column(no_wrap=True), _("Businesses"), *(head for each in heads for head in (each, "")), box=None)
        for row in told:
            if row["group"] == name:
                ways = [cell for way in row["ways"] for cell in (way["share"], way["mark"])]
                table.add_row(row["title"], row["businesses"], *ways)
        out.print(table)
    if folder is not None:
        out.print(Text("\n" + _("The report: %(path)s") % {"path": folder / PAGE}))
