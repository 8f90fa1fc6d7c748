"""A case follows what another case, or a file, did to what it rests on: one act of the machine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bonafides.acts.act import Acting, ActRefusedError, Evidence
from bonafides.acts.authority import OPERATOR
from bonafides.listings.queries import open_listing_of
from bonafides.procedures.acts.follow import follow
from bonafides.procedures.cases import Held, held
from bonafides.procedures.models import Case, Step

MACHINE = "worker"


def open_steps(case: Held, effect: str, today: date) -> list[str]:
    """The steps of a case that are open on a day and have an effect of this name."""
    known = case.procedure.steps
    return [name for name in case.standing(today).open if any(one.name == effect for one in known[name].effects)]


def note_elsewhere(acting: Acting, of: Case, by: Case, effect: str, on: date) -> None:
    """Take the step of case `of` that follows what case `by` did, on the authority of that case's act."""
    found = open_steps(held(of), effect, on)
    if not found:
        raise ActRefusedError(
            "case %(of)s is in no state that could follow case %(by)s: expected a step with the effect `%(effect)s` "
            "to be open; nothing was changed",
            of=of.pk,
            by=by.pk,
            effect=effect,
        )
    machine = Acting(
        MACHINE, OPERATOR, acting.basis, f"case {by.pk} decided so", evidence=(Evidence("act", str(acting.id)),)
    )
    follow(machine, of.pk, found[0], on=on)


def off_list(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """`off-list`: this step only follows that another case took the business off the list."""
    if open_listing_of(case) is not None:
        raise ActRefusedError(
            "no other case took the business of case %(case)s off the list; nothing was changed", case=case.pk
        )


def on_list(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """`on-list`: this step only follows that another case put the business on the list again."""
    if open_listing_of(case) is None:
        raise ActRefusedError(
            "no other case put the business of case %(case)s on the list again; nothing was changed", case=case.pk
        )
