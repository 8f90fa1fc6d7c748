"""Clocks that ran out, for the one sweep of ends: of a deadline an alarm, of a term the step that the machine takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from bonafides.acts.act import Acting
from bonafides.acts.authority import OPERATOR
from bonafides.acts.ends import Due
from bonafides.kernel.procedure.known import ClockStanding
from bonafides.procedures.acts.run_out import run_out
from bonafides.procedures.cases import Held, held, held_of
from bonafides.procedures.models import Case, RunOut, Step

MACHINE = "worker"
_AT_ONCE = 500


def due(today: date) -> Iterator[Due]:
    """Each case with a clock that ran out by a day and whose outcome is still to come, as of the first day after it."""
    for one in sleepers(today):
        for on in sorted({clock.over_from for clock in due_clocks(one, today)}):
            yield Due(on, one.case.pk)


def due_clocks(one: Held, today: date) -> list[ClockStanding]:
    """The clocks of a case that ran out by a day and whose outcome is still to come, the first to run out first."""
    done = set(RunOut.objects.filter(case=one.case).values_list("clock", "started"))
    found = [
        clock
        for name, clock in one.standing(today).clocks.items()
        if clock.due and not clock.clock.permits and (name, clock.number) not in done
    ]
    return sorted(found, key=lambda clock: (clock.over_from, clock.clock.name))


def sleepers(today: date) -> Iterator[Held]:
    """The open cases in which a clock was to run out by a day, as it was known when their last step was taken."""
    later = Step.objects.filter(case=OuterRef("case"), number__gt=OuterRef("number"))
    last = Step.objects.filter(wakes__lte=today, ends=False).exclude(Exists(later)).order_by("wakes", "case")
    yield from held_of_many(last.values_list("case", flat=True))


def held_of_many(numbers: Iterable[int]) -> Iterator[Held]:
    """Cases read whole by their numbers, some hundred at a time."""
    known = list(numbers)
    for start in range(0, len(known), _AT_ONCE):
        some = known[start : start + _AT_ONCE]
        rows = (
            Case.objects.select_related("agency", "entity", "version", "record__kind")
            .defer("version__files")
            .in_bulk(some)
        )
        yield from held_of(rows[number] for number in some)


def end(one: Due) -> bool:
    """Bring about what follows from the clocks of a case that ran out by a day; false where somebody else has."""
    case = (
        Case.objects.select_for_update(of=("self",))
        .select_related("agency", "entity", "version")
        .defer("version__files")
        .get(pk=one.ref)
    )
    clocks = [clock for clock in due_clocks(held(case), one.on) if clock.over_from <= one.on]
    for clock in clocks:
        words = clock.clock
        basis = "; ".join(words.basis)
        last = clock.over_from - timedelta(days=1)
        run_out(Acting(MACHINE, OPERATOR, basis, f"`{words.name}` ran out on {last}"), case.pk, words.name)
    return bool(clocks)
