"""`bonafides ledger key`, `rotate`, `cosign`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bonafides.cli.output import Json, out, print_json


def key() -> None:
    """The public keys that sign, a line each: what a reader must have from elsewhere than from us."""
    from bonafides.cli.database import ready

    ready(seal=False)
    from bonafides.ledger.keys import keys

    for one in keys().signers:
        typer.echo(str(one.verifier))


def rotate(
    retire: Annotated[
        str | None, typer.Option("--retire", metavar="ID", help="let this key sign no more; make no new one")
    ] = None,
    json: Json = False,
) -> None:
    """Make a new key, which signs beside those there are until they are retired; sign the newest checkpoint with it."""
    from bonafides.cli.database import ready

    ready(seal=False)
    from bonafides.ledger.keys import retire as retire_key
    from bonafides.ledger.keys import rotate as rotate_key
    from bonafides.ledger.sequence import sequence

    now = retire_key(retire) if retire else rotate_key()
    done = sequence(again=True)
    signing = [str(one.verifier) for one in now.signers]
    if json:
        print_json({"keys": signing, "retired": [str(one) for one in now.retired], "size": done.size})
        return
    out.print("from now on these sign; give the new one to whoever checks the log, then retire the old one:")
    for one in signing:
        out.print(f"  {one}", markup=False)


def cosign(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="what a witness answered: its line, or several")],
    json: Json = False,
) -> None:
    """Keep the lines of witnesses under the checkpoint that they are of. Only listed witnesses, only genuine lines."""
    from bonafides.cli.database import ready

    ready(seal=False)
    from bonafides.ledger.witnesses import accept, parse_lines

    kept = accept(parse_lines(file.read_text(encoding="utf-8")))
    if json:
        print_json([{"witness": one.witness, "size": one.checkpoint.size, "at": one.at.isoformat()} for one in kept])
        return
    for one in kept:
        name = one.witness.partition("+")[0]
        out.print(f"{name} saw the log of {one.checkpoint.size:,} entries at {one.at.isoformat()}", markup=False)
