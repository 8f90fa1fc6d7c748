"""`bonafides inspection targeted ITEM CODE REASON OFFICER...`: an inspection outside every draw."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.inspection.common import (
    Agency,
    Basis,
    Officer,
    PackName,
    acting_for,
    basis_of,
    evidence_of,
    inspecting_pack,
)
from bonafides.cli.inspection.visit_common import tell_step
from bonafides.cli.output import Json, fail
from bonafides.kernel.sentence import Joined, Sentence


def targeted(
    item: Annotated[str, typer.Argument(metavar="ITEM", help="the inspection item")],
    code: Annotated[str, typer.Argument(metavar="CODE", help="the code of the business")],
    trigger: Annotated[str, typer.Argument(metavar="TRIGGER", help="complaint, referral, alert or statutory")],
    officers: Annotated[list[str], typer.Argument(metavar="OFFICER...", help="their numbers, the one who leads first")],
    *,
    evidence: Annotated[
        list[str], typer.Option(metavar="KIND:REF", help="record:AGENCY/REF, act:N or file:PATH; may be given again")
    ],
    reason: Annotated[str, typer.Option(help="what set it off")],
    officer: Officer,
    agency: Agency,
    basis: Basis = None,
    pack: PackName = None,
    json: Json = False,
) -> None:
    """Open an inspection outside every draw, on a complaint, a referral, an alert or because a law asks for it."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.inspections.acts.open_targeted import open_targeted
    from bonafides.inspections.queries import entities_by_code

    found, _ = inspecting_pack(pack)
    if item not in found.inspection_items:
        fail(
            "pack %(found)s has no inspection item `%(item)s`; it has %(inspection_items)s",
            found=found.name,
            item=item,
            inspection_items=Joined(found.inspection_items),
        )
    entity = entities_by_code(found, [code]).get(code)
    if entity is None:
        fail("no business of this register bears this code; by its name: bonafides search NAME")
    cited = basis or basis_of([found.inspection_items[item]])
    acting = acting_for(found.name, agency, officer, cited, reason, evidence_of(evidence))
    done = open_targeted(acting, entity, item, trigger, officers)
    told = Sentence(
        "visit %(done)s: %(item)s at %(code)s by %(officers)s (%(trigger)s)",
        done=done.pk,
        item=item,
        code=code,
        officers=Joined(done.officers),
        trigger=trigger,
    )
    tell_step(acting, told, {"visit": done.pk, "item": item, "code": code}, json=json)
