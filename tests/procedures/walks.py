"""Random ways through a procedure: acts and days, with the real law, and whatever the register may hold. No database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from bonafides.kernel.feel.types import BOOLEAN, DATE, NUMBER
from bonafides.kernel.feel.types import Type as Type_
from bonafides.kernel.feel.values import Value
from bonafides.kernel.procedure.known import Known, Taken
from bonafides.kernel.procedure.model import OPENED, Field, Meaning, Procedure, Step, Type
from bonafides.kernel.procedure.refusal import ask, refusal
from bonafides.kernel.procedure.sources import Beside, Outside
from bonafides.kernel.procedure.standing import Standing, known_on, standing, state_after
from bonafides.packs.computed_words import COMPUTED
from bonafides.packs.pack import Pack
from bonafides.packs.scope import indicator_type
from bonafides.procedures.law import PackLaw

# The pack of China has its calendar from 2024 to 2026. Working days beyond cannot be counted, and say so; years and months can.
FIRST, LAST = date(2024, 1, 2), date(2031, 12, 31)
OFFICERS = ("A", "B", "C")
HURRIED, SLOW = (0, 0, 0, 1), (0, 1, 2, 5, 8, 15, 31, 95, 400)
TRIES = 12
Draw = Callable[[st.SearchStrategy[Any]], Any]


class AnyRegister(PackLaw):
    """The law of a pack over a register that holds whatever hypothesis makes up: each thing once, and then always that."""

    def __init__(self, pack: Pack, kinds: tuple[str, ...], draw: Draw) -> None:
        super().__init__(pack)
        self.kinds, self.draw, self.held = kinds, draw, dict[Outside, Value]()

    def outside(self, source: Outside, fields: Mapping[str, Value], day: date) -> Value:
        if source not in self.held:
            self.held[source] = self.draw(self._strategy(source, day))
        return self.held[source]

    def _strategy(self, source: Outside, day: date) -> st.SearchStrategy[Any]:
        past = st.integers(0, 900).map(lambda days: day - timedelta(days=days))
        match source.where:
            case Beside.BUSINESS:
                return st.sampled_from(
                    {"subject_kind": ["enterprise", "sole-trader"], "code": ["91520000MA00000012"]}.get(
                        source.name, ["uscc"]
                    )
                )
            case Beside.RECORD:
                return past
            case Beside.FACT:
                schemas = [self.pack.catalogue[kind].facts.properties.get(source.name) for kind in self.kinds]
                schema = next(one for one in schemas if one is not None)
                return seldom_null(of_schema(schema.model_dump(by_alias=True), past))
            case Beside.COMPUTED:
                return seldom_null(_of_type(COMPUTED[source.name], past))
            case Beside.INDICATOR:
                return seldom_null(_of_type(indicator_type(self.pack, self.pack.indicators[source.name]), past))


def _of_type(of: Type_, past: st.SearchStrategy[date]) -> st.SearchStrategy[Any]:
    """Values of a FEEL type, as far as the register computes such."""
    known: dict[Type_, st.SearchStrategy[Any]] = {
        BOOLEAN: st.booleans(), NUMBER: st.integers(0, 5).map(Decimal), DATE: past,
    }  # fmt: skip
    return known.get(of, st.just("words"))


def seldom_null(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """One time in six nothing is known."""
    return st.integers(0, 5).flatmap(lambda number: st.none() if number == 5 else values)


def of_schema(schema: dict[str, Any], past: st.SearchStrategy[date]) -> st.SearchStrategy[Any]:
    """Values of a fact, as FEEL holds them."""
    if schema.get("type") == "array":
        items = schema["items"].get("enum") or ["x"]
        return st.lists(st.sampled_from(items), min_size=1, max_size=3, unique=True).map(tuple)
    if schema.get("enum"):
        return st.sampled_from(schema["enum"])
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "boolean": st.booleans(),
        "integer": st.integers(0, 30_000_000).map(Decimal),
        "string": past if schema.get("format") == "date" else st.just("words"),
    }
    return kinds[schema["type"]]


def of_field(one: Field, today: date) -> st.SearchStrategy[Any]:
    """Values that a step may be told."""
    known: dict[Type, st.SearchStrategy[Any]] = {
        Type.BOOLEAN: st.booleans(),
        Type.STRING: st.sampled_from(one.enum or ("",)),
        Type.INTEGER: st.integers(one.least or 0, 40).map(Decimal),
        Type.DATE: st.integers(-40, 900).map(lambda days: today - timedelta(days=days)),
        Type.TEXT: st.just("words"),
        Type.OFFICERS: st.just(("B",)),
        Type.FINDING: st.sampled_from([True, True, False]),
    }
    some = st.lists(st.sampled_from(one.enum or ("",)), min_size=1, max_size=3, unique=True).map(tuple)
    return known.get(one.type, some)


@dataclass
class Walk:
    """A case on its way. `pace`: how many days may go by between two acts; who hurries meets the windows, who does not the ends.

    `machine`: every clock whose step the machine took, with the step that had started it.
    """

    procedure: Procedure
    law: AnyRegister
    draw: Draw
    today: date
    pace: tuple[int, ...] = SLOW
    taken: list[Taken] = field(default_factory=list)
    machine: list[tuple[str, int]] = field(default_factory=list)

    def open(self) -> bool:
        """Try to open the case: a register and words that the guards let in are looked for."""
        step = self.procedure.opens
        for turn in range(TRIES):
            told = self.words(step)
            known = Known(self.procedure, (), self.today, self.law, told)
            if all(ask(known, step, guard)[0] is None for guard in step.guards):
                self.taken.append(Taken(OPENED, self.today, told, "A"))
                return True
            if turn % 2:  # once more with other words, which may then be those of the register
                self.law.held.clear()
        return False

    def words(self, step: Step) -> dict[str, Value]:
        """What it is told: all that it must, and some of what it may."""
        names = [*step.required, *(one for one in step.optional if self.draw(st.integers(0, 3)))]
        return {name: self.draw(self._values(self.procedure.fields[name])) for name in names}

    def _values(self, one: Field) -> st.SearchStrategy[Any]:
        """Values of a field; a day is often one that the register holds, for what must agree with it."""
        held = [value for value in self.law.held.values() if isinstance(value, date)] if one.type is Type.DATE else []
        any_value = of_field(one, self.today)
        return st.one_of(st.sampled_from(held), any_value) if held else any_value

    def standing(self) -> Standing:
        return standing(self.procedure, self.taken, self.today, self.law)

    def known(self) -> Known:
        return known_on(self.procedure, self.taken, self.today, self.law)

    def pass_days(self) -> None:
        """Some days go by. The machine wakes on the last of them only, and makes up for those before, each on its own day."""
        self.today = min(LAST, self.today + timedelta(days=self.draw(st.sampled_from(self.pace))))
        self.wake()

    def wake(self) -> None:
        """The machine takes the steps of the clocks that ran out, the earliest first."""
        while due := [
            (one.last_day, name, one) for name, one in self.known().clocks.items()
            if one.due and one.clock.step is not None and one.last_day is not None and not self._closed(one.clock.step)
        ]:  # fmt: skip
            last_day, name, one = min(due, key=lambda each: each[:2])
            on = max(last_day + timedelta(days=1), self.taken[-1].on)
            self.machine.append((name, one.number))
            self.taken.append(Taken(one.clock.step or "", on, {}, "machine"))

    def _closed(self, step: str) -> bool:
        """Whether the case went where the machine's step is no more taken."""
        return state_after(self.procedure, self.taken).name not in self.procedure.step(step).start

    def _ends(self, step: str) -> bool:
        to = self.procedure.steps[step].to
        return to is not None and self.procedure.states[to].meaning is Meaning.ENDED

    def _among(self, open_: list[str]) -> list[str]:
        """Often what is adverse, or else the longer way: what a short one meets, a long one met before."""
        adverse = [name for name in open_ if self.procedure.steps[name].adverse]
        longer = [name for name in open_ if not self._ends(name)]
        return self.draw(st.sampled_from([adverse, longer, longer, longer, open_])) or longer or open_

    def try_step(self) -> Step | None:
        """A step that stands open, with words for it; None where it was refused."""
        open_ = [name for name in self.standing().open if self.procedure.steps[name].by]
        if not open_:
            return None
        step = self.procedure.steps[self.draw(st.sampled_from(self._among(open_)))]
        known = self.known()
        state = state_after(self.procedure, self.taken)
        for _ in range(TRIES):
            told = self.words(step)
            why, _ = refusal(known, state, step, told)
            if why is None:
                self.taken.append(Taken(step.name, self.today, told, self.draw(st.sampled_from(OFFICERS))))
                return step
        return None
