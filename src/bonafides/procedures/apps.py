"""Procedures as an app of Django."""

from __future__ import annotations

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """Cases and their steps."""

    name = "bonafides.procedures"

    def ready(self) -> None:
        """From now on the sweep of ends asks us which clocks ran out."""
        from bonafides.acts.ends import register_ends
        from bonafides.procedures import ends

        register_ends("procedures.clocks", ends.due, ends.end)
