"""`list`: from this step on the business is on a list, and the catalogue's measures for that list hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.listings.models import Listing
from bonafides.listings.queries import in_force
from bonafides.listings.triggers import LISTING
from bonafides.measures.cascade import impose_for_trigger
from bonafides.procedures.models import Case, Step


def list_business(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """`list`: the list; `since`: from which day its term counts, default the step's; `until`: the first day off it.

    Measures begin on the day of the step, which is the service where the pack does it so: nobody bears what nobody told them.
    """
    name = str(given["list"])
    since, until = given.get("since") or step.on, given.get("until")
    if (already := in_force(step.on).filter(case=case, name=name).first()) is not None:
        raise ActRefusedError(
            "case %(case)s put the business on %(name)s already, by act %(act_id)s; nothing was changed",
            case=case.pk,
            name=name,
            act_id=already.act_id,
        )
    if until is not None and until <= step.on:
        raise ActRefusedError(
            "the term of %(name)s would be over on %(until)s, before the decision is served (%(on)s): end the case "
            "instead; nothing was changed",
            name=name,
            until=until,
            on=step.on,
        )
    listing = acting.write(Listing, case=case, entity_id=case.entity_id, name=name, since=since, until=until)
    impose_for_trigger(acting, LISTING, listing.pk, on=step.on)
    acting.tell(listing=listing.pk)
