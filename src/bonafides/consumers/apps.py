"""Consumers as an app of Django."""

from __future__ import annotations

from django.apps import AppConfig


class ConsumersConfig(AppConfig):
    """Consumers of shared data."""

    name = "bonafides.consumers"

    def ready(self) -> None:
        """Who is late is found by the sweep of ends."""
        from bonafides.acts.ends import register_ends
        from bonafides.consumers.alarms import due, end

        register_ends("consumers", due, end)
