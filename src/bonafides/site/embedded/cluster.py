"""One embedded server, as this process sees it: use it, keep it, stop it."""

from __future__ import annotations

import fcntl
import logging
import os
import threading
import time
from contextlib import suppress
from dataclasses import dataclass

import psycopg

from bonafides.site.embedded.binaries import find_binaries
from bonafides.site.embedded.connection import Connection, connection, ensure_database
from bonafides.site.embedded.errors import EmbeddedError
from bonafides.site.embedded.initialise import prepare
from bonafides.site.embedded.launch import START_SECONDS, STOP_SECONDS, launch, running, shut_down, wait_ready
from bonafides.site.embedded.layout import Layout, own_folder
from bonafides.site.embedded.locks import close_lock, holders, in_use, mutex, open_lock, take
from bonafides.site.embedded.process import Postmaster, read_pid_file, start_ticks

logger = logging.getLogger("bonafides.embedded")
EXIT_SECONDS = 15.0
ANSWER_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Stopped:
    """What `stop` did: nothing to do, done, or left to the processes that still use the server."""

    was_running: bool
    stopped: bool
    users: list[int]


class Cluster:
    """The server of one layout. Safe from several threads and processes, and across a fork."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.forget()

    def forget(self) -> None:
        """For a forked child: it is a user of its own once it asks, and must not stop what it did not use."""
        self._held: int | None = None
        self._known: tuple[Postmaster, int] | None = None
        self._answer: Connection | None = None
        self._threads = threading.RLock()

    def ensure(self, *, certain: bool = False) -> Connection:
        """Start the server where it is not running, and say how to reach it.

        Where it runs this costs under 0.1 ms, so every new connection can ask.
        From now on this process counts as a user: the server stays until the last of them ends.
        `certain` tries a connection even so: for a caller whose own was just refused.
        Raises EmbeddedError, whose text says what to do.
        """
        if self._answer is not None and not certain and self._unchanged():
            return self._answer
        with self._threads:
            own_folder(self.layout.base)
            with mutex(self.layout.mutex, START_SECONDS + 60):
                self._use()
                postmaster, answer = self._serving()
            self._known = postmaster, start_ticks(postmaster.pid) or 0
            self._answer = answer
            return answer

    def stop(self, *, force: bool = False) -> Stopped:
        """Stop the server: now if nobody uses it (or by force), else when the last user ends.

        Raises EmbeddedError where the server does not end.
        """
        if not self.layout.base.is_dir():
            return Stopped(was_running=False, stopped=False, users=[])
        with self._threads, mutex(self.layout.mutex, STOP_SECONDS):
            self.layout.keep.unlink(missing_ok=True)
            self._leave()
            postmaster = running(self.layout)
            if postmaster is None:
                return Stopped(was_running=False, stopped=False, users=[])
            if in_use(self.layout.users) and not force:
                return Stopped(was_running=True, stopped=False, users=holders(self.layout.users))
            if not shut_down(self.layout, postmaster):
                raise EmbeddedError(
                    f"PostgreSQL (process {postmaster.pid}) was told to stop but has not ended after "
                    f"{STOP_SECONDS:.0f} s; it may still be writing. See {self.layout.log}, and wait."
                )
            return Stopped(was_running=True, stopped=True, users=[])

    def keep(self) -> Connection:
        """Start the server and let it run on without users, until `stop`. Raises EmbeddedError."""
        answer = self.ensure()
        self.layout.keep.touch()
        return answer

    def release(self) -> None:
        """At the end of the process: stop the server if nobody else uses it. Never raises."""
        if self._held is None:
            return
        try:
            with mutex(self.layout.mutex, EXIT_SECONDS):
                self._leave()
                postmaster = running(self.layout)
                if postmaster and not self.layout.keep.exists() and not in_use(self.layout.users):
                    shut_down(self.layout, postmaster)
        except (EmbeddedError, OSError) as error:
            logger.debug("the embedded server was left running: %s", error)

    def _serving(self) -> tuple[Postmaster, Connection]:
        layout = self.layout
        deadline = None
        while True:
            log_from = layout.log.stat().st_size if layout.log.exists() else 0
            launched = None
            if running(layout) is None:
                binaries = find_binaries()
                prepare(layout, binaries)
                launched = launch(layout, binaries)
            postmaster = wait_ready(layout, launched, log_from)
            if postmaster is None:  # it was just ending when we found it
                continue
            answer = connection(layout, postmaster.sockets)
            try:
                ensure_database(answer)
            except psycopg.Error as error:
                # It may have been killed this instant: then the next look finds it gone.
                deadline = deadline or time.monotonic() + ANSWER_SECONDS
                if time.monotonic() > deadline:
                    raise EmbeddedError(
                        f"PostgreSQL (process {postmaster.pid}) runs on {layout.data} but does not answer "
                        f"at {answer.host}: {str(error).strip()}. "
                        f"See {layout.log}; `bonafides db stop --force` ends it."
                    ) from error
                time.sleep(0.02)
            else:
                return postmaster, answer

    def _unchanged(self) -> bool:
        """Whether the server that this process knows still lives: same pid, same start, same state."""
        if self._known is None:
            return False
        postmaster, ticks = self._known
        return read_pid_file(self.layout.data) == postmaster and start_ticks(postmaster.pid) == ticks

    def _use(self) -> None:
        """Hold the users' lock; again, if the folder was removed and made anew under us."""
        if self._held is not None:
            with suppress(OSError):
                if os.path.samestat(os.fstat(self._held), self.layout.users.stat()):
                    return
            self._leave()
        held = open_lock(self.layout.users)
        take(held, fcntl.LOCK_SH)  # only ever contended under the mutex, which we have
        self._held = held

    def _leave(self) -> None:
        if self._held is not None:
            close_lock(self._held)
            self._held = self._known = self._answer = None
