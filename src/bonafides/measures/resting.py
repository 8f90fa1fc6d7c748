"""What rests on a trigger that ended, and what of it stays where the trigger is but shielded.

While a plan of restructuring is carried out a record is neither shown nor used, and the measures of agencies that hinder
the plan are lifted. What a statute itself imposes no agency gave: the standard `shield_lifts` says whether it is lifted too.
"""

from __future__ import annotations

from datetime import date

from bonafides.measures.models import Instance
from bonafides.measures.standing import not_lifted
from bonafides.measures.triggers import Trigger
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.standards.case.asked import Asked, ask

SHIELD_LIFTS = "shield_lifts"


def resting_on(trigger: Trigger, on: date) -> list[Instance]:
    """Every instance that nothing has lifted and that does not end by its own date before."""
    open_ones = not_lifted().filter(trigger_kind=trigger.kind, trigger_ref=trigger.ref, entity=trigger.entity)
    return [one for one in open_ones if one.until is None or one.until > on]


def staying(pack: Pack, found: list[Instance], on: date) -> list[tuple[Instance, Asked]]:
    """Those that a shield leaves, each with the rule that says so."""
    asked = [(one, ask(pack, SHIELD_LIFTS, {"statutory": statutory(pack, one)}, on)) for one in found]
    return [(one, said) for one, said in asked if said.value is False]


def left_by_shield(trigger: Trigger, found: list[Instance], on: date) -> set[int]:
    """Their numbers."""
    return {one.pk for one, _ in staying(installed_pack(trigger.pack)[0], found, on)}


def statutory(pack: Pack, one: Instance) -> bool:
    """Whether a statute itself imposes it, by the catalogue in force; what is no more in it was an agency's."""
    known = pack.measures.get(one.measure)
    return known is not None and known.statutory is not None
