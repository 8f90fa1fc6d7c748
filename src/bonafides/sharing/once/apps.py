"""Once-only as an app of Django."""

from __future__ import annotations

from django.apps import AppConfig


class OnceConfig(AppConfig):
    """Forms, evidence, the meter."""

    name = "bonafides.sharing.once"
    label = "once"
