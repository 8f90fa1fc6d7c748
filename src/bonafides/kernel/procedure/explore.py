"""Everything that can happen in a procedure: each node that a case can reach, and what must not be found among them.

adverse-without-notice   a decision against the business, without a notice before it
adverse-before-window    the same, before the window that the notice opens was over
no-end                   a case from which no end can be reached
dead-end                 a case in which nothing can happen any more, and that has not ended
clock-cannot-be-met      a deadline that runs while no step that meets it can be taken, wherever it runs
clock-stuck              a clock that can run out where the machine cannot take its step
never                    a step, state or clock that no case comes to
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from bonafides.kernel.procedure.abstract import CLOSED, RUNNING, Followed, Node
from bonafides.kernel.procedure.model import OPENED, Kind, Meaning, Procedure, Step, Who
from bonafides.kernel.procedure.possible import Domain, Possible, Say

MOST_NODES = 100_000


class TooManyError(ValueError):
    """A procedure with more nodes than are explored; the message says what to divide."""


@dataclass(frozen=True)
class Finding:
    """Something that must not be, with the shortest way on which it comes about."""

    rule: str
    where: str
    told: str
    path: tuple[str, ...] = ()

    def __str__(self) -> str:
        way = f" ({' → '.join(self.path)})" if self.path else ""
        return f"{self.rule}: {self.told}{way}"


@dataclass
class Explored:
    """Every node, how it is reached, and where it leads: a step by its name, a clock that runs out as `clock NAME`."""

    procedure: Procedure
    followed: Followed
    nodes: dict[Node, tuple[Node | None, str]] = field(default_factory=dict)
    edges: dict[Node, list[tuple[str, Node]]] = field(default_factory=dict)
    stuck: dict[tuple[str, str], Node] = field(default_factory=dict)
    unfinished: frozenset[str] = frozenset()

    def path(self, node: Node) -> tuple[str, ...]:
        """The shortest way to a node."""
        way: list[str] = []
        here: Node | None = node
        while here is not None:
            here, label = self.nodes[here]
            way.append(label)
        return tuple(reversed(way))

    def ended(self, node: Node) -> bool:
        return self.procedure.states[node.state].meaning is Meaning.ENDED


def explore(procedure: Procedure, say: Say, domain: Domain, day: date) -> Explored:
    """Every node that a case can reach by the law of a day. Raises TooManyError."""
    followed = Followed(procedure)
    possible, done = Possible(followed, say, domain, day), Explored(procedure, followed)
    waiting: list[Node] = []

    def reach(node: Node, source: Node | None, label: str) -> None:
        if node not in done.nodes:
            if len(done.nodes) >= MOST_NODES:
                raise TooManyError(
                    f"`{procedure.name}` has more than {MOST_NODES:,} nodes: divide it into two procedures"
                )
            done.nodes[node] = (source, label)
            waiting.append(node)
        if source is not None:
            done.edges[source].append((label, node))

    empty = Node(procedure.opens.to or "")
    for told, node in followed.opened():
        if possible.allows(empty, procedure.opens, told):
            reach(node, None, OPENED)
    for node in waiting:  # grows while it is read
        done.edges[node] = []
        if not done.ended(node):
            for label, following in _following(done, possible, node):
                reach(following, node, label)
    done.unfinished = frozenset(possible.unfinished)
    return done


def _following(done: Explored, possible: Possible, node: Node) -> Iterator[tuple[str, Node]]:
    procedure, followed = done.procedure, done.followed
    for step in procedure.steps.values():
        if step.who is not Who.CLOCK and _open(node, step):
            for told, following in followed.after(node, step):
                if possible.allows(node, step, told):
                    yield step.name, following
    for name, status in sorted(node.clocks):
        if status != RUNNING:
            continue
        clock = procedure.clocks[name]
        over = Node(node.state, node.done, (node.clocks - {(name, RUNNING)}) | {(name, CLOSED)}, node.told)
        if clock.step is None:
            yield f"clock {name}", over
            continue
        step = procedure.steps[clock.step]
        ways = [after for told, after in followed.after(over, step) if possible.allows(over, step, told)]
        if not _open(over, step) or not ways:
            done.stuck.setdefault((name, node.state), node)
            yield f"clock {name}", over
        else:
            yield from ((f"clock {name}", after) for after in ways)


def _open(node: Node, step: Step) -> bool:
    """The state, the order of steps and the clocks let it be taken."""
    return (
        node.state in step.start
        and (step.repeats or step.name not in node.done)
        and set(step.needs) <= node.done
        and all(node.clock(one) == CLOSED for one in step.after)
        and all(node.clock(one) == RUNNING for one in step.within)
    )


def findings(done: Explored) -> list[Finding]:
    """Everything that must not be."""
    return [*_adverse(done), *_ends(done), *_clocks(done), *_never(done)]


def _adverse(done: Explored) -> Iterator[Finding]:
    """No decision against the business without notice, nor before the window that the notice opens was over."""
    procedure = done.procedure
    notices = {one.name for one in procedure.steps.values() if one.kind is Kind.NOTICE}
    windows = {name for name, one in procedure.clocks.items() if one.permits and set(one.starts) & notices}
    told: set[tuple[str, str]] = set()
    for node, edges in done.edges.items():
        for label, _ in edges:
            step = procedure.steps.get(label)
            if step is None or not step.adverse or step.without_notice:
                continue
            if not notices & node.done:
                rule, why = "adverse-without-notice", "can be taken without a notice before it"
            elif not any(node.clock(one) == CLOSED for one in windows):
                rule, why = "adverse-before-window", "can be taken before the window after the notice is over"
            else:
                continue
            if (rule, label) not in told:
                told.add((rule, label))
                yield Finding(rule, label, f"`{label}` {why}", (*done.path(node), label))


def _ends(done: Explored) -> Iterator[Finding]:
    """From everywhere an end can be reached."""
    before: dict[Node, list[Node]] = {}
    for node, edges in done.edges.items():
        for _, following in edges:
            before.setdefault(following, []).append(node)
    waiting = [node for node in done.nodes if done.ended(node)]
    ending = set(waiting)
    for node in waiting:
        for earlier in before.get(node, ()):
            if earlier not in ending:
                ending.add(earlier)
                waiting.append(earlier)
    told: set[tuple[str, str]] = set()
    for node in done.nodes:
        if node in ending:
            continue
        rule = "no-end" if done.edges[node] else "dead-end"
        if (rule, node.state) not in told:
            told.add((rule, node.state))
            what = "no end can be reached" if rule == "no-end" else "nothing can happen any more"
            yield Finding(rule, node.state, f"in `{node.state}` {what}", done.path(node))


def _clocks(done: Explored) -> Iterator[Finding]:
    """Deadlines can be met, and where a clock runs out the machine can take its step."""
    procedure = done.procedure
    taken = {label for edges in done.edges.values() for label, _ in edges}
    for name, clock in procedure.clocks.items():
        if clock.alarms and not set(clock.stops) & taken:
            yield Finding("clock-cannot-be-met", name, f"no step that meets `{name}` can be taken")
    for (name, state), node in done.stuck.items():
        step = procedure.clocks[name].step
        told = f"`{name}` can run out in `{state}`, where `{step}` cannot be taken"
        yield Finding("clock-stuck", name, told, done.path(node))


def _never(done: Explored) -> Iterator[Finding]:
    procedure = done.procedure
    taken = {label.removeprefix("clock ") for edges in done.edges.values() for label, _ in edges} | {OPENED}
    taken |= {step for name, one in procedure.clocks.items() if name in taken and (step := one.step)}
    for name in procedure.steps:
        if name not in taken:
            yield Finding("never", name, f"no case comes to the step `{name}`")
    reached = {node.state for node in done.nodes}
    for name in procedure.states:
        if name not in reached:
            yield Finding("never", name, f"no case comes to the state `{name}`")
    for name, clock in procedure.clocks.items():
        if not set(clock.starts) & taken:
            yield Finding("never", name, f"nothing starts the clock `{name}`")
