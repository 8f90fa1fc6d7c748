"""Once-only as an app of Django."""

from __future__ import annotations

from django.apps import AppConfig


class OnceConfig(AppConfig):
    """Forms, evidence, the meter."""

    name = "bonafides.sharing.once"
    label = "once"

    def ready(self) -> None:
        """From now on messages between agencies end with their time."""
        from bonafides.acts.ends import register_ends
        from bonafides.sharing.once import ends

        register_ends("evidence", ends.due, ends.end)
