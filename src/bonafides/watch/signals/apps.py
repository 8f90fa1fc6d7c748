"""The app, under a label of its own."""

from __future__ import annotations

from django.apps import AppConfig


class Signals(AppConfig):
    name = "bonafides.watch.signals"
    label = "signals"
    default_auto_field = "django.db.models.BigAutoField"
