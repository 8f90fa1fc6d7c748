"""Start the server and wait for it; end it. Everything here runs under the mutex."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import time
from contextlib import suppress

from bonafides.site.embedded.binaries import Binaries
from bonafides.site.embedded.configuration import write_configuration
from bonafides.site.embedded.errors import failed
from bonafides.site.embedded.layout import PORT, Layout, private_folder
from bonafides.site.embedded.locks import close_lock, in_use, open_lock
from bonafides.site.embedded.privileges import environment, prefix
from bonafides.site.embedded.process import (
    HAS_PROC,
    Postmaster,
    is_server,
    read_pid_file,
    reap,
    start_ticks,
    started,
)
from bonafides.site.embedded.remains import clear_stale, wait_for_orphans

logger = logging.getLogger("bonafides.embedded")

# Recovery after a crash replays up to max_wal_size; on a slow disk that takes minutes.
START_SECONDS = 600.0
STOP_SECONDS = 120.0
LOG_LIMIT = 16 * 2**20


def running(layout: Layout) -> Postmaster | None:
    """The server of this data, if it lives; a stale postmaster.pid is none."""
    postmaster = read_pid_file(layout.data)
    if postmaster is None:
        return None
    reap(postmaster.pid)
    if not HAS_PROC:  # no way to look at a process: the lock which all of the server's processes hold must do
        return postmaster if layout.server.exists() and in_use(layout.server) else None
    return postmaster if is_server(postmaster, layout.data) else None


def launch(layout: Layout, binaries: Binaries) -> int:
    """Start the server's process and return its pid; `wait_ready` says when it serves.

    Raises EmbeddedError when processes of a killed server do not end.
    """
    private_folder(layout.sockets)
    server = open_lock(layout.server)
    try:
        wait_for_orphans(layout, server)
        clear_stale(layout)
        write_configuration(layout.data)
        if layout.log.exists() and layout.log.stat().st_size > LOG_LIMIT:
            layout.log.replace(layout.log.with_suffix(".log.1"))
        with layout.log.open("ab") as log:
            server_process = subprocess.Popen(
                [*prefix(), binaries.program("postgres"), "-D", str(layout.data), *_fixed_settings(layout)],
                cwd="/",
                env=environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # a Ctrl-C for us is not one for the server
                pass_fds=[server],
            )
    except OSError as error:
        raise failed("Starting PostgreSQL", str(error), layout.base) from error
    finally:
        close_lock(server)
    server_process.returncode = 0  # it may outlive us: Popen need not warn of that
    started.add(server_process.pid)
    return server_process.pid


def wait_ready(layout: Layout, launched: int | None, log_from: int) -> Postmaster | None:
    """Wait until the server accepts connections; None if one that we found (not launched) ended meanwhile.

    Raises EmbeddedError when the launched server ends, or takes too long.
    """
    begun = time.monotonic()
    pause = 0.002
    told = False
    while (waited := time.monotonic() - begun) < START_SECONDS:
        found = running(layout)
        if found and found.state in {"ready", "standby"}:
            return found
        if launched is None and found is None:
            return None
        if launched is not None and start_ticks(launched) is None:
            reap(launched)
            raise failed("Starting PostgreSQL", log_tail(layout, log_from), layout.data, layout.log)
        if waited > 5 and not told:
            told = True
            logger.warning("waiting for PostgreSQL (recovery after a crash takes its time); see %s", layout.log)
        time.sleep(pause)
        pause = min(pause * 1.5, 0.1)
    raise failed(f"Waiting {START_SECONDS:.0f} s for PostgreSQL", log_tail(layout, log_from), layout.data, layout.log)


def shut_down(layout: Layout, postmaster: Postmaster) -> bool:
    """End the server cleanly (fast shutdown: sessions end, all is written); False if it takes too long."""
    with suppress(ProcessLookupError):
        os.kill(postmaster.pid, signal.SIGINT)
    deadline = time.monotonic() + STOP_SECONDS
    # The process, not its pid file: that goes a moment earlier, while the process still holds its lock.
    while start_ticks(postmaster.pid) is not None:
        if time.monotonic() > deadline:
            logger.warning("PostgreSQL (process %s) is still shutting down; see %s", postmaster.pid, layout.log)
            return False
        time.sleep(0.005)
    reap(postmaster.pid)
    if layout.sockets.parent != layout.base:
        with suppress(OSError):
            layout.sockets.rmdir()
    return True


def log_tail(layout: Layout, start: int) -> str:
    """What the server said since a position in its log."""
    with suppress(OSError), layout.log.open("rb") as log:
        log.seek(start)
        return log.read()[-20_000:].decode(errors="replace")
    return ""


def _fixed_settings(layout: Layout) -> list[str]:
    """Settings on which our own safety rests: on the command line, so that no file overrides them."""
    fixed = {
        "listen_addresses": "",  # no network at all: trust authentication needs that
        "unix_socket_directories": str(layout.sockets),
        "unix_socket_permissions": "0700",
        "port": str(PORT),
        "logging_collector": "off",
        "log_destination": "stderr",
    }
    return [part for name, value in fixed.items() for part in ("-c", f"{name}={value}")]
