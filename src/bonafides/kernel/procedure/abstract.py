"""A case without its days: what of it the guards and clocks of a procedure can tell apart. The nodes of the exploration.

Days are left out, so that there are finitely many nodes: a clock that runs may run out at any time. What guards cannot tell apart
is left out too. So more is thought possible here than really is, never less: what no path reaches here, no case reaches.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product

from bonafides.kernel.feel.values import Value
from bonafides.kernel.procedure.model import OPENED, Clock, Field, Kind, Procedure, Step, Type
from bonafides.kernel.procedure.sources import AnyDone, Closed, Done, OfField, OnDay, Source, WorkingDays, leaves

RUNNING, CLOSED = "running", "closed"
FEW = 4
"""A field with so many words or fewer is followed through the exploration; of others each question is put anew."""


@dataclass(frozen=True)
class Node:
    """Where a case can stand: its state, the steps that count, its clocks, what it was told."""

    state: str
    done: frozenset[str] = frozenset()
    clocks: frozenset[tuple[str, str]] = frozenset()
    told: frozenset[tuple[str, Value]] = frozenset()

    def clock(self, name: str) -> str | None:
        """Whether a clock runs, or is closed; None where it was not started."""
        return next((status for one, status in self.clocks if one == name), None)

    def fields(self) -> dict[str, Value]:
        return dict(self.told)


@dataclass
class Followed:
    """What of a procedure is followed: the steps, clocks and fields that make a difference later."""

    procedure: Procedure
    reads: dict[str, list[Source]] = field(init=False)

    def __post_init__(self) -> None:
        self.reads = {
            step.name: [leaf for guard in step.guards for one in guard.inputs.values() for leaf in leaves(one)]
            for step in self.procedure.all_steps()
        }

    @cached_property
    def steps(self) -> frozenset[str]:
        """Read by a guard, needed by another step, a notice, or one that could come again and must not."""
        found: set[str] = set()
        for source in (one for sources in self.reads.values() for one in sources):
            match source:
                case Done(step) | OnDay(step):
                    found.add(step)
                case AnyDone(steps):
                    found |= set(steps)
                case WorkingDays(since, until):
                    found |= {since} | ({until} if until else set())
        for one in self.procedure.all_steps():
            found |= set(one.needs)
            if one.kind is Kind.NOTICE or (not one.repeats and self._again(one)):
                found.add(one.name)
        return frozenset(found)

    @cached_property
    def clocks(self) -> frozenset[str]:
        """All but deadlines that nothing waits for."""
        read = {one.clock for sources in self.reads.values() for one in sources if isinstance(one, Closed)}
        waited = {name for step in self.procedure.all_steps() for name in (*step.after, *step.within)}
        return frozenset(
            name for name, clock in self.procedure.clocks.items() if not clock.alarms or name in read | waited
        )

    @cached_property
    def fields(self) -> frozenset[str]:
        """Read by a guard of another step than the one that is told it, and of few values."""
        found = set()
        for step in self.procedure.all_steps():
            for one in self.reads[step.name]:
                if (
                    isinstance(one, OfField)
                    and one.name not in step.required
                    and values_of(self.procedure.fields[one.name])
                ):
                    found.add(one.name)
        return frozenset(found)

    def _again(self, step: Step) -> bool:
        """Whether a case can come back to where a step is taken."""
        return step.to is None or bool(self._behind[step.to] & set(step.start))

    @cached_property
    def _behind(self) -> dict[str, set[str]]:
        """The states that can follow each state, itself included."""
        behind = {name: {name} for name in self.procedure.states}
        changed = True
        while changed:
            changed = False
            for step in self.procedure.steps.values():
                for start in step.start:
                    more = behind[step.to] if step.to else set()
                    if not more <= behind[start]:
                        behind[start] |= more
                        changed = True
        return behind

    def opened(self) -> Iterator[tuple[dict[str, Value], Node]]:
        """Every way in which a case can begin."""
        first = self.procedure.opens
        yield from self.after(Node(first.to or ""), first)

    def after(self, node: Node, step: Step) -> Iterator[tuple[dict[str, Value], Node]]:
        """Every node that a step can lead to, each with what the step was told of the fields that are followed."""
        done = (node.done - set(step.undoes)) | ({step.name} & self.steps)
        clocks = dict(node.clocks)
        for name in self.clocks:
            clock = self.procedure.clocks[name]
            if self._undone(clock, step):
                clocks.pop(name, None)
            if step.name in clock.starts:
                clocks[name] = RUNNING
            elif step.name in clock.stops and clocks.get(name) == RUNNING:
                clocks[name] = CLOSED
        for told in self._told(step):
            fields = node.fields() | told
            yield told, replace(
                node, state=step.to or node.state, done=frozenset(done), clocks=frozenset(clocks.items()),
                told=frozenset(fields.items()),
            )  # fmt: skip

    def _undone(self, clock: Clock, step: Step) -> bool:
        return bool(step.undoes) and set(clock.starts) <= set(step.undoes)

    def _told(self, step: Step) -> Iterator[dict[str, Value]]:
        names = [name for name in step.fields if name in self.fields]
        choices: list[list[dict[str, Value]]] = []
        for name in names:
            every: list[dict[str, Value]] = [{name: one} for one in values_of(self.procedure.fields[name])]
            choices.append(every if name in step.required else [{}, *every])
        for chosen in product(*choices):
            yield {name: value for one in chosen for name, value in one.items()}


def values_of(one: Field) -> tuple[Value, ...]:
    """Every value of a field that has few."""
    if one.type in (Type.BOOLEAN, Type.FINDING):
        return (True, False)
    return one.enum if one.type is Type.STRING and len(one.enum) <= FEW else ()


__all__ = ["CLOSED", "OPENED", "RUNNING", "Followed", "Node", "values_of"]
