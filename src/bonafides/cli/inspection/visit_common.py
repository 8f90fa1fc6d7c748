"""What the commands about one visit share: whose it is, who acts, and how a step is told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bonafides.cli.inspection.common import acting_for, basis_of, in_ledger, tell_act
from bonafides.cli.output import fail, print_json, speak

if TYPE_CHECKING:
    from bonafides.acts.act import Acting

Visit = Annotated[int, typer.Argument(metavar="VISIT", help="its number: bonafides inspection board")]
Reason = Annotated[str | None, typer.Option(help="why; default: the inspection itself")]


def begin(visit: int, officer: str, agency: str, basis: str | None, reason: str | None) -> Acting:
    """Who acts on a visit: of its pack, and by default on the basis of its item."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.inspections.models import Assignment
    from bonafides.packs.queries import pack_of_version

    found = Assignment.objects.select_related("agency", "pack_version").filter(pk=visit).first()
    if found is None:
        fail("there is no visit %(visit)s; bonafides inspection board lists those that wait", visit=visit)
    item = pack_of_version(found.pack_version).inspection_items[found.item]
    return acting_for(
        found.agency.pack,
        agency,
        officer,
        basis or basis_of([item]),
        reason or f"inspection {found.item}, visit {visit}",
    )


def day_of_option(text: str | None, name: str) -> date | None:
    """A day that was given for an option, or none."""
    from bonafides.portal.moments import MomentRefusedError, day_of

    try:
        return day_of(text) if text else None
    except MomentRefusedError as error:
        raise typer.BadParameter(str(error), param_hint=name) from error


def tell_step(acting: Acting, told: str, data: dict[str, Any], *, json: bool) -> None:
    """What a step did."""
    if json:
        print_json(in_ledger(acting.id) | data)
        return
    speak(told)
    tell_act(acting.id)
