"""What visits by lot say of everybody, as a table and a figure: for the month of an agency, and for oversight."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.portal.charts.bars import Bars
from bonafides.portal.charts.figure import Figure
from bonafides.portal.charts.series import Series, number_text
from bonafides.portal.design.rows import Cell, Table
from bonafides.watch.by_lot import ByLot


def lots_table(pack: Pack, lots: Sequence[ByLot]) -> Table:
    """Item by item."""
    numeric = (
        _("Drawn by lot"),
        _("Seen"),
        _("With a finding"),
        _("Outside the draws: seen"),
        _("of these with a finding"),
    )
    heads: tuple[str | Cell, ...] = (
        _("Inspection item"),
        *(Cell(one, numeric=True) for one in numeric),
        _("Of all businesses"),
    )
    rows = tuple(
        (_title(pack, one), number_text(one.drawn), number_text(one.seen), number_text(one.found), number_text(one.ordered),
         number_text(one.ordered_found), _told(one))
        for one in lots
    )  # fmt: skip
    return Table(_("Visits by lot, by inspection item"), heads, rows, _("No draw was held in these days."))


def lots_figure(pack: Pack, lots: Sequence[ByLot]) -> Figure | None:
    """The share with a finding: of all businesses, as estimated, beside that among those seen outside the draws."""
    known = [(one, one.estimate) for one in lots if one.estimate is not None]
    if not known:
        return None
    ordered = [100 * one.ordered_found / one.ordered if one.ordered else None for one, _estimate in known]
    return Bars(
        _("Share with a finding"), tuple(_title(pack, one) for one, _estimate in known),
        (Series(_("Of all businesses, estimated"), tuple(100 * each.share for _one, each in known)),
         Series(_("Of those seen outside the draws"), tuple(ordered))),
        unit=" %",
    )  # fmt: skip


def _title(pack: Pack, one: ByLot) -> str:
    return say(pack.inspection_items[one.item].title)


def _told(one: ByLot) -> str:
    if one.estimate is None:
        return _("not to be told yet: a stratum was not seen")
    told = one.estimate
    words = {
        "share": f"{100 * told.share:.1f}", "low": f"{100 * told.low:.1f}", "high": f"{100 * told.high:.1f}",
        "size": number_text(told.size),
    }  # fmt: skip
    return _("%(share)s %% of %(size)s [%(low)s to %(high)s]") % words
