"""`tell-conditions`: conditions are told only of an item that its own agency opened to pledges, and that is not excluded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.packs.queries import pack_of_version
from bonafides.pledges.items import item_of, refuse_excluded
from bonafides.pledges.offers import offer_on
from bonafides.procedures.models import Case, Step


def tell_conditions(acting: Acting, case: Case, step: Step, given: Mapping[str, Any]) -> None:
    """`item`. What is told is in the documents of the step."""
    pack = pack_of_version(case.version)
    item = item_of(pack, given["item"], step.on)
    refuse_excluded(pack, item, step.on)
    if offer_on(pack.name, case.agency.name, item.item, step.on) is None:
        raise ActRefusedError(
            f"expected an item that {case.agency.name} has opened to pledges on {step.on}, came `{item.item}`: its decider "
            f"opens it (bonafides pledge open {item.item}); until then it goes by `{item.ordinary.procedure}`; "
            "nothing was changed"
        )
    acting.tell(item=item.item, conditions=item.version)
