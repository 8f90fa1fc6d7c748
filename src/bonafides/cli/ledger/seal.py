"""`bonafides ledger seal`, `status`, `checkpoint`, `consistency`."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import Json, fail, out, print_json


def seal(json: Json = False) -> None:
    """Give what waits its place in the log, under a new signed checkpoint.

    Every command that uses the database does this when it ends, and the worker once a minute.
    """
    from bonafides.cli.database import ready

    ready(seal=False)
    from bonafides.ledger.sequence import seal_all

    done = seal_all()
    if json:
        print_json({"added": done.added, "size": done.size, "root": done.root.hex()})
        return
    out.print(f"{done.added:,} entries added; the log has {done.size:,}, root {done.root.hex()}")


def status(json: Json = False) -> None:
    """How long the log is, what waits, who signs and who has cosigned."""
    from bonafides.cli.database import ready

    ready(seal=False)
    from bonafides.ledger.keys import folder, keys
    from bonafides.ledger.queries import cosigned_by, newest, waiting
    from bonafides.ledger.witnesses import witnesses

    last, own = newest(), keys()
    told = {
        "origin": own.origin,
        "size": last.size if last else 0,
        "root": bytes(last.root).hex() if last else None,
        "at": last.at.isoformat() if last else None,
        "waiting": waiting(),
        "keys": [str(one.verifier) for one in own.signers],
        "retired": [str(one) for one in own.retired],
        "witnesses": [str(one) for one in witnesses()],
        "cosigned_by": cosigned_by(last) if last else [],
        "folder": str(folder()),
    }
    if json:
        print_json(told)
        return
    for word, value in told.items():
        text = "\n            ".join(value) if isinstance(value, list) else str(value)
        out.print(f"{word:<11} {text if value not in (None, []) else '–'}", markup=False)


def checkpoint() -> None:
    """The newest checkpoint: a signed note, with the lines of witnesses under it. Keep it: it binds us."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.ledger.queries import newest, note_of

    last = newest()
    if last is None:
        fail("nothing was sealed yet (bonafides ledger seal)")
    typer.echo(str(note_of(last)), nl=False)


def consistency(
    old: Annotated[int, typer.Argument(metavar="OLD", min=0, help="the older size; 0 for a witness's first time")],
    new: Annotated[int | None, typer.Option(help="the newer size; default: the newest checkpoint")] = None,
) -> None:
    """The proof that the log goes on from an older size: what a witness is sent (C2SP tlog-witness)."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.ledger.receipts import consistency as proved

    typer.echo(str(proved(old, new)), nl=False)
