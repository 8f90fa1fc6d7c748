"""`bonafides inspection promise DRAW`: what a party to a ceremony publishes before a draw is committed to."""

import json as json_module
import os
import secrets
from pathlib import Path
from typing import Annotated

import typer

from bonafides.cli.inspection.common import DrawId
from bonafides.cli.output import Json, fail, print_json, speak
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.seeds.ceremony import NUMBER_BYTES
from bonafides.kernel.draw.seeds.ceremony import promise as promise_of
from bonafides.kernel.draw.tickets import plain


def promise(
    draw: DrawId,
    *,
    party: Annotated[str, typer.Option(help="the name of the party, as it will stand in the commitment")],
    keep: Annotated[Path, typer.Option(metavar="FILE", help="a new file that holds the number; show it to nobody")],
    json: Json = False,
) -> None:
    """Make a party's promise for a ceremony, and keep its number in a file that the party holds.

    The promise is published before the commitment; the file is given when the draw is held. Needs no database: each party runs
    this on a machine of its own.
    """
    number = secrets.token_bytes(NUMBER_BYTES)
    try:
        made = promise_of(plain(draw, "the id of a draw"), plain(party, "the name of a party"), number).hex()
    except Refused as error:
        fail(str(error))
    kept = {"draw": draw, "party": party, "number": number.hex(), "promise": made}
    try:
        with open(os.open(keep, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:  # noqa: PTH123  # with its mode
            file.write(json_module.dumps(kept, ensure_ascii=False, indent=1) + "\n")
    except FileExistsError:
        fail("%(keep)s is there already, and may hold the number of another promise: name a new file", keep=keep)
    if json:
        print_json({"draw": draw, "party": party, "promise": made, "kept_in": str(keep)})
        return
    speak("promise of %(party)s: %(made)s", party=party, made=made)
    speak("its number is in %(keep)s: keep it secret until the draw is held, and do not lose it", keep=keep)
