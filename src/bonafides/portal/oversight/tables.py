"""The tables of oversight. Agencies stand in the order of their names: no office is ranked by how much it does."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from bonafides.agencies.who import Who
from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.portal.charts.series import Series, number_text
from bonafides.portal.charts.shares import Shares
from bonafides.portal.design.rows import Cell, Table
from bonafides.procedures.statistics import Deadlines, OpenClause
from bonafides.sharing.access.watch import alerts
from bonafides.sharing.once.figure import meter


def agency_title(pack: Pack, name: str) -> str:
    """`cn/market-regulation` in words."""
    own, _slash, short = name.partition("/")
    known = pack.agencies.get(short) if own == pack.name else None
    return say(known.title) if known else name


def alerts_table(who: Who, since: date) -> Table:
    """What was unusual in look-ups of the auditor's agency."""
    rules = {
        "without-case": _("look-ups without a case"), "volume": _("far more look-ups than usual"),
        "off-hours": _("look-ups out of hours"), "export": _("exports close to their limit"),
    }  # fmt: skip
    heads = (
        _("Day"),
        _("What"),
        _("Officer or program"),
        Cell(_("Counted"), numeric=True),
        Cell(_("Told from"), numeric=True),
    )
    rows = tuple(
        (one.on.isoformat(), rules.get(one.rule, one.rule), Cell(one.name, code=True), number_text(one.count),
         number_text(one.threshold))
        for one in alerts(pack=who.pack, agency=who.agency, since=since)
    )  # fmt: skip
    return Table(
        _("Unusual look-ups of your agency"), heads, rows, empty=_("Nothing unusual was counted in these days.")
    )


def deadlines_table(pack: Pack, found: dict[str, Deadlines]) -> Table:
    """Periods of the law, kept and missed."""
    kept, missed, running = (Cell(head, numeric=True) for head in (_("Kept"), _("Missed"), _("Still running")))
    heads = (_("Agency"), kept, missed, running)
    rows = tuple(
        (agency_title(pack, name), number_text(one.kept), number_text(one.missed), number_text(one.running))
        for name, one in found.items()
    )
    return Table(
        _("Periods of the law that are the agency's"), heads, rows, empty=_("No such period began in these days.")
    )


def deadlines_figure(pack: Pack, found: dict[str, Deadlines]) -> Shares:
    """The same as a picture: of those of which it is known."""
    known = {name: one for name, one in found.items() if one.over}
    labels = [agency_title(pack, name) for name in known]
    kept, missed = ([one.kept for one in known.values()], [one.missed for one in known.values()])
    return Shares(
        _("Kept and missed"), labels, [Series(_("kept"), kept), Series(_("missed"), missed)], head=_("Agency")
    )


def clauses_table(pack: Pack, found: list[OpenClause]) -> Table:
    """What officers found where the law leaves it to them."""
    heads = (
        _("Agency"),
        _("Procedure"),
        _("Open factor"),
        Cell(_("Found to hold"), numeric=True),
        Cell(_("Not so"), numeric=True),
    )
    rows = tuple(
        (agency_title(pack, one.agency), _procedure(pack, one.procedure), _finding(pack, one), number_text(one.holds),
         number_text(one.not_so))
        for one in found
    )  # fmt: skip
    return Table(_("Use of open clauses"), heads, rows, empty=_("No open factor was decided on in these days."))


def meter_table(pack: Pack, since: date, day: date) -> Table:
    """What each agency did not ask of businesses again, and what it did."""
    heads = (_("Agency"), Cell(_("Not asked again"), numeric=True), Cell(_("Slipped through"), numeric=True))
    rows = tuple(
        (agency_title(pack, name), number_text(one.avoided), number_text(one.slipped_through))
        for name, one in meter(since, day).agencies.items()
    )
    return Table(_("Asked once"), heads, rows, empty=_("No agency asked anything in these days."))


def _finding(pack: Pack, one: OpenClause) -> str:
    known = pack.procedures.get(one.procedure)
    field = known.fields.get(one.finding) if known else None
    return say(field.title) if field else one.finding


def _procedure(pack: Pack, name: str) -> str:
    known = pack.procedures.get(name)
    return say(dict(known.model.title)) if known else name
