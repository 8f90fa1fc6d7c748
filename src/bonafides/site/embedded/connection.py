"""How to reach the server: for psycopg, for libpq's programs, for Django."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

import psycopg
from psycopg import sql

from bonafides.site.embedded.initialise import DATABASE, SUPERUSER
from bonafides.site.embedded.layout import PORT, Layout


@dataclass(frozen=True, slots=True)
class Connection:
    """The parameters of a connection, under libpq's names."""

    host: str
    port: int = PORT
    user: str = SUPERUSER
    dbname: str = DATABASE

    def uri(self) -> str:
        """The same as one address: `psql "$(bonafides db url)"`."""
        return f"postgresql://{self.user}@/{quote(self.dbname)}?host={quote(self.host)}&port={self.port}"

    def open(self, dbname: str = "postgres") -> psycopg.Connection:
        """Connect, outside any transaction. Raises psycopg.OperationalError where nobody answers."""
        return psycopg.connect(
            host=self.host, port=self.port, user=self.user, dbname=dbname, autocommit=True, connect_timeout=20
        )


def connection(layout: Layout, sockets: str = "") -> Connection:
    """How to reach the server of this layout (at its present socket, if it runs with another)."""
    return Connection(host=sockets or str(layout.sockets))


def ensure_database(server: Connection) -> None:
    """Make our database where there is none yet. Raises psycopg.Error where the server does not answer."""
    with server.open() as session:
        if not session.execute("SELECT 1 FROM pg_database WHERE datname = %s", [server.dbname]).fetchone():
            name = sql.Identifier(server.dbname)
            session.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(name))
