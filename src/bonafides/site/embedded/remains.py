"""What a killed server leaves behind: processes that still run, and files with a pid now anybody's."""

from __future__ import annotations

import fcntl
import logging
import os
import signal
from contextlib import suppress

from bonafides.site.embedded.errors import EmbeddedError
from bonafides.site.embedded.layout import Layout, socket_file
from bonafides.site.embedded.locks import take
from bonafides.site.embedded.process import processes_in, read_pid_file, reap

logger = logging.getLogger("bonafides.embedded")
ORPHAN_SECONDS = 30.0


def wait_for_orphans(layout: Layout, server: int) -> None:
    """Wait for the processes of a killed server; they hold its lock. Idle ones end at once by themselves."""
    if take(server, fcntl.LOCK_EX, 2):
        return
    # Busy ones would go on to their statement's end. Whoever asked for it has lost the connection to a dead
    # postmaster's server anyway; ending them at once is what PostgreSQL itself does when one of them crashes.
    orphans = processes_in(layout.data)
    logger.warning("ending processes %s of a PostgreSQL whose main process was killed", orphans)
    for pid in orphans:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGQUIT)
    if not take(server, fcntl.LOCK_EX, ORPHAN_SECONDS):
        who = processes_in(layout.data) or "not visible from here: another container with the same folder?"
        raise EmbeddedError(
            f"The database in {layout.data} is still in use by processes of an earlier server ({who}), "
            f"whose main process is gone. End them (`kill -QUIT`), then try again."
        )


def clear_stale(layout: Layout) -> None:
    """Nothing of the old server lives, but its pid may be anybody's by now, and would stop the new one."""
    if stale := read_pid_file(layout.data):
        logger.info("clearing the remains of the server that was process %s", stale.pid)
        reap(stale.pid)
    socket = socket_file(layout.sockets)
    for remains in (layout.data / "postmaster.pid", socket, socket.with_name(socket.name + ".lock")):
        remains.unlink(missing_ok=True)
