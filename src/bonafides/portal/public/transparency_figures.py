"""The figures of the report of transparency, each from its counts; cells that are too small are not told as numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.utils.translation import gettext as _

from bonafides.consumers.queries import consistency_figure
from bonafides.inspections.statistics import inspected
from bonafides.listings.statistics import ended_on, listed_on
from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.portal.charts.bars import Bars
from bonafides.portal.charts.figure import Figure
from bonafides.portal.charts.funnel import Funnel
from bonafides.portal.charts.lines import Lines
from bonafides.portal.charts.series import Series
from bonafides.portal.charts.shares import Shares
from bonafides.procedures.statistics import Ended, begun, ended
from bonafides.sharing.once.figure import meter
from bonafides.sharing.statistics.cells import told
from bonafides.sharing.statistics.records import public_records


@dataclass(frozen=True)
class Span:
    """The days of a report, and the least count that it tells."""

    since: date
    day: date
    least: int

    @property
    def quarters(self) -> list[tuple[int, int]]:
        """Year and quarter, the first of the days to the last."""
        first, last = (4 * one.year + (one.month - 1) // 3 for one in (self.since, self.day))
        return [(one // 4, one % 4 + 1) for one in range(first, last + 1)]

    @property
    def labels(self) -> list[str]:
        """The quarters in words."""
        return [_("%(year)s Q%(number)s") % {"year": year, "number": number} for year, number in self.quarters]

    def series(self, name: str, days: Iterable[date]) -> Series:
        """How many of these days fall into each quarter."""
        counted = Counter((one.year, (one.month - 1) // 3 + 1) for one in days)
        return series(name, [counted[one] for one in self.quarters], self.least)


def series(name: str, counts: Iterable[int], least: int) -> Series:
    """A series of counts, the small ones in words."""
    cells = told(counts, least)
    return Series(name, cells.values, cells.texts)


def records_figure(packs: Sequence[Pack], span: Span) -> Figure:
    """What is public today, by kind."""
    counted = Counter[tuple[str, str]]()
    for (pack, kind, _agency), number in public_records(span.day).items():
        counted[pack, kind] += number
    titles = {(pack.name, name): say(kind.title) for pack in packs for name, kind in pack.catalogue.items()}
    keys = sorted(counted, key=lambda one: -counted[one])
    found = series(_("Records"), [counted[one] for one in keys], span.least)
    return Bars(_("Records that are public today, by kind"), [titles.get(one, one[1]) for one in keys], [found],
                head=_("Kind of record"))  # fmt: skip


def by_agency(packs: Sequence[Pack], span: Span) -> list[tuple[str, str, str]]:
    """Agency, kind and number, in the order of the agencies' names."""
    agencies = {(pack.name, name): say(one.title) for pack in packs for name, one in pack.agencies.items()}
    kinds = {(pack.name, name): say(kind.title) for pack in packs for name, kind in pack.catalogue.items()}
    counted = public_records(span.day)
    found = series("", counted.values(), span.least)
    rows = [(agencies.get((pack, agency), agency), kinds.get((pack, kind), kind), found.text(place))
            for place, (pack, kind, agency) in enumerate(counted)]  # fmt: skip
    return sorted(rows)


def listings_figure(span: Span) -> Figure:
    """Cases of lists begun, businesses listed, listings ended: by quarter."""
    opened = [one.on for one in begun(span.since, span.day) if one.of == "listing"]
    return Lines(_("Lists: cases begun, businesses listed, listings ended"), span.labels, [
        span.series(_("cases begun"), opened),
        span.series(_("listed"), listed_on(span.since, span.day)),
        span.series(_("taken off"), [on for on, _how in ended_on(span.since, span.day)]),
    ], head=_("Quarter"))  # fmt: skip


def repairs_figure(cases: Sequence[Ended], span: Span) -> Figure:
    """How long cases of repair took, half of them at most: by quarter."""
    days: dict[tuple[int, int], list[int]] = {one: [] for one in span.quarters}
    for one in cases:
        if one.of == "repair":
            days[one.on.year, (one.on.month - 1) // 3 + 1].append(one.days)
    hidden = told([len(found) for found in days.values()], span.least)
    values = [None if cell is None or not found else int(median(found))
              for cell, found in zip(hidden.values, days.values(), strict=True)]  # fmt: skip
    texts = [_("too few to tell") if text else "" for text in hidden.texts]
    return Lines(_("Repair: days from application to end, median"), span.labels, [Series(_("days"), values, texts)],
                 head=_("Quarter"))  # fmt: skip


def objections_figure(cases: Sequence[Ended], span: Span) -> Figure:
    """What became of objections."""
    titles = {one.state: say(one.title) for one in cases if one.of == "objection"}
    counted = Counter(one.state for one in cases if one.of == "objection")
    keys = sorted(counted)
    return Bars(_("Objections, by what became of them"), [titles[one] for one in keys],
                [series(_("objections"), [counted[one] for one in keys], span.least)], head=_("Outcome"))  # fmt: skip


def inspections_figure(span: Span) -> Figure:
    """From the draw to the publication."""
    found = inspected(span.since, span.day)
    counts = [found.assigned, found.entered, found.reported, found.published]
    labels = [_("officers assigned"), _("visited"), _("result formed"), _("result published")]
    return Funnel(_("Inspections"), labels, [series(_("businesses"), counts, span.least)], head=_("Step"))


def consumers_figure(span: Span) -> Figure:
    """Whether what ended here ended with those who were given it."""
    found = consistency_figure(span.since, span.day)
    parts = [
        (_("acknowledged in time"), found.in_time), (_("acknowledged late"), found.late),
        (_("open, in time"), found.open_in_time), (_("open and late"), found.open_late),
    ]  # fmt: skip
    return Shares(
        _("Ends that were told to consumers"), [_("Ends")], [series(name, [one], span.least) for name, one in parts]
    )


def once_figure(span: Span) -> Figure:
    """What was not asked of businesses again."""
    found = meter(span.since, span.day).all
    labels = [_("not asked again"), _("slipped through: asked although an agency held it")]
    counts = [found.avoided, found.slipped_through]
    return Bars(_("Asked once"), labels, [series(_("requests"), counts, span.least)])


def figures(packs: Sequence[Pack], span: Span) -> list[Figure]:
    """All, in the order of the page."""
    cases = list(ended(span.since, span.day))
    return [
        records_figure(packs, span), listings_figure(span), repairs_figure(cases, span), objections_figure(cases, span),
        inspections_figure(span), consumers_figure(span), once_figure(span),
    ]  # fmt: skip
