"""What a law that does not exist yet would change over this register: the simulations that were kept, as charts and tables."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.portal.agency.officer import for_officers, nothing, pack_of, page, the_officer
from bonafides.portal.charts.bars import Bars
from bonafides.portal.charts.series import Series
from bonafides.portal.design.rows import Cell, Table
from bonafides.portal.moments import shown
from bonafides.portal.public.procedures import DRAWN
from bonafides.tiers.simulate.chart import results_of, svg
from bonafides.tiers.simulate.differences import Difference
from bonafides.tiers.simulate.kept import KeptSimulation, all_kept, kept
from bonafides.tiers.simulate.report import matrix, rows, summary_words
from bonafides.tiers.simulate.simulate import Simulation
from bonafides.tiers.simulate.words import outcome_words


@for_officers()
@require_safe
def simulation(request: HttpRequest, name: str) -> HttpResponse:
    """One simulation: sentences first, then the pictures, then every number behind them."""
    who = the_officer(request)
    found = kept(pack_of(who), name)
    if found is None:
        return nothing(request, who)
    one = found.simulation
    context: dict[str, Any] = {
        "trail": [(_("Standards"), reverse("agency-standards"))], "found": found, "at": shown(found.at),
        "summary": summary_words(one), "figure": _figure(one), "moves": _matrix(one),
        "groups": [_group(one, name) for name, values in one.groups.items() if values],
        "values": _differences(_("Values that differ"), found.values, _("No value differs.")),
        "rules": _differences(_("Rules that differ"), found.rules, _("No rule differs.")),
    }  # fmt: skip
    return page(request, who, "simulation", context)


@for_officers()
@require_safe
def flow(request: HttpRequest, name: str) -> HttpResponse:
    """The moves as one drawing; all that it shows is also in the table of the page."""
    who = the_officer(request)
    found = kept(pack_of(who), name)
    if found is None:
        return nothing(request, who)
    answer = HttpResponse(svg(found.simulation), content_type="image/svg+xml; charset=utf-8")
    answer.headers["Content-Security-Policy"] = DRAWN
    return answer


def simulations_table(pack: Pack) -> Table:
    """For the page of all standards."""
    heads = (_("Candidate"), _("For the day"), _("Beside"), _("Would change"), _("Made at"))
    rows_ = tuple(
        (Cell(_("version %(version)s") % {"version": one.version}, href=reverse("agency-simulation", args=[one.name])),
         one.simulation.as_of.isoformat(), _("version %(version)s") % {"version": one.against}, _changed(one), shown(one.at))
        for one in all_kept(pack)
    )  # fmt: skip
    return Table(_("Simulations of candidates"), heads, rows_, empty=_("None was kept."))


def _changed(one: KeptSimulation) -> str:
    changed = sum(count for (before, after), count in one.simulation.moves.items() if before != after)
    told = {"changed": f"{changed:,}", "all": f"{one.simulation.businesses:,}"}
    return _("%(changed)s of %(all)s businesses") % told


def _figure(one: Simulation) -> Bars:
    """How many have each result: under the law in force, and under the candidate."""
    results = results_of(one)

    def counted(side: int) -> list[int]:
        return [sum(count for pair, count in one.moves.items() if pair[side] == result) for result in results]

    return Bars(
        _("Businesses by result"), [outcome_words(one, result) for result in results],
        [Series(_("law in force"), counted(0)), Series(_("candidate"), counted(1))], head=_("Result"),
    )  # fmt: skip


def _matrix(one: Simulation) -> Table:
    results = [outcome_words(one, result) for result in results_of(one)]
    heads: tuple[str | Cell, ...] = (
        _("Under the law in force"),
        *(Cell(told, numeric=True) for told in results),
        Cell(_("All"), numeric=True),
    )
    found = tuple(
        (row["title"], *(cell["count"] for cell in row["cells"]), row["all"]) for row in matrix(one, one.moves)
    )
    return Table(_("From which result to which; columns: under the candidate"), heads, found)


def _group(one: Simulation, name: str) -> Table:
    ways = (_("to more risk"), _("to less risk")) if one.order else (_("another result"),)
    heads: tuple[str | Cell, ...] = (
        _("Group"),
        Cell(_("Businesses"), numeric=True),
        *(each for way in ways for each in (way, _("Beside the others"))),
    )
    found = tuple(
        (row["title"], row["businesses"], *(text for way in row["ways"] for text in (way["share"], way["verdict"] or "—")))
        for row in rows(one) if row["group"] == name
    )  # fmt: skip
    return Table(say(one.group(name).title), heads, found)


def _differences(caption: str, found: tuple[Difference, ...], empty: str) -> Table:
    heads = (_("What"), _("Law in force"), _("Candidate"))
    return Table(caption, heads, tuple((one.what, one.before or "—", one.after or "—") for one in found), empty=empty)
