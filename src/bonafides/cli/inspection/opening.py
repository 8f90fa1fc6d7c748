"""`bonafides inspection opening DRAW CODE`: what one business is given to check its own ticket."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bonafides.cli.inspection.common import DrawId
from bonafides.cli.output import Json, print_json, speak


def opening(
    draw: DrawId,
    code: Annotated[str, typer.Argument(metavar="CODE", help="the business")],
    *,
    to: Annotated[Path, typer.Option(metavar="FILE", help="the file to write; it is for this business alone")],
    json: Json = False,
) -> None:
    """Write the opening of one business: bonafides verify draw BUNDLE --opening FILE shows that it was drawn, or not, rightly."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.inspections.bundles import opening_of
    from bonafides.inspections.files import write_json
    from bonafides.inspections.queries import draw_of

    made = opening_of(draw_of(draw), code)
    write_json(to, made.to_json(), secret=True)
    if json:
        print_json({"draw": draw, "code": code, "file": str(to)})
        return
    speak(
        "%(to)s: the opening of %(code)s, for that business alone: it holds the business's own stratum",
        to=to,
        code=code,
    )
