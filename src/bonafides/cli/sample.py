"""`bonafides sample`: write a made-up county as files of six agencies, with known faults listed."""

from __future__ import annotations

import json
import time
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bonafides.sample.defaults import (
    AGENCIES,
    AS_OF,
    FAULTS,
    LATELY,
    MANIFEST,
    MOST_FOR_AGENCY_FORMATS,
    ROSTER,
    refuse_out_of_reach,
)


class SampleFormat(StrEnum):
    """How the files are written."""

    AGENCY = "agency"
    PARQUET = "parquet"


def sample(
    entities: Annotated[int, typer.Option(min=1, help="how many businesses and other organisations")],
    out: Annotated[Path, typer.Option(help="folder for the files, each agency's roster, manifest.json and faults.csv")],
    seed: Annotated[int, typer.Option(help="the same seed and number give the same bytes")] = 1,
    file_format: Annotated[
        SampleFormat,
        typer.Option(
            "--format",
            help=f"agency: as each agency would (up to {MOST_FOR_AGENCY_FORMATS:,} entities); parquet: all Parquet",
        ),
    ] = SampleFormat.AGENCY,
    as_of: Annotated[str, typer.Option(metavar="DATE", help="the day on which the county stands")] = AS_OF.isoformat(),
    signals: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="write into OUT/lately, too, what is worth a look on that day"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print the totals as a last line of JSON")] = False,
) -> None:
    """Write a made-up county on codes of division 990000: no real enterprise can be hit, and no person is in it."""
    started = time.monotonic()
    day, signal_day = _day(as_of, "--as-of"), None if signals is None else _day(signals, "--signals")
    try:
        refuse_out_of_reach(entities, day)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    _clear(out)
    totals = _generate(entities, seed, out, file_format, day)
    if signal_day is not None:
        from bonafides.sample.causes import generate_causes

        generate_causes(entities, seed, out / LATELY, signal_day, as_of=day)
    seconds = time.monotonic() - started
    typer.echo(
        f"{totals['entities']:,} entities, {totals['rows']:,} rows in {totals['files']} files, "
        f"{totals['quarantined']:,} of them to be quarantined; {seconds:.1f} s; {out / MANIFEST}"
    )
    if as_json:
        rates = {
            "entities_per_second": round(entities / seconds),
            "records_per_second": round(totals["records"] / seconds),
        }
        typer.echo(json.dumps({**totals, "seconds": round(seconds, 3), **rates, "out": str(out)}))


def _generate(entities: int, seed: int, out: Path, file_format: SampleFormat, as_of: date) -> dict[str, int]:
    """Generate under a progress bar, and return the totals."""
    from bonafides.sample.generate import generate  # here, so that the other commands start quickly

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
    with bar:
        task = bar.add_task("entities", total=entities)
        manifest = generate(
            entities, seed, out, form=file_format.value, as_of=as_of, progress=lambda done: bar.advance(task, done)
        )
    return {**manifest["expected"], "files": len(manifest["files"])}


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"expected a date such as {AS_OF}, came {text}", param_hint=option) from error


def _clear(out: Path) -> None:
    """Remove an earlier sample, also one that was interrupted. A folder that holds anything else is left alone."""
    there = {path.name for path in out.iterdir()} if out.is_dir() else set()
    if not there:
        return
    if FAULTS not in there or there - {FAULTS, LATELY, MANIFEST, *AGENCIES}:
        raise typer.BadParameter(f"{out} holds other files; name an empty or a new folder", param_hint="--out")
    files = [file for agency in AGENCIES for file in (*(out / agency).glob("[0-9][0-9]-*"), out / agency / ROSTER)]
    files += [*(out / LATELY).glob("*/[0-9][0-9]-*"), out / LATELY / MANIFEST, out / LATELY / FAULTS]
    for file in [*files, out / MANIFEST, out / FAULTS]:
        file.unlink(missing_ok=True)
