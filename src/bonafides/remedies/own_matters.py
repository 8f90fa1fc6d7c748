"""The matters of a business as it may know them: cases for which it applied or was served, and what waits in them for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bonafides.acts.wall import inside
from bonafides.documents.models import Document
from bonafides.kernel.procedure.model import Step as StepModel
from bonafides.kernel.procedure.model import Who
from bonafides.procedures.board import Task, board_of
from bonafides.procedures.cases import Held, held, held_of
from bonafides.procedures.models import Case, Step
from bonafides.remedies.business_board import OpenRemedy, open_remedies
from bonafides.remedies.matter import told_of


@dataclass(frozen=True)
class OwnCase:
    """A case as its business may know it. `did`: its own steps; `served`: the documents; `may`: what it may do now."""

    held: Held
    ended: bool
    tasks: tuple[Task, ...]
    did: tuple[Step, ...]
    served: tuple[Document, ...]
    may: tuple[StepModel, ...]

    @property
    def case(self) -> Case:
        return self.held.case


@inside()
def own_cases(entities: Iterable[int]) -> list[int]:
    """The numbers of the cases that a business knows of, the newest first."""
    found = set(Case.objects.filter(entity__in=set(entities)).values_list("pk", flat=True))
    return sorted(told_of(found), reverse=True)


@inside()
def own_tasks(entities: Iterable[int], day: date) -> list[Task]:
    """What waits in them, on both sides, the overdue first."""
    still = Case.objects.filter(pk__in=own_cases(entities)).exclude(steps__ends=True)
    return board_of(list(still.values_list("pk", flat=True)), day)


@inside()
def own_case(entities: Iterable[int], number: int, day: date) -> OwnCase | None:
    """One of them; None for another's, and for one that the business was not told of."""
    mine = Case.objects.select_related("agency", "entity", "version", "record__kind", "act").defer("version__files")
    case = mine.filter(pk=number, entity__in=set(entities)).first()
    if case is None or case.pk not in told_of([case.pk]):
        return None
    one = held(case)
    standing = one.standing(day)
    did = tuple(row for row in one.steps if one.procedure.step(row.step).who is Who.BUSINESS)
    served = Document.objects.select_related("agency", "entity", "act").filter(case=case.pk).order_by("-pk")
    may = () if standing.ended else tuple(
        step for name in standing.open if (step := one.procedure.steps[name]).who is Who.BUSINESS
    )  # fmt: skip
    tasks = () if standing.ended else tuple(board_of([case.pk], day))
    return OwnCase(one, standing.ended, tasks, did, tuple(served), may)


@inside()
def own_remedies(entities: Iterable[int], day: date) -> list[OpenRemedy]:
    """What may still be done against the documents that it was served, and that nothing replaced: the first to end first."""
    return open_remedies(Document.objects.filter(entity__in=set(entities)), day)


@inside()
def heads_of(numbers: Iterable[int]) -> list[tuple[Held, bool]]:
    """Some cases, each with whether it has ended, the newest first."""
    rows = Case.objects.select_related("agency", "entity", "version", "record__kind").defer("version__files")
    ended = set(Step.objects.filter(case__in=list(numbers), ends=True).values_list("case", flat=True))
    return [(one, one.case.pk in ended) for one in held_of(rows.filter(pk__in=list(numbers)).order_by("-pk"))]
