"""The page of open data: each dataset with its files, their size and their SHA-256."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bonafides.packs.labels import say
from bonafides.portal.audience import public
from bonafides.portal.charts.series import number_text
from bonafides.portal.design.rows import Cell, Row, Table
from bonafides.sharing.opendata.snapshot import DataFile, Snapshot, served


@public
@require_safe
@cache_control(no_store=True)
def data(request: HttpRequest) -> HttpResponse:
    """What there is today, how it is licensed, and how to keep a copy true."""
    found = served(timezone.localdate())
    context = {
        "here": request.path,
        "facts": _facts(found[0]) if found else [],
        "tables": _tables(found[0]) if found else [],
        "changes": request.build_absolute_uri(reverse("open-data-changes")),
        "checkpoint": found[0].checkpoint if found else "",
    }
    return render(request, "portal/opendata/data.html", context)


def _facts(snapshot: Snapshot) -> list[Row]:
    made = parse_datetime(snapshot.made_at)
    licence = snapshot.licence or _("none is named: ask the authority before you pass it on")
    return [
        Row(_("Made"), date_format(timezone.localtime(made), "Y-m-d H:i") if made else snapshot.made_at),
        Row(
            _("Licence"), licence, href=snapshot.licence if snapshot.licence.startswith(("https://", "http://")) else ""
        ),
        Row(_("Catalogue"), "catalog.jsonld", code=True, href=reverse("open-data-catalogue")),
        Row(_("Changes go on from"), snapshot.checkpoint, code=True),
    ]


def _tables(snapshot: Snapshot) -> list[tuple[str, str, Table]]:
    heads = (_("File"), Cell(_("Rows"), numeric=True), Cell(_("Size"), numeric=True), "SHA-256")
    return [
        (say(one.titles), say(one.about), Table(one.name, heads, tuple(_row(file) for file in snapshot.of(one.name))))
        for one in snapshot.datasets
    ]


def _row(file: DataFile) -> tuple[str | Cell, ...]:
    rows = "—" if file.rows is None else number_text(file.rows)
    href = reverse("open-data-file", args=[file.name])
    return Cell(file.name, href=href, code=True), rows, filesizeformat(file.bytes), Cell(file.sha256, code=True)
