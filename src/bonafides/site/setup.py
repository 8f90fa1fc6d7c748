"""Django, ready for use outside the web server."""

from __future__ import annotations

import os

SETTINGS = "bonafides.site.settings"


def django_setup() -> None:
    """Set Django up, once; starts no database. Raises ImproperlyConfigured for wrong settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
