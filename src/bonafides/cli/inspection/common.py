"""What the commands of inspections share: who acts, on which pack, and how an act is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bonafides.cli.output import speak
from bonafides.cli.packs import pack_having
from bonafides.kernel.sentence import Sentence

if TYPE_CHECKING:
    from bonafides.acts.act import Acting, Evidence
    from bonafides.inspections.models import Draw
    from bonafides.packs.inspection_item import InspectionItem
    from bonafides.packs.models import PackVersion
    from bonafides.packs.pack import Pack

Officer = Annotated[str, typer.Option(help="who acts: the officer's number in the agency")]
Agency = Annotated[str, typer.Option(help="the agency that acts, by its id in the pack")]
PackName = Annotated[str | None, typer.Option("--pack", help="the pack, where several in force have inspections")]
Basis = Annotated[str | None, typer.Option(help="the legal basis; default: that of the inspection items")]
Reason = Annotated[str | None, typer.Option(help="why; default: the plan")]
Day = Annotated[str | None, typer.Option("--on", metavar="DAY", help="as of this day, 2026-11-22; default: today")]
DrawId = Annotated[str, typer.Argument(metavar="DRAW", help="the id of the draw: bonafides inspection list")]


def inspecting_pack(name: str | None) -> tuple[Pack, PackVersion]:
    """The pack in force that has inspection items (of this name, where it is given)."""
    return pack_having(Sentence("inspection items"), lambda pack: pack.inspection_items, name)


def pack_of_draw(draw: Draw) -> Pack:
    """The pack of a draw, as it was when it was committed to."""
    from bonafides.packs.queries import pack_of_version

    return pack_of_version(draw.pack_version)


def acting_for(
    pack: str, agency: str, officer: str, basis: str, reason: str, evidence: tuple[Evidence, ...] = ()
) -> Acting:
    """Who acts."""
    from bonafides.acts.act import Acting

    return Acting(officer, agency, basis, reason, pack=pack, evidence=evidence)


def basis_of(items: Iterable[InspectionItem]) -> str:
    """The legal basis of items, each citation once."""
    cited = (" ".join(filter(None, (one.instrument, one.article))) for item in items for one in item.basis)
    return "; ".join(dict.fromkeys(cited))


def the_day(text: str | None) -> date:
    """The day that was given, else today."""
    from django.utils import timezone

    from bonafides.portal.moments import MomentRefusedError, day_of

    try:
        return day_of(text) if text else timezone.localdate()
    except MomentRefusedError as error:
        raise typer.BadParameter(str(error), param_hint="--on") from error


def in_ledger(act: int) -> dict[str, Any]:
    """An act with its place in the ledger, for programs; the place is null until it is sealed."""
    from bonafides.ledger.index import index_of_act

    return {"act": act, "ledger_index": index_of_act(act)}


def tell_act(act: int) -> None:
    """The last line of every act."""
    speak("act %(act)s; it comes into the ledger with the next seal (bonafides ledger seal)", act=act)


def evidence_of(given: Iterable[str]) -> tuple[Evidence, ...]:
    """Evidence as it is named on the command line: `record:AGENCY/REF`, `act:N`, `draw:ID`, `file:PATH` (hashed here)."""
    from hashlib import sha256
    from pathlib import Path

    from bonafides.acts.act import Evidence

    found = []
    for one in given:
        kind, _, ref = one.partition(":")
        digest = sha256(Path(ref).read_bytes()).hexdigest() if kind == "file" else None
        found.append(Evidence(kind, ref, digest))
    return tuple(found)
