"""One file: how far it is, what came of its rows, and why some of them wait."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bonafides.acts.roles import Role
from bonafides.acts.wall import inside
from bonafides.packs.labels import say
from bonafides.portal.agency.batches.own import own_batch
from bonafides.portal.agency.batches.words import reason_title
from bonafides.portal.agency.officer import for_officers, nothing, pack_of, page, the_officer
from bonafides.portal.design.rows import Cell, Row, Table
from bonafides.records.models import Batch
from bonafides.records.quarantine import open_rows


@for_officers()
@require_safe
def batch(request: HttpRequest, number: int) -> HttpResponse:
    """The figures; while it runs the page asks again by itself, or by its link."""
    who = the_officer(request)
    one = own_batch(who, number)
    if one is None:
        return nothing(request, who)
    mapping = pack_of(who).mappings.get(one.mapping)
    with inside():
        reasons = Counter(open_rows(one.pk).values_list("reason", flat=True))
    context: dict[str, Any] = {
        "trail": [(_("Files"), reverse("agency-batches"))], "batch": one.pk, "title": one.file_name,
        "running": one.finished_at is None, "facts": _facts(one, say(mapping.title) if mapping else one.mapping),
        "waiting": reasons.total(), "may_mend": Role.ENTRY_CLERK in who.roles,
        "table": Table(_("Why rows wait"), (_("Reason"), Cell(_("Rows"), numeric=True)),
                       tuple((reason_title(reason), f"{count:,}") for reason, count in reasons.most_common())),
    }  # fmt: skip
    return page(request, who, "batch", context)


def _facts(one: Batch, title: str) -> list[Row]:
    return [
        Row(_("Kind"), title, note=one.mapping), Row(_("Begun"), timezone.localtime(one.started_at).strftime("%Y-%m-%d %H:%M")),
        Row(_("Rows read"), f"{one.next_row - 1:,}"), Row(_("New records"), f"{one.added:,}"),
        Row(_("Known already"), f"{one.unchanged:,}"), Row(_("Put into quarantine"), f"{one.quarantined:,}"),
        Row(_("Fingerprint of the file"), one.file_digest, code=True),
    ]  # fmt: skip
