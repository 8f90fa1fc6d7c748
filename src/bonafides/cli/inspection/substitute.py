"""`bonafides inspection substitute DRAW CODE REASON`: a drawn business put aside, the next of the reserve in its place."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.inspection.common import (
    Agency,
    Basis,
    DrawId,
    Officer,
    acting_for,
    basis_of,
    evidence_of,
    in_ledger,
    pack_of_draw,
    tell_act,
)
from bonafides.cli.output import Json, print_json, speak
from bonafides.kernel.sentence import Sentence


def substitute(
    draw: DrawId,
    code: Annotated[str, typer.Argument(metavar="CODE", help="the drawn business that cannot be inspected")],
    rule: Annotated[str, typer.Argument(metavar="RULE", help="one of the reasons that were committed to")],
    *,
    officer: Officer,
    agency: Agency,
    evidence: Annotated[
        list[str], typer.Option(metavar="KIND:REF", help="record:AGENCY/REF, or file:PATH; may be given again")
    ],
    reason: Annotated[str, typer.Option(help="what happened")],
    basis: Basis = None,
    json: Json = False,
) -> None:
    """Put a drawn business aside, for a reason that was committed to; the next of the reserve takes its place."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.inspections.acts.substitute import substitute as put_aside
    from bonafides.inspections.queries import draw_of, item_of

    found = draw_of(draw)
    pack = pack_of_draw(found)
    cited = basis or basis_of([item_of(pack, found.item, found.as_of)])
    acting = acting_for(pack.name, agency, officer, cited, reason, evidence_of(evidence))
    done = put_aside(acting, found, code, rule)
    into = done.into.code if done.into is not None else None
    if json:
        told = {"out": code, "reason": rule, "into": into, "place": done.place, "unserved": done.unserved}
        print_json(in_ledger(acting.id) | told)
        return
    speak(
        "%(code)s put aside (%(rule)s); %(into)s takes its place",
        code=code,
        rule=rule,
        into=into or Sentence("nobody: the reserve is used up"),
    )
    if done.unserved is not None:
        speak("  the draw has no officers for %(into)s: name them by bonafides inspection assign", into=into)
    tell_act(acting.id)
