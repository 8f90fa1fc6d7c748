"""Enter the premises: the code of the visit is given at the door, the standard decides, time and officers are on record."""

from __future__ import annotations

from collections.abc import Sequence

from bonafides.acts.act import Acting, Role, official_act
from bonafides.entities.models import Entity
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Entry, Notice
from bonafides.inspections.visits.entry_code import code_hash
from bonafides.inspections.visits.permission import permission
from bonafides.inspections.visits.standing import in_hand
from bonafides.inspections.visits.steps import refuse_twice
from bonafides.kernel.sentence import Joined, Sentence


@official_act("inspections.enter", by=(Role.INSPECTOR,))
def enter(acting: Acting, number: int, code: str, officers: Sequence[str]) -> Entry:
    """That these officers enter now, for all parts of the visit. Refused with the rule of the standard that forbids it."""
    visit = in_hand(acting, number)
    # Two visits at one business at once would each see the cap not yet reached.
    Entity.objects.select_for_update(no_key=True).get(pk=visit.assignment.entity_id)
    present = list(dict.fromkeys(one.strip() for one in officers if one.strip()))
    if acting.officer not in present:
        raise RefusedError(
            "officer %(officer)s enters the visit, so is one of those present; nothing was changed",
            officer=acting.officer,
        )
    rows = []
    for part in visit.parts:
        refuse_twice(Entry.objects.filter(assignment=part).first(), Sentence("was entered"), part.pk)
        if stray := [one for one in present if one not in part.officers]:
            told = Sentence(
                "officer %(stray)s is not assigned to assignment %(part)s (%(officers)s are)",
                stray=stray[0],
                part=part.pk,
                officers=Joined(part.officers),
            )
            raise RefusedError("%(told)s; nothing was changed", told=told)
        asked = permission(visit, part, present)
        if asked.value != visit.item_of(part).permitted.yes:
            raise RefusedError(
                "not permitted by `%(decision)s`: %(asked)s (%(basis)s). %(reason)s Nothing was changed",
                decision=asked.decision,
                asked=asked.value,
                basis=asked.basis,
                reason=asked.reason,
            )
        notice = Notice.objects.filter(assignment=part).first()
        if notice is None or bytes(notice.code_hash) != code_hash(code):
            raise RefusedError(
                "that is not the code of the visit of assignment %(part)s; nothing was changed", part=part.pk
            )
        rows.append({"assignment": part, "entered_on": visit.today, "officers": present, "asked": asked.as_json()})
    made = acting.write_many(Entry, rows)
    acting.details = {"assignments": [part.pk for part in visit.parts], "officers": present}
    acting.tell(assignments=[part.pk for part in visit.parts], officers=present)
    return next(one for one in made if one.assignment_id == number)
