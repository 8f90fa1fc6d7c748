"""The month's report for a spreadsheet: a line for each card, counts alone. Nobody's words, and no business, are in it."""

from __future__ import annotations

import csv
import io

from django.utils.translation import gettext as _

from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.watch.signals.month import Month
from bonafides.watch.signals.words import verdict_text


def report_csv(pack: Pack, told: Month) -> str:
    """CSV in the language that is active, with a byte order mark: without one Excel takes Chinese for something else."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([
        _("Month"), _("Agency"), _("Signal"), _("Raised"), _("Dismissed"), _("Taken up"), _("No longer held"), _("Expired"),
        _("Looked into"), _("Found"), _("Against what is stated"),
    ])  # fmt: skip
    agency = pack.agencies.get(told.agency)
    for one in told.cards:
        card = pack.signals.get(one.card)
        writer.writerow([
            f"{told.first:%Y-%m}", say(agency.title) if agency else told.agency, say(card.title) if card else one.card,
            one.raised, one.dismissed, one.taken_up, one.ended, one.expired, one.looked_into, one.hits, verdict_text(one),
        ])  # fmt: skip
    return "\ufeff" + file.getvalue()
