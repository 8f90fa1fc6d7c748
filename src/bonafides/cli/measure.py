"""`bonafides measure`: the catalogue of measures, what weighs on one business, and the sweep over records of files."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer

from bonafides.cli.output import InLanguage, Json, out, print_json, speak, speaking
from bonafides.kernel.sentence import Joined, Sentence

app = typer.Typer(help="Measures: the catalogue, and what weighs on a business.", no_args_is_help=True)
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="default: today")]


@app.command("list")
def list_measures(
    pack: Annotated[str | None, typer.Option(help="only those of this pack")] = None,
    agency: Annotated[str | None, typer.Option(help="only those that this agency implements")] = None,
    point: Annotated[str | None, typer.Option(help="only those that count at this decision point")] = None,
    language: InLanguage = None, json: Json = False,
) -> None:  # fmt: skip
    """The catalogue: every measure that a pack in force knows, its agency, basis and points."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.measures.overview import catalogue
    from bonafides.packs.labels import say

    found = catalogue(pack=pack, agency=agency, point=point)
    if json:
        print_json([one.as_json() for one in found])
        return
    with speaking(language):
        for one in found:
            points = ", ".join(f"{name} {effect}" for name, effect in one.measure.points.items())
            where = f"{one.pack.name}/{one.measure.agency}"
            out.print(f"{one.measure.measure:<34} {where:<24} {say(one.measure.title)}", markup=False)
            out.print(f"{'':<34} {points}; {one.basis()}", markup=False)
    if not found:
        speak("no such measure in a pack in force")


@app.command()
def burden(
    code: Annotated[str, typer.Argument(metavar="CODE", help="the code of the business")],
    scheme: Annotated[str, typer.Option(help="the scheme of the code")] = "uscc",
    on: Day = None, language: InLanguage = None, json: Json = False,
) -> None:  # fmt: skip
    """All that weighs on one business on a day, of every agency, and what it comes to at each decision point."""
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone

    from bonafides.entities.queries import entity_by_code
    from bonafides.measures.burden import burden as burden_of
    from bonafides.packs.labels import say

    found = burden_of(entity_by_code(scheme, code), on.date() if on else timezone.localdate())
    if json:
        print_json(found.as_json())
        return
    with speaking(language):
        for one in found.measures:
            row, title = one.instance, say(one.measure.title) if one.measure else one.instance.measure
            until = (
                Sentence("to %(until)s (excluded)", until=row.until)
                if row.until
                else Sentence("while its %(trigger_kind)s stands", trigger_kind=row.trigger_kind)
            )
            speak(
                "%(row)s  %(agency)s %(title)s: from %(since)s %(until)s; %(basis)s",
                row=f"{row.pk:>7}",
                agency=f"{row.agency.name:<20}",
                title=title,
                since=row.since,
                until=until,
                basis=row.basis,
            )
    _points(found.points(), found.agencies())


def _points(points: dict[str, str], agencies: dict[str, int]) -> None:
    if not points:
        speak("nothing counts for this business on that day")
        return
    speak("at %(points)s", points=Joined(f"{name}: {effect}" for name, effect in points.items()))
    by = Joined(f"{name} {count}" for name, count in agencies.items()) or Sentence("none")
    speak("penalties by agency: %(agencies)s", agencies=by)


@app.command()
def reconcile(json: Json = False) -> None:
    """Bring measures up to the records that came and went by files. `bonafides worker` does the same every night."""
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone

    from bonafides.measures.reconcile import reconcile as sweep

    done: dict[str, Any] = dict(sweep(timezone.localdate()).as_json())
    if json:
        print_json(done)
    else:
        speak("%(imposed)s imposed, %(lifted)s lifted", imposed=f"{done['imposed']:,}", lifted=f"{done['lifted']:,}")
