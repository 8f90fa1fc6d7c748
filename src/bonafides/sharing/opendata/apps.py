"""The app of open data: it has a job and no tables."""

from __future__ import annotations

from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    """Open data."""

    name = "bonafides.sharing.opendata"
    label = "opendata"
