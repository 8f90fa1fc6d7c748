"""Approve a visit before it is made: the form that every inspection at a business needs."""

from __future__ import annotations

from datetime import date

from bonafides.acts.act import Acting, Role, official_act
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Approval
from bonafides.inspections.visits.standing import in_hand
from bonafides.inspections.visits.steps import refuse_twice
from bonafides.kernel.sentence import Sentence


@official_act("inspections.approve", by=(Role.DECIDER,))
def approve(acting: Acting, number: int, form: str, since: date, until: date) -> Approval:
    """The approval of a visit, all its parts of the agency together, for the days `since` to `until`, both included."""
    visit = in_hand(acting, number)
    if not form.strip():
        raise RefusedError("expected the number of the approval form, came nothing; nothing was changed")
    if until < since or until < visit.today:
        expected = Sentence("expected days in their order that are not past (%(today)s)", today=visit.today)
        raise RefusedError(
            "%(expected)s, came %(since)s to %(until)s; nothing was changed",
            expected=expected,
            since=since,
            until=until,
        )
    for part in visit.parts:
        visit.item_of(part)
        if acting.officer in part.officers:
            told = Sentence("officer %(officer)s is to make this visit and cannot approve it", officer=acting.officer)
            raise RefusedError(
                "%(told)s: another officer with the role %(decider)s has to, nothing was changed",
                told=told,
                decider=Role.DECIDER,
            )
        refuse_twice(Approval.objects.filter(assignment=part).first(), Sentence("was approved"), part.pk)
    acting.details = {"assignments": [part.pk for part in visit.parts], "form": form}
    acting.tell(assignments=[part.pk for part in visit.parts])
    rows = [{"assignment": part, "number": form.strip(), "since": since, "until": until} for part in visit.parts]
    made = acting.write_many(Approval, rows)
    return next(one for one in made if one.assignment_id == number)
