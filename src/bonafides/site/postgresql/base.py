"""The backend: `"EMBEDDED": True` in a database's settings means the server of `site.embedded`."""

from __future__ import annotations

import logging
import select
from typing import Any

import psycopg
from django.db import NotSupportedError, OperationalError
from django.db.backends.postgresql import base
from django.db.backends.postgresql.features import DatabaseFeatures as DjangoFeatures

from bonafides.site import embedded
from bonafides.site.embedded.binaries import OLDEST

logger = logging.getLogger("bonafides.embedded")


class ServerUnavailableError(OperationalError):
    """The embedded server cannot be had; the text says what to do about it."""


class DatabaseFeatures(DjangoFeatures):
    """What Django expects, from the oldest version that we promise."""

    minimum_database_version = (OLDEST,)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that brings the embedded server up where it is not running, also after it was killed."""

    features_class = DatabaseFeatures

    @property
    def embedded(self) -> bool:
        """Whether the server is ours to start."""
        return bool(self.settings_dict.get("EMBEDDED"))

    def get_connection_params(self) -> dict[str, Any]:
        """Django's parameters; starts the embedded server and says where it is (procrastinate asks too)."""
        params: dict[str, Any] = super().get_connection_params()
        return params | self._server() if self.embedded else params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; once more if the embedded server was killed between the look and the call.

        Raises ServerUnavailableError where the embedded server cannot be had, else what psycopg raises.
        """
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError as error:
            if not self.embedded or _answered(error):
                raise
            logger.info("the embedded server went away: %s", error)
            return super().get_new_connection(conn_params | self._server(certain=True))

    def is_usable(self) -> bool:
        """Whether the connection still stands, mostly without asking the server.

        Nothing is to be read on an idle connection; the end of its server is something to read. That costs
        1 µs; the `SELECT 1` which Django would send costs 40 to 140. So every request can afford it.
        """
        connection = self.connection
        if connection is None or connection.closed:
            return False
        if not self.errors_occurred:
            poll = select.poll()
            poll.register(connection.fileno(), select.POLLIN)
            if not poll.poll(0):
                return True
        return bool(super().is_usable())

    def check_database_version_supported(self) -> None:
        """Refuse a server that is too old. Raises NotSupportedError."""
        found = self.get_database_version()
        if found < (OLDEST,):
            where = self.settings_dict["HOST"] or "DATABASE_URL"
            raise NotSupportedError(
                f"PostgreSQL {OLDEST} or newer is needed; the server at {where} is "
                f"{'.'.join(map(str, found))}. Upgrade it, name another in DATABASE_URL, "
                f"or unset it to use the embedded server."
            )

    def _server(self, *, certain: bool = False) -> dict[str, Any]:
        try:
            server = embedded.ensure(certain=certain)
        except embedded.EmbeddedError as error:
            raise ServerUnavailableError(str(error)) from error
        return {"host": server.host, "port": server.port, "user": server.user}


def _answered(error: psycopg.OperationalError) -> bool:
    """Whether a server said no (wrong name, too many sessions), rather than nobody being there or not yet."""
    text = str(error)
    return "FATAL:" in text and "is starting up" not in text and "is shutting down" not in text
