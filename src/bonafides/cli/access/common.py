"""Look-ups on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from bonafides.cli.output import out
from bonafides.sharing.access.queries import Seen, SeenWhole
from bonafides.sharing.access.words import said


def tell(looks: Sequence[Seen]) -> None:
    """Of each a line of who, when and for what; below it what was opened, and the basis."""
    for one, shown in zip(looks, said(looks), strict=True):
        code = f"{one.code or '?'}  " if isinstance(one, SeenWhole) else ""
        head = (f"{shown.at}  {code}", (shown.who, "bold"), f"  {shown.purpose}")
        out.print(Text.assemble(*head, f"  {shown.case}" if shown.case else "", (f"  [{shown.how}]", "dim")))
        for line in shown.fields:
            out.print(Text(f"    {line}"))
        if shown.basis:
            out.print(Text(f"    {shown.basis}", style="dim"))
