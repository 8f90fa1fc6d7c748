"""The portal as an app of Django."""

from __future__ import annotations

import logging

from django.apps import AppConfig

from bonafides.portal.masked_log import MaskPersonNumbers


class PortalConfig(AppConfig):
    """Pages and API."""

    name = "bonafides.portal"

    def ready(self) -> None:
        """Django logs the address of every request that it refuses."""
        logging.getLogger("django.request").addFilter(MaskPersonNumbers())
