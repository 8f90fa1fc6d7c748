"""What there is to know of the embedded server without starting it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import psycopg

from bonafides.site.embedded.connection import connection
from bonafides.site.embedded.launch import running
from bonafides.site.embedded.layout import Layout
from bonafides.site.embedded.locks import holders


@dataclass(frozen=True, slots=True)
class Status:
    """The embedded server, running or not."""

    running: bool
    kept: bool
    data: str
    log: str
    url: str
    data_version: str | None
    pid: int | None = None
    since: str | None = None
    server_version: str | None = None
    size: int | None = None
    users: tuple[int, ...] = ()


def status(layout: Layout) -> Status:
    """Look, and touch nothing; asks the server itself where it runs."""
    postmaster = running(layout)
    server = connection(layout, postmaster.sockets if postmaster else "")
    written = None
    with suppress(OSError):
        written = (layout.data / "PG_VERSION").read_text().strip()
    common: dict[str, Any] = {
        "kept": layout.keep.exists(),
        "data": str(layout.data),
        "log": str(layout.log),
        "url": server.uri(),
        "data_version": written,
    }
    if postmaster is None:
        return Status(running=False, **common)
    version = size = None
    with suppress(psycopg.Error), server.open() as session:
        query = "SELECT current_setting('server_version'), sum(pg_database_size(oid))::bigint FROM pg_database"
        version, size = session.execute(query).fetchone() or (None, None)
    return Status(
        running=True,
        pid=postmaster.pid,
        since=datetime.fromtimestamp(postmaster.started, UTC).isoformat(),
        server_version=version,
        size=size,
        users=tuple(holders(layout.users)),
        **common,
    )
