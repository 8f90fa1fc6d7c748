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
            "expected an item that %(agency)s has opened to pledges on %(on)s, came `%(item)s`: its decider opens it "
            "(bonafides pledge open %(item)s); until then it goes by `%(procedure)s`; nothing was changed",
            agency=case.agency.name,
            on=step.on,
            item=item.item,
            procedure=item.ordinary.procedure,
        )
    acting.tell(item=item.item, conditions=item.version)
