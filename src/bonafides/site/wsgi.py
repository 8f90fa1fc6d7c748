"""What the web server calls: `granian --interface wsgi bonafides.site.wsgi:application`."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.cache import close_caches
from django.core.handlers.base import reset_urlconf
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, reset_queries
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
# What Django does around a request for others than us costs 40 µs: connections of a certain age are closed before it as well
# as after it (ours have no such age, and what broke is closed after it), queries are forgotten that only DEBUG keeps, caches
# closed that hold nothing open, and the table of addresses laid away that each request takes out anew.
request_started.disconnect(close_old_connections)
request_finished.disconnect(close_caches)
request_finished.disconnect(reset_urlconf)
if not settings.DEBUG:
    request_started.disconnect(reset_queries)
connection_created.connect(_plan_once)
connection_created.connect(_behind_the_wall)
application = get_wsgi_application()
