"""Tasks of an audit on several processes that all see the database as it was at one moment."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

Task = tuple[Callable[..., Any], tuple[Any, ...]]
Run = Callable[[list[Task]], Iterator[Any]]


@contextmanager
def running(processes: int) -> Iterator[Run]:
    """How to run tasks: their results in their order. With one process: here, in the transaction of the caller."""
    if processes == 1:
        yield lambda tasks: (function(*given) for function, given in tasks)
        return
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
    given = (str(connection.settings_dict["NAME"]), snapshot)
    # Started afresh: a fork would share our connection.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=given) as pool:

        def run(tasks: list[Task]) -> Iterator[Any]:
            return (one.result() for one in [pool.submit(function, *own) for function, own in tasks])

        yield run


def cores() -> int:
    """As many processes as there are cores for us, but at most eight: more would wait for the database."""
    return max(1, min(8, len(os.sched_getaffinity(0))))


def _begin(database: str, snapshot: str) -> None:
    import django

    django.setup()  # with the settings that the environment names, as it did for us
    from django.db import connection
    from psycopg.sql import SQL

    connection.settings_dict["NAME"] = database
    connection.set_autocommit(False)
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.cursor.execute(SQL("SET TRANSACTION SNAPSHOT {}").format(snapshot))
