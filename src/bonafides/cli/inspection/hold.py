"""`bonafides inspection hold DRAW`: the seed is there; who is drawn, and which officers go."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bonafides.cli.inspection.common import (
    Agency,
    Basis,
    DrawId,
    Officer,
    Reason,
    acting_for,
    basis_of,
    in_ledger,
    pack_of_draw,
    tell_act,
)
from bonafides.cli.output import Json, fail, out, print_json, speak
from bonafides.kernel.sentence import Joined, Sentence


def hold(
    draw: DrawId,
    *,
    officer: Officer,
    agency: Agency,
    evidence: Annotated[
        Path | None, typer.Option(metavar="FILE", help="of drand or NIST: the beacon's answer, JSON")
    ] = None,
    reveal: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="of a ceremony: the file that a party kept; one for each")
    ] = None,
    text: Annotated[str | None, typer.Option(help="of a ceremony with a public text: that text")] = None,
    basis: Basis = None,
    reason: Reason = None,
    json: Json = False,
) -> None:
    """Hold a draw: check its seed, draw the businesses, send officers.

    Refused while its commitment is not sealed in the ledger, for any other seed, and a second time. Businesses for which the draw
    has no officers are told with the reasons: name officers by bonafides inspection assign.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.inspections.acts.hold_draw import hold_draw
    from bonafides.inspections.evidence import from_file, revealed
    from bonafides.inspections.queries import commitment_of, draw_of, item_of, standing, unserved

    found = draw_of(draw)
    if (evidence is None) == (not reveal):
        fail("give the beacon's answer (--evidence FILE), or the file of each party to the ceremony (--reveal FILE)")
    given = from_file(evidence) if evidence else revealed(commitment_of(found), reveal or (), text)
    pack = pack_of_draw(found)
    cited = basis or basis_of([item_of(pack, found.item, found.as_of)])
    acting = acting_for(pack.name, agency, officer, cited, reason or f"the draw {draw}, as it was committed to")
    held = hold_draw(acting, found, given)
    sent, left = list(standing(found)), unserved(found)
    if json:
        visits = [{"code": one.entity.code, "officers": list(one.officers), "joins": one.joins_id} for one in sent]
        told = {"draw": draw, "seed": bytes(held.seed).hex(), "drawn": held.drawn, "assigned": visits, "unserved": left}
        print_json(in_ledger(acting.id) | told)
        return
    speak(
        "draw %(draw)s held: %(number)s businesses drawn, %(sent)s have their officers",
        draw=draw,
        number=f"{len(held.drawn):,}",
        sent=f"{len(sent):,}",
    )
    for one in sent:
        part = "  (part of a visit that is planned already)" if one.joins_id else ""
        out.print(f"  {one.place:>4}  {one.entity.code}  {', '.join(one.officers)}{part}", markup=False)
    for lacking in left:
        why = Joined(f"{count} {name}" for name, count in lacking["reasons"].items()) or Sentence(
            "there are no officers"
        )
        speak("  no officers for %(code)s: %(why)s", code=lacking["code"], why=why)
    tell_act(acting.id)
