"""The addresses of the pages."""

from __future__ import annotations

from django.urls import path

from bonafides.portal import pages

urlpatterns = (
    path("", pages.home, name="home"),
    path("entities/<str:scheme>/<path:code>", pages.entity, name="entity"),
)
