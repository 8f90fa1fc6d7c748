"""The threads that take files in, each with a connection of its own: kept from file to file, for both take time to begin."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack
from types import TracebackType

from django.db import connection

MERGING = 2  # chunks of a line at once


class Crew:
    """`lead` takes files in, `prepare` makes chunks ready, `merge` puts them in, in turns; for one line of files at a time."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self.merge: deque[Executor] = deque(self._thread("merge") for _ in range(MERGING))
        self.prepare = self._thread("prepare")
        self.lead = self._thread("ingest")  # last, for it ends first: it has work for the others

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: TracebackType | type[BaseException] | BaseException | None) -> None:
        self._stack.close()

    def _thread(self, name: str) -> ThreadPoolExecutor:
        pool = self._stack.enter_context(ThreadPoolExecutor(1, name))  # begins with its first task
        self._stack.callback(pool.submit, _close_own)
        return pool


def _close_own() -> None:
    connection.close()  # of the thread that this runs in
