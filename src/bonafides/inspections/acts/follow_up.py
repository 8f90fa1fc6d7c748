"""Say that the next step after a result was taken, and what came of it."""

from __future__ import annotations

from bonafides.acts.act import Acting, Role, official_act
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import FollowedUp, FollowUp
from bonafides.inspections.visits.standing import in_hand
from bonafides.inspections.visits.steps import needed, refuse_twice, report_of
from bonafides.kernel.sentence import Sentence
from bonafides.records.texts import check_text


@official_act("inspections.follow_up", by=(Role.CASE_OFFICER, Role.DECIDER))
def follow_up(acting: Acting, number: int, step: str, outcome: str) -> FollowedUp:
    """Close a step that the result of an assignment opened."""
    visit = in_hand(acting, number)
    report = report_of(visit.assignment)
    opened = {one.step: one for one in FollowUp.objects.filter(report=report)}
    known = ", ".join(opened) or "none"
    one = needed(
        opened.get(step),
        Sentence("has no step `%(step)s` open (%(known)s)", step=step, known=known),
        number,
        Sentence("name one of them"),
    )
    refuse_twice(FollowedUp.objects.filter(follow_up=one).first(), Sentence("has `%(step)s` done", step=step), number)
    if not outcome.strip():
        raise RefusedError("expected what came of the step, came nothing; nothing was changed")
    check_text(outcome, Sentence("outcome"))
    acting.details = {"assignment": number, "step": step}
    acting.tell(assignment=number, step=step)
    return acting.write(FollowedUp, follow_up=one, outcome=outcome.strip())
