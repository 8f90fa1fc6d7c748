"""`bonafides`: every command of the platform. Commands are read when they are called, so that each starts quickly."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from bonafides.cli import (
    access,
    account,
    act,
    case,
    client,
    code,
    consumer,
    db,
    document,
    drill,
    entity,
    form,
    inspection,
    leak,
    ledger,
    listing,
    measure,
    officer,
    officer_four_eyes,  # noqa: F401  # adds commands to those of officers
    once,
    opendata,
    pack,
    pledge,
    procedure,
    quarantine,
    remedy,
    signal,
    standards,
    story,
    submission,
    tier,
    token,
    verify,
    watch,
)
from bonafides.cli.check import check
from bonafides.cli.database import begin, seal_at_the_end
from bonafides.cli.demo import demo
from bonafides.cli.expire import expire
from bonafides.cli.explain import explain
from bonafides.cli.export import export
from bonafides.cli.ingest import ingest
from bonafides.cli.openapi import openapi
from bonafides.cli.output import complain, forget_language
from bonafides.cli.record import record
from bonafides.cli.sample import sample
from bonafides.cli.search import search
from bonafides.cli.serve import serve
from bonafides.cli.simulate import simulate
from bonafides.cli.worker import worker

app = typer.Typer(
    name="bonafides",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain lines, for logs and for those who cannot see boxes
)
app.add_typer(access.app, name="access")
app.add_typer(account.app, name="account")
app.add_typer(act.app, name="act")
app.add_typer(case.app, name="case")
app.add_typer(client.app, name="client")
app.add_typer(code.app, name="code")
app.add_typer(consumer.app, name="consumer")
app.add_typer(db.app, name="db", short_help="The database: start it, stop it, look at it, migrate.")
app.add_typer(document.app, name="document")
app.add_typer(drill.app, name="drill")
app.add_typer(entity.app, name="entity")
app.add_typer(officer.app, name="officer")
app.add_typer(form.app, name="form")
app.add_typer(inspection.app, name="inspection")
app.add_typer(leak.app, name="leak")
app.add_typer(ledger.app, name="ledger")
app.add_typer(listing.app, name="listing")
app.add_typer(measure.app, name="measure")
app.add_typer(once.app, name="once")
app.add_typer(opendata.app, name="opendata")
app.add_typer(pack.app, name="pack")
app.add_typer(pledge.app, name="pledge")
app.add_typer(procedure.app, name="procedure")
app.add_typer(quarantine.app, name="quarantine")
app.add_typer(remedy.app, name="remedy")
app.add_typer(signal.app, name="signal")
app.add_typer(standards.app, name="standards")
app.add_typer(story.app, name="story", short_help="A whole procedure, told step by step by its own acts.")
app.add_typer(submission.app, name="submission")
app.add_typer(tier.app, name="tier")
app.add_typer(token.app, name="token")
app.add_typer(verify.app, name="verify")
app.add_typer(watch.app, name="watch")
for command in (check, demo, expire, explain, export, ingest, openapi, record, search, serve, simulate, worker):
    app.command()(command)
app.command(short_help="Write a made-up county as the files of six agencies.")(sample)


def _version(asked: bool) -> None:  # noqa: FBT001  # typer calls it so
    if asked:
        typer.echo(f"bonafides {version('bonafides')}")
        raise typer.Exit


@app.callback()
def bonafides(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="say which, and end")] = False,
) -> None:
    """Credit records of businesses: lawful, explained, verifiable."""
    forget_language()


def run() -> None:
    """The console script. An error that a person can mend is told in a line, without a traceback.

    Exit status: 0 done, 1 refused or failed, 2 misuse of the command.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal that has no Chinese
    begin()
    try:
        app(prog_name="bonafides")
    except BrokenPipeError:  # the reader, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except Exception as error:
        if (told := _told(error)) is None:
            raise
        complain(told)
        sys.exit(1)
    finally:
        seal_at_the_end()


def _told(error: Exception) -> str | None:
    """What to say of an error that is no fault of ours: a refusal, no database, a wrong setting, a file."""
    import psycopg
    from django.core.exceptions import ImproperlyConfigured
    from django.db import InterfaceError, OperationalError

    if type(error).__module__.split(".")[0] == "bonafides" or isinstance(error, ImproperlyConfigured):
        return str(error)
    if isinstance(error, (OperationalError, InterfaceError, psycopg.OperationalError)):
        return f"the database cannot be asked: {' '.join(str(error).split())} (bonafides db status says which it is)"
    if isinstance(error, OSError):
        return f"{error.filename or 'file'}: {error.strerror or error}"
    return None
