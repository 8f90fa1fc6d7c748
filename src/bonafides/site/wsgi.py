"""What the web server calls: `granian --interface wsgi bonafides.site.wsgi:application`."""

from __future__ import annotations

import os
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db.backends.signals import connection_created

from bonafides.acts.wall import go_outside
from bonafides.site.setup import SETTINGS


def _plan_once(sender: object, connection: Any, **told: object) -> None:
    """Have the database keep the plan of a statement from its first use on.

    A page's statements are look-ups, whose plan never depends on the values; to plan one takes longer than to run it, and
    PostgreSQL would plan those that it thinks dear anew each time.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET plan_cache_mode = force_generic_plan")


def _behind_the_wall(sender: object, connection: Any, **told: object) -> None:
    """Have the database show to the web server what is public, but where it goes inside (`acts/wall.py`)."""
    go_outside(connection)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
connection_created.connect(_plan_once)
connection_created.connect(_behind_the_wall)
application = get_wsgi_application()
