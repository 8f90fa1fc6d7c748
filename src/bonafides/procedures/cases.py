"""A case with all that decides about it: its procedure, the steps taken, the law. Read whole, each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bonafides.acts.act import ActRefusedError
from bonafides.acts.models import Act
from bonafides.kernel.procedure.known import Known, Taken
from bonafides.kernel.procedure.law import Said
from bonafides.kernel.procedure.model import Procedure
from bonafides.kernel.procedure.model import Step as StepModel
from bonafides.kernel.procedure.standing import Standing, known_on, standing, state_after
from bonafides.kernel.sentence import Joined
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack, pack_of_version
from bonafides.procedures.law import Asking, PackLaw
from bonafides.procedures.models import Case, Step
from bonafides.procedures.told import values


@dataclass(frozen=True)
class Held:
    """A case in hand. The procedure is that of the version in which it was opened, the law that of the pack in force now."""

    case: Case
    procedure: Procedure
    law: PackLaw
    steps: tuple[Step, ...]
    taken: tuple[Taken, ...]

    @property
    def pack(self) -> Pack:
        return self.law.pack

    @property
    def state(self) -> str:
        return state_after(self.procedure, self.taken).name

    def standing(self, today: date) -> Standing:
        return standing(self.procedure, self.taken, today, self.law)

    def known(self, today: date, more: tuple[Taken, ...] = ()) -> Known:
        """What is known on a day, with a step that is just being taken."""
        return known_on(self.procedure, (*self.taken, *more), today, self.law)

    def step(self, name: str) -> StepModel:
        """A step of the procedure. Raises ActRefusedError."""
        if name not in self.procedure.steps:
            known = Joined(self.procedure.steps)
            raise ActRefusedError(
                "expected a step of `%(procedure)s` (%(known)s), came `%(name)s`; nothing was changed",
                procedure=self.procedure.name,
                known=known,
                name=name,
            )
        return self.procedure.steps[name]


def held(case: Case) -> Held:
    """A case read whole."""
    return next(held_of([case]))


def held_of(cases: Iterable[Case]) -> Iterator[Held]:
    """Many cases, each read whole, by few statements."""
    known = list(cases)
    rows = Step.objects.filter(case__in=[one.pk for one in known]).select_related("act").order_by("case_id", "number")
    steps: dict[int, list[Step]] = {}
    for row in rows:
        steps.setdefault(row.case_id, []).append(row)
    packs: dict[str, Pack] = {}
    said: dict[str, dict[Asking, Said]] = {}  # what a decision says, it says to each case
    for one in known:
        procedure = pack_of_version(one.version).procedures[one.procedure].model
        if one.version.pack not in packs:
            packs[one.version.pack] = installed_pack(one.version.pack)[0]
        own = tuple(steps.get(one.pk, ()))
        yield Held(
            one,
            procedure,
            PackLaw(packs[one.version.pack], one.entity, one.record, one, said.setdefault(one.version.pack, {})),
            own,
            taken(procedure, own),
        )


def locked(number: int) -> Held:
    """A case for an act that goes on with it. Officers who act at once wait here for one another."""
    case = (
        Case.objects.select_for_update(of=("self",))
        .select_related("agency", "entity", "version", "act")
        .defer("version__files")
        .filter(pk=number)
        .first()
    )
    if case is None:
        raise ActRefusedError(
            "there is no case %(number)s; bonafides case board shows those that are open", number=number
        )
    return held(case)


def taken(procedure: Procedure, steps: Iterable[Step]) -> tuple[Taken, ...]:
    """The steps of a case as the kernel reads them, the opening first."""
    return tuple(Taken(one.step, one.on, values(procedure, one.fields, one.findings), who(one.act)) for one in steps)


def who(act: Act) -> str:
    """Who did an act, so that two acts of one officer are known as such."""
    return f"{act.pack}/{act.agency}/{act.officer}"
