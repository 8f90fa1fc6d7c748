"""Every file of the agency, the newest first, with what of it waits in quarantine."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bonafides.acts.roles import Role
from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.portal.agency.batches.own import open_counts
from bonafides.portal.agency.officer import for_officers, pack_of, page, the_officer
from bonafides.portal.design.rows import Cell, Page, Table
from bonafides.records.models import Batch

AT_ONCE = 50


@for_officers()
@require_safe
def batches(request: HttpRequest) -> HttpResponse:
    """By key, fifty at a time."""
    who = the_officer(request)
    found = Batch.objects.filter(agency__pack=who.pack, agency__name=who.agency).order_by("-pk")
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 18:
        found = found.filter(pk__lt=int(before))
    rows = list(found[: AT_ONCE + 1])
    waiting = open_counts([one.pk for one in rows])
    pack = pack_of(who)
    table = Table(
        _("Files of the agency"),
        (_("File"), _("Kind"), _("Begun"), Cell(_("Rows"), numeric=True), Cell(_("New records"), numeric=True),
         Cell(_("Waiting for a mend"), numeric=True), _("State")),
        tuple(_row(pack, one, waiting.get(one.pk, 0)) for one in rows[:AT_ONCE]),
        empty=_("Your agency has sent no file yet. Send one, or let a program do so."),
    )  # fmt: skip
    context = {
        "table": table, "may_send": Role.ENTRY_CLERK in who.roles,
        "pages": Page((), next_url=f"?before={rows[AT_ONCE - 1].pk}" if len(rows) > AT_ONCE else ""),
    }  # fmt: skip
    return page(request, who, "batches", context)


def _row(pack: Pack, one: Batch, waiting: int) -> tuple[str | Cell, ...]:
    mapping = pack.mappings.get(one.mapping)
    return (
        Cell(f"{one.file_name} ({one.pk})", href=reverse("agency-batch", args=[one.pk])),
        say(mapping.title) if mapping else one.mapping, timezone.localtime(one.started_at).strftime("%Y-%m-%d %H:%M"),
        f"{one.next_row - 1:,}", f"{one.added:,}", f"{waiting:,}",
        _("taken in") if one.finished_at else Cell(_("is being taken in"), tag="info"),
    )  # fmt: skip
