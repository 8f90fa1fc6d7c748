"""`bonafides db`: the embedded PostgreSQL server, and the schema in whichever server is used."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import asdict
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer

from bonafides.cli.output import Json, fail, out, print_json

app = typer.Typer(help="The database: start and stop the embedded server, look at it, migrate.", no_args_is_help=True)


@app.command()
def start(as_json: Json = False) -> None:
    """Start the embedded server and leave it running until `db stop`."""
    from bonafides.site import embedded

    _only_embedded("start")
    server = embedded.cluster().keep()
    _tell(as_json, {"running": True, "kept": True, "url": server.uri()}, f"PostgreSQL runs: {server.uri()}")


@app.command()
def stop(
    force: Annotated[bool, typer.Option("--force", help="even while others use it")] = False,
    as_json: Json = False,
) -> None:
    """Stop the embedded server: now, or when the last process that uses it ends."""
    from bonafides.site import embedded

    _only_embedded("stop")
    done = embedded.cluster().stop(force=force)
    if done.stopped or not done.was_running:
        text = "PostgreSQL has stopped" if done.stopped else "PostgreSQL was not running"
    else:
        users = ", ".join(map(str, done.users)) or "not known"
        text = f"PostgreSQL stops when its users end (processes {users}); now: bonafides db stop --force"
    _tell(as_json, asdict(done), text)


@app.command()
def status(as_json: Json = False) -> None:
    """Show which server is used and how it fares; starts nothing."""
    from bonafides.site import embedded
    from bonafides.site.database import database_url
    from bonafides.site.embedded.status import status as look

    if url := database_url():
        shown = _without_password(url)
        _tell(as_json, {"embedded": False, "url": shown}, f"A server of your own (DATABASE_URL): {shown}")
        return
    found = asdict(look(embedded.cluster().layout))
    if as_json:
        print_json({"embedded": True, **found})
        return
    out.print("PostgreSQL, embedded: " + ("running" if found.pop("running") else "not running"), markup=False)
    for name, value in found.items():
        if value not in (None, (), False):
            out.print(f"  {name.replace('_', ' '):<15}{_shown(name, value)}", markup=False)


@app.command()
def url() -> None:
    """Print the address for psql and other libpq programs; starts nothing (see `db start`)."""
    from bonafides.site import embedded
    from bonafides.site.database import database_url
    from bonafides.site.embedded.launch import running

    if own := database_url():
        typer.echo(own)
        return
    layout = embedded.cluster().layout
    postmaster = running(layout)
    if postmaster is None:
        typer.echo(
            "PostgreSQL is not running: `bonafides db start` starts it, `bonafides db psql` does both",
            err=True,
        )
    from bonafides.site.embedded.connection import connection

    typer.echo(connection(layout, postmaster.sockets if postmaster else "").uri())


@app.command()
def migrate(as_json: Json = False) -> None:
    """Bring the schema up to date."""
    from bonafides.site.setup import django_setup

    django_setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    applied = [str(step) for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    call_command("migrate", interactive=False, verbosity=0 if as_json else 1, no_color=True)
    if as_json:
        print_json({"applied": applied})


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def psql(context: typer.Context) -> None:
    """Open psql on the database; what follows goes to psql, for example `db psql -c "SELECT 1"`."""
    from bonafides.site import embedded
    from bonafides.site.database import database_url
    from bonafides.site.embedded.binaries import find_binaries

    own = database_url()
    program = (shutil.which("psql") if own else None) or find_binaries().program("psql")
    if not os.access(program, os.X_OK):
        fail(f"no program {program}: install PostgreSQL's client, or set BONAFIDES_PGBIN to a folder with it")
    address, environment = _apart(own or embedded.ensure().uri())
    # Not exec: this process has to live on to stop the server. Ctrl-C is psql's, to cancel a query.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        ended = subprocess.run([program, *context.args, address], env=os.environ | environment)
    finally:
        signal.signal(signal.SIGINT, before)
    sys.exit(ended.returncode)


def _only_embedded(verb: str) -> None:
    from bonafides.site.database import database_url

    if database_url():
        fail(f"DATABASE_URL names a server of your own, not ours to {verb}; unset it to use the embedded one")


def _tell(as_json: bool, value: dict[str, Any], text: str) -> None:  # noqa: FBT001
    if as_json:
        print_json(value)
    else:
        out.print(text, markup=False)


def _shown(name: str, value: Any) -> str:
    if name == "size":
        return f"{value / 2**20:.0f} MB"
    if name == "users":
        return f"{len(value)} (processes {', '.join(map(str, value))})"
    return "yes, until `bonafides db stop`" if value is True else str(value)


def _without_password(address: str) -> str:
    password = urlsplit(address).password
    return address.replace(f":{password}@", ":***@") if password else address


def _apart(address: str) -> tuple[str, dict[str, str]]:
    """The address without its password (it would show in the list of processes), and that as a variable."""
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    found = conninfo_to_dict(address)
    password = found.pop("password", None)
    return make_conninfo("", **found), {"PGPASSWORD": str(password)} if password else {}
