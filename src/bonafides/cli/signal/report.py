"""`bonafides signal report`: what the signals of a month came to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bonafides.cli.output import InLanguage, Json, fail, out, print_json, speaking
from bonafides.cli.signal.common import AgencyName, PackName, watching_pack


def report(
    agency: AgencyName,
    month: Annotated[str, typer.Option(metavar="MONTH", help="such as 2026-11")],
    file: Annotated[
        Path | None, typer.Option("--out", help="write it as CSV for a spreadsheet, in the language")
    ] = None,
    pack: PackName = None,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """The monthly report: signals raised, dismissed and taken up, hits, and each card held against what it states."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.agencies.queries import agency as agency_of
    from bonafides.watch.signals.month import MonthRefusedError, month_of
    from bonafides.watch.signals.report_csv import report_csv
    from bonafides.watch.signals.words import verdict_text

    found, _ = watching_pack(pack)
    try:
        told = month_of(found, agency_of(found.name, agency), month)
    except MonthRefusedError as error:
        fail(str(error))
    with speaking(language):
        if file is not None:
            file.write_text(report_csv(found, told), encoding="utf-8", newline="")
        if json:
            print_json(told.as_json())
            return
        if file is not None:
            out.print(str(file), markup=False)
            return
        for one in told.cards:
            out.print(f"{one.card:<24} {one.raised:>6,} raised  {one.dismissed:>5,} dismissed  {one.taken_up:>5,} taken up  "
                      f"{one.hits:>4,} of {one.looked_into:,} hits  {verdict_text(one)}", markup=False)  # fmt: skip
        if not told.cards:
            out.print("no signal was raised or handled in that month")
