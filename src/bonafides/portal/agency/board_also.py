"""What waits beside cases and visits by their deadlines: notices to serve, quarantine, proposals for a second officer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bonafides.acts.roles import Role
from bonafides.acts.wall import inside
from bonafides.agencies.models import Proposal
from bonafides.agencies.who import Who
from bonafides.portal.agency.work import Work
from bonafides.portal.design.rows import Tag, Task
from bonafides.portal.moments import shown
from bonafides.records.quarantine import open_rows

NOTICES = "notices"
"""The group of the board that holds what is to be served."""


def also(who: Who, every: Sequence[Work]) -> list[Task]:
    """One line each, only where there is something."""
    return [*_notices(every), *_quarantine(who), *_proposals(who)]


def _notices(every: Sequence[Work]) -> Iterator[Task]:
    count = sum(one.serves for one in every)
    if count:
        told = ngettext("%(number)s to serve", "%(number)s to serve", count) % {"number": count}
        title = _("Notices and decisions to be served")
        yield Task(title, f"?of=agency&group={NOTICES}", Tag(told, "info"))


@inside()
def _quarantine(who: Who) -> list[Task]:
    held = open_rows().filter(batch__agency__pack=who.pack, batch__agency__name=who.agency).order_by()
    count = held.aggregate(rows=Sum("repeats"))["rows"] or 0
    told = ngettext("%(number)s row", "%(number)s rows", count) % {"number": f"{count:,}"}
    note = _("They are no records until they are mended.")
    return [
        Task(_("Rows of your files in quarantine"), reverse("agency-batches"), Tag(told, "warn"), note=note)
    ] * bool(count)


def _proposals(who: Who) -> Iterator[Task]:
    """What another administrator proposed: only a second one may do it."""
    if Role.ADMINISTRATOR not in who.roles:
        return
    found = Proposal.objects.filter(
        agency__pack=who.pack, agency__name=who.agency, ended=None, until__gt=timezone.now()
    )
    for one in found.order_by("until"):
        own = one.proposer == who.name
        tag = Tag(_("waits for another administrator"), "quiet") if own else Tag(_("waits for you"), "warn")
        title = _("Proposal %(number)s: %(verb)s") % {"number": one.pk, "verb": one.verb}
        note = _("by officer %(officer)s; lapses at %(moment)s; confirmed by: %(command)s")
        command = f"bonafides officer confirm {one.pk}"
        told = note % {"officer": one.proposer, "moment": shown(one.until), "command": command}
        yield Task(title, reverse("agency-board"), tag, note=f"{one.reason} · {told}")
