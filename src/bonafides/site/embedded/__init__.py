"""An embedded PostgreSQL: it runs while somebody uses it, and needs no installation.

    from bonafides.site import embedded
    embedded.ensure().uri()     # starts the server where it is not running

Processes share it. Each holds a shared lock for its life; the last to end stops the server. A process
that was killed leaves the server to the next one, which adopts it and stops it at its own end.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
from multiprocessing.util import Finalize
from pathlib import Path

from bonafides.site.embedded.cluster import Cluster, Stopped
from bonafides.site.embedded.connection import Connection
from bonafides.site.embedded.errors import EmbeddedError
from bonafides.site.embedded.layout import Layout
from bonafides.site.var import var_dir

__all__ = ["Cluster", "Connection", "EmbeddedError", "Layout", "Stopped", "cluster", "ensure"]

_clusters: dict[Path, Cluster] = {}


def cluster() -> Cluster:
    """The embedded server of this installation, under `var/postgres`; starts nothing."""
    base = var_dir() / "postgres"
    return _clusters.get(base) or _clusters.setdefault(base, Cluster(Layout(base)))


def ensure(*, certain: bool = False) -> Connection:
    """Start the embedded server where it is not running, and say how to reach it. Raises EmbeddedError."""
    _at_process_end()
    return cluster().ensure(certain=certain)


def _release() -> None:
    for each in _clusters.values():
        each.release()


def _forget() -> None:
    _registered.clear()
    for each in _clusters.values():
        each.forget()


def _at_process_end() -> None:
    # Children of multiprocessing end without atexit; their finalizers run, and `release` does its work once.
    if not _registered and multiprocessing.parent_process() is not None:
        _registered.append(Finalize(None, _release, exitpriority=0))


_registered: list[Finalize] = []
atexit.register(_release)
os.register_at_fork(after_in_child=_forget)
