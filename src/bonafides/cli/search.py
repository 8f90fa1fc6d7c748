"""`bonafides search NAME`: businesses by name or former name."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import Json, fail, out, print_json


def search(
    name: Annotated[str, typer.Argument(help="two characters of a name, or more")],
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 20,
    json: Json = False,
) -> None:
    """Businesses whose name, or former name, holds these characters."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.sharing.search import SearchRefusedError, search_by_name

    try:
        found = search_by_name(name, limit=limit)
    except SearchRefusedError as error:
        fail(str(error))
    if json:
        print_json([one.as_json() for one in found])
        return
    for one in found:
        note = f"  (formerly {one.name})" if one.former else f"  ({one.name})" if one.name != one.current_name else ""
        out.print(f"{one.code}  {one.current_name}{note}", markup=False)
    if not found:
        out.print("no business bears or bore such a name; try fewer characters")
