"""Procedures as an app of Django."""

from __future__ import annotations

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    """Cases and their steps."""

    name = "bonafides.procedures"

    def ready(self) -> None:
        """The sweep of ends asks us which clocks ran out, and guards ask which deadlines were missed."""
        from bonafides.acts.ends import register_ends
        from bonafides.procedures import ends
        from bonafides.procedures.computed import register_source
        from bonafides.procedures.missed import WORD, missed_on

        register_ends("procedures.clocks", ends.due, ends.end)
        register_source(WORD, missed_on)
