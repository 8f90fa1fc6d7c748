"""`bonafides ledger witness`: be a witness of somebody's log. Of the kernel alone: no database, no Django."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Annotated

import typer

from bonafides.cli.output import fail
from bonafides.kernel.merkle.checkpoints import Checkpoint
from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.notes import COSIGNATURE_V1, Note, Signer, Verifier
from bonafides.kernel.merkle.witness import Request, witnessed


def witness(
    request: Annotated[Path, typer.Argument(metavar="REQUEST", help="what bonafides ledger consistency OLD printed")],
    log_key: Annotated[
        list[str], typer.Option("--log-key", metavar="KEY", help="a key of the log; may be given again")
    ],
    folder: Annotated[Path, typer.Option(help="where the witness keeps its key and the last checkpoint it cosigned")],
    name: Annotated[str | None, typer.Option(help="the witness's name, when its key is made")] = None,
) -> None:
    """Cosign a checkpoint that goes on from the last one cosigned here, and print the line. Needs no database.

    Exit status: 0 cosigned, 1 not: the log was forked, cut, or another one is asked about. The key of the witness is
    printed on standard error.
    """
    try:
        asked = Request.parse(request.read_text(encoding="utf-8"))
        signer = _signer(folder / "key", name)
        kept = folder / "cosigned"
        last = Checkpoint.parse(Note.parse(kept.read_text(encoding="utf-8")).text) if kept.exists() else None
        line = witnessed(asked, last, [Verifier.parse(one) for one in log_key], signer, int(time.time()))
    except Refused as error:
        fail(str(error))
    # Kept before the line is given away: a witness that forgets may cosign two histories.
    _write(kept, str(asked.note))
    typer.echo(f"{signer.verifier}", err=True)
    typer.echo(line.line(), nl=False)


def _signer(path: Path, name: str | None) -> Signer:
    if not path.exists():
        if not name:
            fail(f"{path}: there is no key yet; name the witness (--name example.org/witness), and it is made")
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(path, Signer(name, os.urandom(32), COSIGNATURE_V1).secret_text() + "\n")
    return Signer.parse(path.read_text(encoding="utf-8"))


def _write(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
