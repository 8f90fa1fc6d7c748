"""Locks between processes. The kernel lets go of them at any death, so none can be left behind."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bonafides.site.embedded.errors import EmbeddedError

# A forked child would share these locks, and keep them after we let go: it closes its copies at once.
_opened: set[int] = set()
_gate = threading.Lock()


def open_lock(path: Path) -> int:
    """Open a lock file, made where absent; inherited neither by programs we run nor by forked children.

    Raises EmbeddedError where this user may not write it.
    """
    try:
        with _gate:
            fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            _opened.add(fd)
            return fd
    except OSError as error:
        raise EmbeddedError(
            f"Cannot open {path}: {error.strerror}. It belongs to whoever made the database: be that user, "
            f"or give this user a place of its own with BONAFIDES_VAR."
        ) from error


def close_lock(fd: int) -> None:
    """Let go of the lock and the file."""
    with _gate:
        _opened.discard(fd)
        os.close(fd)


def take(fd: int, how: int, timeout: float = 0) -> bool:
    """Take a lock within some seconds; False where others keep it."""
    deadline = time.monotonic() + timeout
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(fd, how | fcntl.LOCK_NB)
            return True
        if time.monotonic() >= deadline:
            return False
        time.sleep(0.01)


@contextmanager
def mutex(path: Path, timeout: float) -> Iterator[None]:
    """One process at a time starts or stops the server.

    Raises EmbeddedError when another process does not finish in time.
    """
    fd = open_lock(path)
    try:
        if not take(fd, fcntl.LOCK_EX, timeout):
            raise EmbeddedError(
                f"Waited {timeout:.0f} s for process {path.read_text().strip() or '?'}, which starts or "
                f"stops the database (lock {path}). See whether it hangs, end it, and try again."
            )
        with suppress(OSError):  # for the message above only, and the disk may be full
            os.ftruncate(fd, 0)
            os.pwrite(fd, str(os.getpid()).encode(), 0)
        yield
    finally:
        close_lock(fd)


def in_use(path: Path) -> bool:
    """Whether any process holds the lock, shared or not."""
    fd = open_lock(path)
    try:
        return not take(fd, fcntl.LOCK_EX)
    finally:
        close_lock(fd)


def holders(path: Path) -> list[int]:
    """The processes that hold the lock, as far as this system tells (Linux does)."""
    with suppress(OSError):
        inode = str(path.stat().st_ino)
        rows = [line.split() for line in Path("/proc/locks").read_text().splitlines()]
        # "3: FLOCK ADVISORY READ 1234 fe:00:5678 0 EOF"; a waiter's line has "->" in front of FLOCK.
        found = {int(row[4]) for row in rows if row[1] == "FLOCK" and row[5].rpartition(":")[2] == inode}
        return sorted(found - {0, -1})
    return []


def _in_child() -> None:
    for fd in _opened:
        with suppress(OSError):
            os.close(fd)
    _opened.clear()
    _gate.release()


os.register_at_fork(before=_gate.acquire, after_in_parent=_gate.release, after_in_child=_in_child)
