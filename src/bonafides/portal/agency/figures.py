"""Figures of the agency itself: its cases, its missed deadlines, what waits. No office is set beside another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bonafides.acts.wall import inside
from bonafides.agencies.who import Who
from bonafides.inspections import board as visits
from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.portal.agency.batches.words import reason_title
from bonafides.portal.agency.figures_map import visits_by_region
from bonafides.portal.agency.officer import for_officers, pack_of, page, the_officer
from bonafides.portal.agency.visits.words import step_title
from bonafides.portal.design.rows import Cell, Table
from bonafides.procedures.models import Case, RunOut
from bonafides.records.quarantine import open_rows


@for_officers()
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """As of now."""
    who = the_officer(request)
    pack = pack_of(who)
    with inside():
        waiting = Counter(one.step for one in visits.board(who.pack, who.agency))
        held = open_rows().filter(batch__agency__pack=who.pack, batch__agency__name=who.agency).order_by()
        reasons = Counter(dict(held.values_list("reason").annotate(Count("pk"))))
    tables = [
        _table(_("Cases under way, by procedure"), _("Procedure"), _by_procedure(who, pack, ended=False)),
        _table(_("Cases that ended, by procedure"), _("Procedure"), _by_procedure(who, pack, ended=True)),
        _table(_("Deadlines that were missed, by procedure"), _("Procedure"), _missed(who, pack)),
        _table(
            _("Visits in which a step waits"), _("Step"), ((step_title(step), count) for step, count in waiting.items())
        ),
        _table(_("Rows in quarantine"), _("Reason"), ((reason_title(one), count) for one, count in reasons.items())),
    ]
    today = timezone.localdate()
    return page(request, who, "figures", {"tables": tables, "day": today, "map": visits_by_region(who, today)})


def _by_procedure(who: Who, pack: Pack, *, ended: bool) -> Iterable[tuple[str, int]]:
    own = Case.objects.filter(agency__pack=who.pack, agency__name=who.agency)
    found = own.filter(steps__ends=True) if ended else own.exclude(steps__ends=True)
    return _titled(pack, found.values_list("procedure").annotate(Count("pk")))


def _missed(who: Who, pack: Pack) -> Iterable[tuple[str, int]]:
    found = RunOut.objects.filter(step=None, case__agency__pack=who.pack, case__agency__name=who.agency)
    return _titled(pack, found.values_list("case__procedure").annotate(Count("pk")))


def _titled(pack: Pack, found: Iterable[tuple[str, int]]) -> Iterable[tuple[str, int]]:
    for name, count in found:
        yield say(pack.procedures[name].title) if name in pack.procedures else name, count


def _table(caption: str, head: str, found: Iterable[tuple[str, int]]) -> Table:
    rows = sorted(found, key=lambda one: (-one[1], one[0]))
    return Table(
        caption, (head, Cell(_("Number"), numeric=True)), tuple((title, f"{count:,}") for title, count in rows),
        empty=_("None."),
    )  # fmt: skip
