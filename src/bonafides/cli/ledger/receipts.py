"""`bonafides ledger receipt`, `record-receipt`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bonafides.cli.output import Json, fail, out, print_json

if TYPE_CHECKING:
    from bonafides.kernel.merkle.receipts import Receipt

Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="write it there; default standard output")]


def receipt(
    number: Annotated[int, typer.Argument(metavar="ACT", help="the number of the act")],
    closed: Annotated[bool, typer.Option("--closed", help="without the content: it may be shown to anyone")] = False,
    out_file: Out = None,
    json: Json = False,
) -> None:
    """The receipt of an act: that it stands in the log, with what was done, when, by whom and why."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.ledger.receipts import closed_receipt_of_act, receipt_of_act

    _give(closed_receipt_of_act(number) if closed else receipt_of_act(number), out_file, json=json)


def record_receipt(
    record: Annotated[str, typer.Argument(metavar="RECORD", help="AGENCY/REFERENCE, or the number of the record")],
    out_file: Out = None,
    json: Json = False,
) -> None:
    """The receipt of a record: that it came in so, with a batch whose root stands in the log. It holds all its facts."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.ledger.receipts import receipt_of_record

    _give(receipt_of_record(_number(record)), out_file, json=json)


def _number(record: str) -> int:
    from bonafides.records.models import Record

    if record.isdecimal():
        return int(record)
    agency, _, reference = record.partition("/")
    found = list(Record.objects.filter(agency__name=agency, source_ref=reference).values_list("pk", flat=True)[:2])
    if len(found) != 1:
        fail(f"{record}: expected AGENCY/REFERENCE of one record; there {'is none' if not found else 'are several'}")
    return found[0]


def _give(made: Receipt, out_file: Path | None, *, json: bool) -> None:
    text = str(made)
    if out_file is not None:
        out_file.write_text(text, encoding="utf-8")
    if json:
        print_json({"index": made.index, "bytes": len(text.encode()), "receipt": text})
    elif out_file is None:
        typer.echo(text, nl=False)
    else:
        told = f"{out_file}: entry {made.index} of the log, {len(text.encode()):,} bytes; anyone can check it"
        out.print(f"{told}: bonafides verify proof {out_file} --log-key KEY", markup=False)
