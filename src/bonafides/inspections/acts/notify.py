"""Tell the business of a visit, or put on record the ground on which it need not be told; and give out the visit's code."""

from __future__ import annotations

from dataclasses import dataclass

from bonafides.acts.act import Acting, Role, official_act
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Approval, Notice
from bonafides.inspections.visits.entry_code import code_hash, new_code
from bonafides.inspections.visits.made import made_this_year
from bonafides.inspections.visits.notice_text import notice_text
from bonafides.inspections.visits.record_facts import citations
from bonafides.inspections.visits.standing import in_hand
from bonafides.inspections.visits.steps import needed, refuse_twice
from bonafides.kernel.sentence import Sentence
from bonafides.packs.grounds import check_ground


@dataclass(frozen=True)
class Served:
    """A notice, and the code, which is shown once: the register keeps its hash."""

    notice: Notice
    code: str


@official_act("inspections.notify", by=(Role.INSPECTOR, Role.CASE_OFFICER, Role.ENTRY_CLERK))
def notify(acting: Acting, number: int, exempt: str | None = None) -> Served:
    """The notice of a visit that was approved, served today; `exempt`: the instrument and article that let it be left out."""
    visit = in_hand(acting, number)
    approval = None
    for part in visit.parts:
        found = Approval.objects.filter(assignment=part).first()
        approval = needed(
            found, Sentence("is not approved"), part.pk, Sentence("approve it (bonafides inspection approve)")
        )
        refuse_twice(Notice.objects.filter(assignment=part).first(), Sentence("has its notice"), part.pk)
    assert approval is not None  # noqa: S101  # a visit has a part
    if exempt is None and all(visit.item_of(part).notice == "exempt" for part in visit.parts):
        exempt = citations(visit.item.basis)
    if exempt is not None:
        check_ground(visit.pack, exempt, visit.today)
    elif approval.until < visit.today:
        raise RefusedError(
            "the approval of assignment %(number)s ended on %(until)s; nothing was changed",
            number=number,
            until=approval.until,
        )
    told = made_this_year(visit.pack, visit.item, visit.assignment, visit.today.year).visits
    code = new_code()
    text = notice_text(visit, approval, told, exempt)
    row = {
        "served_on": None if exempt else visit.today, "exempt": exempt, "visits_told": told, "text": text,
        "code_hash": code_hash(code),
    }  # fmt: skip
    made = acting.write_many(Notice, [{"assignment": part, **row} for part in visit.parts])
    acting.details = {"assignments": [part.pk for part in visit.parts], "exempt": exempt}
    acting.tell(assignments=[part.pk for part in visit.parts])
    return Served(next(one for one in made if one.assignment_id == number), code)
