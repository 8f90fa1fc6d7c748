"""`bonafides access seal`: look-ups get their place in the ledger now; the worker does it every minute."""

from __future__ import annotations

from bonafides.cli.output import Json, out, print_json


def seal(json: Json = False) -> None:
    """Give look-ups that wait their place in the ledger. `bonafides worker` does the same every minute."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.sharing.access.sealing import seal_waiting

    count = seal_waiting()
    if json:
        print_json({"sealed": count})
    else:
        out.print(f"{count} look-ups got their place in the ledger" if count else "no look-up waits")
