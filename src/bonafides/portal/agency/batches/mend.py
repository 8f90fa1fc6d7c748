"""The rows of a file that wait in quarantine, some at a time: its cells are mended, and what was mended is taken in at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bonafides.acts.roles import Role
from bonafides.acts.wall import inside
from bonafides.packs.queries import pack_of_version
from bonafides.portal.agency.batches.own import client_of, own_batch
from bonafides.portal.agency.batches.words import reason_title
from bonafides.portal.agency.officer import for_officers, nothing, page, the_officer
from bonafides.records.ingest.read.source import HEADER, LINE, MENDS
from bonafides.records.locked.cells import opened
from bonafides.records.models import Batch, Quarantined
from bonafides.records.quarantine import numbers_of, open_rows
from bonafides.submissions.client import SubmissionRefusedError
from bonafides.submissions.records import Submitted, submit_records

AT_ONCE = 10
"""Rows on a page: each has as many cells as its file has columns."""


@for_officers(Role.ENTRY_CLERK)
@require_http_methods(["GET", "HEAD", "POST"])
def mend(request: HttpRequest, number: int) -> HttpResponse:
    """Rows to be mended; those whose cells were changed go in, each by itself, and what came of it is said."""
    who = the_officer(request)
    batch = own_batch(who, number)
    if batch is None:
        return nothing(request, who)
    after = request.GET.get("after", "")
    rows = _rows(batch, int(after) if after.isdecimal() and len(after) < 10 else 0)
    told, refused, done = request.POST, "", None
    if request.method == "POST":
        lines = [one for one in (_line(batch, row, told) for row in rows) if one is not None]
        try:
            done = _submitted(request, batch, lines) if lines else None
            refused = "" if lines else _("Nothing was changed in any row: nothing was sent.")
        except SubmissionRefusedError as error:
            refused = _("Nothing was taken in. The register says: %(text)s") % {"text": error}
        if done is not None:
            return page(request, who, "mended", _outcome(batch, lines, done))
    context: dict[str, Any] = {
        "trail": [(_("Files"), reverse("agency-batches")), (batch.file_name, reverse("agency-batch", args=[batch.pk]))],
        "batch": batch.pk, "rows": [_shown(row, told) for row in rows[:AT_ONCE]], "refused": refused,
        "next": rows[AT_ONCE - 1].row_no if len(rows) > AT_ONCE else 0,
    }  # fmt: skip
    return page(request, who, "mend", context, status=422 if refused else 200)


@inside()
def _rows(batch: Batch, after: int) -> list[Quarantined]:
    return opened(open_rows(batch.pk).filter(row_no__gt=after)[: AT_ONCE + 1])


def _cells(row: Quarantined) -> list[tuple[str, str]]:
    """The cells as they came; of a line that is no row the line itself."""
    cells = [(name, value or "") for name, value in row.cells if name != HEADER]
    return sorted(cells, key=lambda one: (one[0] != row.column, one[0] != LINE))


def _line(batch: Batch, row: Quarantined, told: Any) -> dict[str, str | None] | None:
    """A row as it was mended, as a line that names the one that it mends; None where nothing was changed in it."""
    before: dict[str, str | None] = dict(row.cells)
    mended = {name: str(told.get(f"{row.pk}-{place}", value or "")) for place, (name, value) in enumerate(_cells(row))}
    if all(mended[name] == (before[name] or "") for name in mended):
        return None
    columns = pack_of_version(batch.pack_version).mappings[batch.mapping].columns
    whole: dict[str, str | None] = dict.fromkeys(columns)
    whole |= {name: value for name, value in mended.items() if value or name in columns}
    if before.get(HEADER):
        whole[HEADER] = before[HEADER]
    return whole | {MENDS: str(row.pk)}


def _submitted(request: HttpRequest, batch: Batch, lines: Sequence[dict[str, str | None]]) -> Submitted:
    names = dict.fromkeys(name for line in lines for name in line)
    whole = [{name: line.get(name) for name in names} for line in lines]
    body = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in whole).encode()
    key = hashlib.sha256(body).hexdigest()
    return submit_records(client_of(the_officer(request)), batch.mapping, key, body)


def _outcome(batch: Batch, lines: Sequence[dict[str, str | None]], done: Submitted) -> dict[str, Any]:
    return {
        "trail": [(_("Files"), reverse("agency-batches")), (batch.file_name, reverse("agency-batch", args=[batch.pk]))],
        "batch": batch.pk, "made": done.batch, "outcomes": list(_told(lines, done)),
        "taken": sum(one.outcome != "quarantined" for one in done.outcomes), "sent": len(lines),
    }  # fmt: skip


def _told(lines: Sequence[dict[str, str | None]], done: Submitted) -> Iterator[dict[str, Any]]:
    with inside():
        rows = numbers_of([int(one[MENDS] or 0) for one in lines])
    for line, one in zip(lines, done.outcomes, strict=True):
        yield {
            "row": rows.get(int(line[MENDS] or 0)), "good": one.outcome != "quarantined", "column": one.column,
            "why": reason_title(one.reason) if one.reason else "", "details": one.details,
        }  # fmt: skip


def _shown(row: Quarantined, told: Any) -> dict[str, Any]:
    cells = [
        {"name": name, "id": f"{row.pk}-{place}", "value": told.get(f"{row.pk}-{place}", value), "long": len(value) > 60,
         "wrong": name == row.column or name == LINE}
        for place, (name, value) in enumerate(_cells(row))
    ]  # fmt: skip
    return {
        "pk": row.pk, "row": row.row_no, "repeats": row.repeats, "column": row.column, "why": reason_title(row.reason),
        "details": row.details, "wrong": [one for one in cells if one["wrong"]],
        "others": [one for one in cells if not one["wrong"]],
    }  # fmt: skip
