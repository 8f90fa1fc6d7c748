"""The web server: granian with threads, which measured best for Django without async."""

from __future__ import annotations

import errno
import multiprocessing
import os
import socket
import sys
import threading
import time
from contextlib import closing

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

TARGET = "bonafides.site.wsgi:application"


class AddressError(RuntimeError):
    """The address cannot be listened on; the text says why and what to do."""


def serve(
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    workers: int = 1,
    threads: int = 2,
    backlog: int = 1024,
    log_level: str = "warning",
) -> None:
    """Serve the site until SIGINT or SIGTERM; print the address once it answers. Port 0 takes a free one.

    Raises AddressError, EmbeddedError, WallError.
    """
    os.environ.setdefault(
        "POLARS_MAX_THREADS", "1"
    )  # of few rows a request the threads of polars make more work than they do
    from django.db import connections

    from bonafides.site import embedded
    from bonafides.site.database import database_url
    from bonafides.site.setup import django_setup
    from bonafides.site.static import collect
    from bonafides.site.wall import raise_wall

    django_setup()
    port = free_port(host, port)
    collect()
    if database_url() is None:
        embedded.ensure()  # once, here: workers find it running, and this process, the last to end, stops it
    raise_wall()
    connections.close_all()
    # Spawned, not forked: libraries with threads of their own (polars, duckdb) do not survive a fork.
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,  # HTTP/2 is for the proxy that ends TLS; to tell them apart costs every request
        workers=workers,
        blocking_threads=threads,
        blocking_threads_idle_timeout=600,  # a thread that goes takes its database connection with it
        backlog=backlog,
        websockets=False,
        log_level=LogLevels(log_level),
        respawn_failed_workers=True,
        workers_kill_timeout=20,
    )
    server.on_startup(lambda: threading.Thread(target=_announce, args=(host, port), daemon=True).start())
    server.serve()


def free_port(host: str, port: int) -> int:
    """The port to listen on, tried out first: granian's sockets would share one with a stranger's.

    Raises AddressError where it is taken or forbidden, or the host is not ours.
    """
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with closing(socket.socket(family, kind, proto)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            return int(probe.getsockname()[1])
    except OSError as error:
        mends = {
            errno.EADDRINUSE: "another program listens there: choose another --port (0 takes a free one)",
            errno.EACCES: "ports below 1024 are for root: choose another --port, or put a proxy in front",
        }
        mend = mends.get(error.errno or 0, "--host must be a name or address of this machine")
        raise AddressError(f"Cannot listen on {host}:{port}: {error.strerror}; {mend}.") from error


def address(host: str, port: int) -> str:
    """The address for a browser on this machine."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"


def _announce(host: str, port: int) -> None:
    target = ({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port)  # noqa: S104
    for _ in range(600):
        try:
            with socket.create_connection(target, timeout=1):
                break
        except OSError:
            time.sleep(0.1)
    sys.stdout.write(f"Bona Fides listens at {address(host, port)}  (stop: Ctrl-C)\n")
    sys.stdout.flush()
