"""`bonafides drill`: see on the register that is there that what is promised holds; each drill is undone."""

from __future__ import annotations

from dataclasses import asdict

import typer

from bonafides.cli.drill_leak import leak
from bonafides.cli.output import Json, print_json, speak
from bonafides.kernel.sentence import SEMICOLON, Joined, Sentence

app = typer.Typer(help="Drills: what is promised, tried on this register and undone.", no_args_is_help=True)


@app.callback()
def drill() -> None:
    """Drills: what is promised, tried on this register and undone."""


@app.command()
def privacy(json: Json = False) -> None:
    """Erase a business's personal data, and look for them everywhere.

    Within a transaction that is undone. Exit status 1 where anything is found, can be opened, or the ledger does not verify.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.records.drills.privacy import privacy as run

    told = run()
    if json:
        print_json({**asdict(told), "passed": told.passed})
    else:
        speak(
            "%(business)s: %(records)s records, %(values)s personal values under lock",
            business=told.business,
            records=f"{told.records:,}",
            values=f"{told.values:,}",
        )
        speak("in the clear before: %(found_before)s", found_before=Joined(told.found_before) or Sentence("nowhere"))
        speak(
            "erased; in the clear now: %(found)s; records that open: %(readable)s",
            found=Joined(told.found) or Sentence("nowhere"),
            readable=told.readable,
        )
        speak(
            "the audit: %(findings)s",
            findings=Joined(told.findings, SEMICOLON) or Sentence("everything is as it was signed"),
        )
        speak(Sentence("passed; undone") if told.passed else Sentence("FAILED; undone"))
    if not told.passed:
        raise typer.Exit(1)


@app.command()
def tamper(json: Json = False) -> None:
    """Change a record behind the application; the audit names it.

    Within transactions that are undone; writers wait meanwhile. Exit status 1 where a change is not named.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.records.drills.tamper import tamper as run

    told = run()
    if json:
        print_json([{**asdict(one), "passed": one.passed} for one in told])
    else:
        for one in told:
            speak(
                "record %(record)s, %(way)s: %(named)s",
                record=one.record,
                way=one.way,
                named=Joined(one.named, SEMICOLON) or Sentence("NOT NAMED"),
            )
        speak("undone")
    if not all(one.passed for one in told):
        raise typer.Exit(1)


app.command()(leak)
