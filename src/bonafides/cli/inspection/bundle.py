"""`bonafides inspection bundle DRAW`: one file with which anybody, or an auditor, checks a draw offline."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bonafides.cli.inspection.common import DrawId
from bonafides.cli.output import Json, print_json, speak
from bonafides.kernel.sentence import Sentence


def bundle(
    draw: DrawId,
    *,
    to: Annotated[Path, typer.Option(metavar="FILE", help="the file to write")],
    auditor: Annotated[
        bool, typer.Option("--auditor", help="with every business and officer opened: internal, it holds tiers")
    ] = False,
    json: Json = False,
) -> None:
    """Write a draw as one file that is checked offline: bonafides verify draw FILE.

    The public's shows who was drawn, by which seed, under which commitment, and which officers go. The auditor's opens all.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.inspections.bundles import auditors_bundle, public_bundle
    from bonafides.inspections.files import write_json
    from bonafides.inspections.queries import draw_of

    found = draw_of(draw)
    made = auditors_bundle(found) if auditor else public_bundle(found)
    write_json(to, made.to_json(), secret=auditor)
    reader = Sentence("auditor") if auditor else Sentence("public")
    if json:
        print_json({"draw": draw, "reader": reader, "file": str(to)})
        return
    speak("%(to)s: the %(reader)s's bundle; check it: bonafides verify draw %(to)s --log-key KEY", to=to, reader=reader)
