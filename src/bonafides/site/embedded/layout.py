"""Where the embedded server keeps its things, and where its socket can live."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bonafides.site.embedded.errors import OWN_SERVER, EmbeddedError

PORT = 5432
# sockaddr_un holds 108 bytes, one of them the closing zero.
SOCKET_LIMIT = 107


@dataclass(frozen=True)
class Layout:
    """The files of one embedded server, all under one folder (`var/postgres`)."""

    base: Path

    @property
    def data(self) -> Path:
        """The cluster itself (PGDATA); it appears complete or not at all."""
        return self.base / "data"

    @property
    def mutex(self) -> Path:
        """Held while somebody starts or stops the server."""
        return self.base / "mutex.lock"

    @property
    def users(self) -> Path:
        """Shared by every process that uses the server, for its life."""
        return self.base / "users.lock"

    @property
    def server(self) -> Path:
        """Inherited by the server's processes: free only when the last of them has ended."""
        return self.base / "server.lock"

    @property
    def keep(self) -> Path:
        """Present: the server runs on without users, until `bonafides db stop`."""
        return self.base / "keep"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.base / "server.log"

    @cached_property
    def sockets(self) -> Path:
        """The folder of the server's socket, the same for every process that asks.

        Raises EmbeddedError where no path is short enough.
        """
        name = f"bonafides-{os.geteuid()}-{hashlib.sha256(os.fsencode(self.base)).hexdigest()[:12]}"
        for folder in (self.base / "run", *(parent / name for parent in _short_parents())):
            if len(os.fsencode(socket_file(folder))) <= SOCKET_LIMIT and not set(str(folder)) & set(",\"'\n"):
                return folder
        raise EmbeddedError(
            f"No folder for the server's socket: at most {SOCKET_LIMIT} bytes, no comma, no quote; "
            f"tried {self.base / 'run'} and the temporary folders. Set BONAFIDES_VAR to a shorter path, "
            f"{OWN_SERVER}."
        )


def socket_file(folder: Path) -> Path:
    """The socket that PostgreSQL makes in this folder."""
    return folder / f".s.PGSQL.{PORT}"


def own_folder(folder: Path) -> os.stat_result:
    """Make a folder where there is none, and refuse one that belongs to another user.

    Raises EmbeddedError saying whose it is.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        raise EmbeddedError(
            f"Cannot make the folder {folder}: {error.strerror}. Make it writable for user {os.geteuid()}, "
            f"or move the data with BONAFIDES_VAR."
        ) from error
    if found.st_uid != os.geteuid():
        raise EmbeddedError(
            f"{folder} belongs to user {found.st_uid}; this process runs as user {os.geteuid()}. Run as user "
            f"{found.st_uid}, or give this user a database of its own with BONAFIDES_VAR."
        )
    return found


def private_folder(folder: Path) -> None:
    """The same, for us alone: the socket's folder is the lock on the door, and temporary ones are open to all.

    Raises EmbeddedError for a link, or open permissions.
    """
    found = own_folder(folder)
    if not stat.S_ISDIR(found.st_mode) or found.st_mode & 0o077:
        raise EmbeddedError(
            f"{folder} must be a folder (no link) with mode 700; found {stat.filemode(found.st_mode)}. "
            f"`chmod 700` it, if nothing but this belongs there."
        )


def _short_parents() -> Iterator[Path]:
    runtime = Path(f"/run/user/{os.geteuid()}")
    if runtime.is_dir() and os.access(runtime, os.W_OK):
        yield runtime
    yield Path(tempfile.gettempdir())
    yield Path("/tmp")  # noqa: S108  # the folder made in it is private, see private_folder
