"""The catalogue of measures: what may follow for a business, from what, on which basis, for whom and for how long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bonafides.packs.labels import cited, say
from bonafides.packs.measure import Duration, Measure, TriggerPattern
from bonafides.packs.pack import Pack
from bonafides.packs.queries import packs_in_force
from bonafides.packs.words import subject_title
from bonafides.portal.audience import public
from bonafides.portal.design.rows import Row, Tag
from bonafides.sharing.access.days import number


@dataclass(frozen=True)
class Told:
    """One measure for reading."""

    key: str
    title: str
    kind: Tag
    content: str
    rows: list[Row]


@public
@require_safe
@cache_control(no_store=True)
def measures(request: HttpRequest) -> HttpResponse:
    """Every measure in force today, penalties first."""
    today = timezone.localdate()
    packs = [pack for pack, _version in packs_in_force()]
    found = [_told(pack, one, today) for pack in packs for one in pack.measures.values() if one.in_force.covers(today)]
    return render(request, "portal/measures.html", {"here": request.path, "measures": found})


def _told(pack: Pack, one: Measure, today: date) -> Told:
    agency = pack.agencies.get(one.agency)
    kind = Tag(_("penalty"), "warn") if one.kind == "penalty" else Tag(_("reward"), "good")
    listed = pack.measure_list.get(one.entry)
    points = [say(pack.decision_points[name].title) if name in pack.decision_points else name for name in one.points]
    rows = [
        Row(_("Follows from"), _("; ").join(_triggers(pack, one.triggers))),
        Row(_("For"), _(", ").join(subject_title(target) for target in one.targets)),
        Row(_("Agency"), say(agency.title) if agency else one.agency),
        Row(_("How long"), _lasts(pack, one.duration, today)),
        Row(_("Counts at"), _("; ").join(points)),
        Row(_("Legal basis"), _("; ").join(cited(pack, each) for each in one.basis)),
    ]
    if one.statutory:
        told = _("%(basis)s: no authority decides on it, so that none lifts it while a record is shielded.")
        cites = _("; ").join(cited(pack, each) for each in one.statutory)
        rows.append(Row(_("Imposed by the law itself"), told % {"basis": cites}))
    if listed is not None:
        rows.append(Row(_("In the list of measures"), say(listed.title)))
    return Told(f"{pack.name}-{one.measure}", say(one.title), kind, say(one.content), rows)


def _triggers(pack: Pack, triggers: tuple[TriggerPattern, ...]) -> Iterator[str]:
    for one in triggers:
        name = one.listing or one.record
        if name is None:
            yield _("an internal classification")
        else:
            kind = pack.catalogue.get(name)
            title = say(kind.title) if kind else name
            yield (
                _("listing: %(title)s") % {"title": title} if one.listing else _("record: %(title)s") % {"title": title}
            )


def _lasts(pack: Pack, one: Duration, today: date) -> str:
    if one.with_trigger:
        return _("as long as what it follows from")
    months = one.months if isinstance(one.months, int) else number(pack, one.months or "", today)
    if months is not None:
        return ngettext("%(number)s month", "%(number)s months", months) % {"number": months}
    if one.span is not None:
        return _("as the authority decides, within the limits of the law")
    return _("as the law computes it for the case")
