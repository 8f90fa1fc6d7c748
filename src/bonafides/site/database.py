"""Which database: DATABASE_URL where it is set, else the embedded server."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlsplit

import psycopg
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from bonafides.site.embedded.initialise import DATABASE

FORM = "postgresql://user:password@host:5432/database?sslmode=verify-full"
# libpq's name of a parameter, and Django's.
NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def database_url() -> str | None:
    """The address of a server of your own, if one is set."""
    return os.environ.get("DATABASE_URL") or None


def default_database() -> dict[str, Any]:
    """Django's settings of the default database. Starts nothing.

    Raises ImproperlyConfigured for a DATABASE_URL that is not a PostgreSQL address.
    """
    url = database_url()
    own: dict[str, Any] = {"EMBEDDED": True, "NAME": DATABASE} if url is None else parse(url)
    options: dict[str, Any] = {
        # Parameters travel apart from the statement, and from its third use on the server keeps the plan.
        "server_side_binding": True,
        "prepare_threshold": 3,
        "application_name": "bonafides",
    }
    return own | {
        "ENGINE": "bonafides.site.postgresql",
        # A connection lives as long as its thread; a look at its socket before each request (see is_usable)
        # costs microseconds and spares the first request after a restart of the server an error.
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options | own.get("OPTIONS", {}),
    }


def parse(url: str) -> dict[str, Any]:
    """Django's settings for a libpq address; all its options (sslmode, several hosts, ...) are passed on.

    Raises ImproperlyConfigured, without showing the password.
    """
    scheme = urlsplit(url).scheme
    if scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL must have the form {FORM}; its scheme is '{scheme}'. We run on PostgreSQL only: "
            f"correct it, or unset DATABASE_URL to use the embedded server."
        )
    try:
        found = conninfo_to_dict(url)  # libpq's own reading, so psql and we agree on every address
    except psycopg.ProgrammingError:
        found = {}
    if not found.get("dbname"):
        fault = "it names no database" if found else "it cannot be read"
        raise ImproperlyConfigured(
            f"DATABASE_URL must have the form {FORM}; {fault}. "
            f"Characters such as @ : / % in a password are written %40 %3A %2F %25."
        )
    settings: dict[str, Any] = {NAMES[name]: str(found.pop(name)) for name in NAMES if name in found}
    return settings | {"OPTIONS": found}
