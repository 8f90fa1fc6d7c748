"""The addresses under /data/."""

from __future__ import annotations

from django.urls import path

from bonafides.portal.opendata.catalogue import catalogue
from bonafides.portal.opendata.changes import changed
from bonafides.portal.opendata.files import file
from bonafides.portal.opendata.page import data

urlpatterns = (
    path("", data, name="open-data"),
    path("catalog.jsonld", catalogue, name="open-data-catalogue"),
    path("changes", changed, name="open-data-changes"),
    path("files/<str:name>", file, name="open-data-file"),
)
