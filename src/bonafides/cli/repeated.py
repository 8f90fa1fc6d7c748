"""How a command tells that a run was repeated, and whether it came to the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from bonafides.cli.output import out, print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bonafides.standards.compared import Compared


def tell_repeated(title: str, run: int, compared: Sequence[Compared], *, json: bool) -> None:
    """A line for each thing compared, and the answer; exit status 1 where one differs."""
    same = all(one.same for one in compared)
    if json:
        told = [{"what": one.what, "recorded": one.recorded, "now": one.now, "same": one.same} for one in compared]
        print_json({"run": run, "same": same, "compared": told})
    else:
        for one in compared:
            mark = "same" if one.same else f"DIFFERS, now {one.now}"
            out.print(f"  {one.what:<16} {one.recorded or '(everyone)'}  {mark}", markup=False)
        out.print(f"{title} {run} was repeated: {'the same, bit for bit' if same else 'NOT the same'}")
    if not same:
        raise typer.Exit(1)
