"""Agencies as an app of Django."""

from __future__ import annotations

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Agencies and their officers."""

    name = "bonafides.agencies"

    def ready(self) -> None:
        """From now on acts ask us who may act."""
        from bonafides.acts.authority import set_authority
        from bonafides.agencies.authority import Officers

        set_authority(Officers())
