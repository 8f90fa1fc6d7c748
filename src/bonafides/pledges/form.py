"""The form of an item, filled from what agencies hold: the business signs what is there, and is asked for nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from bonafides.acts.act import Acting
from bonafides.agencies.queries import roles_of
from bonafides.agencies.who import Kind, Who
from bonafides.packs.pledge import PledgeItem
from bonafides.packs.queries import installed_pack
from bonafides.procedures.by_business import acts_itself
from bonafides.procedures.models import Case
from bonafides.sharing.once.fill import fill
from bonafides.sharing.once.filled import FilledForm
from bonafides.sharing.once.forms import form_named
from bonafides.sharing.purpose import Request


def filled_for(acting: Acting, case: Case, item: PledgeItem, on: date) -> FilledForm | None:
    """The form of an item for the business of a case, as the officer may see it; None where the item has none."""
    if item.form is None:
        return None
    pack, _ = installed_pack(case.version.pack)
    form = form_named(pack, item.form, on)
    if acts_itself(acting):
        who = Who(Kind.BUSINESS, name=acting.officer, entity=case.entity_id)
    else:
        roles = frozenset(roles_of(acting.pack, acting.agency, acting.officer, timezone.localdate()))
        who = Who(Kind.OFFICER, acting.pack, acting.agency, acting.officer, roles)
    return fill(Request(who, form.purpose, f"case:{case.pk}", on), form, case.entity, pack=pack)


def kept(filled: FilledForm | None) -> dict[str, Any]:
    """What a pledge keeps of it: its digest, and of each item where it came from; no value is kept twice."""
    if filled is None:
        return {}
    items = {one.item: {"outcome": str(one.outcome), "agencies": list(one.agencies)} for one in filled.items}
    return {"form": filled.form.form, "digest": filled.digest, "items": items}
