"""`bonafides worker`: do the jobs that were put off with `bonafides ingest --later`."""

from __future__ import annotations

from typing import Annotated

import typer


def worker(
    once: Annotated[bool, typer.Option("--once", help="end when no job is waiting")] = False,
) -> None:
    """Take queued files in, one after the other, until interrupted."""
    from bonafides.cli.database import ready

    ready()
    from procrastinate.contrib.django import app

    with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
        working.run_worker(wait=not once, install_signal_handlers=True, listen_notify=not once)
