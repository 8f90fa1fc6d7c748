"""What can happen in the procedures of a pack, by its own decisions, on each day on which the law changes: all is explored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from bonafides.kernel.dmn.cases import Cases
from bonafides.kernel.dmn.model import DecisionTable, Definitions
from bonafides.kernel.feel.ast import Literal
from bonafides.kernel.feel.types import BOOLEAN, DATE, NUMBER, ListOf
from bonafides.kernel.feel.values import Value
from bonafides.kernel.procedure.explore import Explored, Finding, TooManyError, explore, findings
from bonafides.kernel.procedure.law import NotKnownError, Said
from bonafides.kernel.procedure.model import Procedure
from bonafides.kernel.procedure.sources import Beside, Decided, OfField, Outside, Source, Today
from bonafides.kernel.sentence import SEMICOLON, Joined
from bonafides.packs.bindings import day_of
from bonafides.packs.decisions import tables_of
from bonafides.packs.document import Document, parse_document
from bonafides.packs.faults import PackFault
from bonafides.packs.pack import Pack
from bonafides.packs.parameter import exact
from bonafides.packs.procedure import Procedure as ProcedureFile
from bonafides.packs.wording import Path

NUMBERS = tuple(map(Decimal, (0, 1, 3, 5, 7, 10, 15, 20, 30, 60, 100_000_000)))
EXPECTED = {
    "adverse-without-notice": "a notice before each decision against the business",
    "adverse-before-window": "the window after the notice to be over before each decision against the business",
    "no-end": "an end that can be reached from everywhere",
    "dead-end": "a step or a clock in each state that is no end",
    "clock-cannot-be-met": "a step by which a deadline can be met",
    "clock-stuck": "a step that the machine can take wherever its clock can run out",
    "never": "nothing that no case comes to",
}
MENDS = {
    "adverse-without-notice": "let it need a step of `kind: notice`, or say `without_notice` with its basis",
    "adverse-before-window": "add the clock to `after`",
    "no-end": "add a step that ends it, or a clock that does",
    "dead-end": "add the step that is missing",
    "clock-cannot-be-met": "mend `stops`",
    "clock-stuck": "add the state to `from` of the step, or stop the clock before it",
    "never": "remove it, or mend what leads to it",
}
LATER = (0, 1, 31, 367, 1_100, 2_000)
"""Days after the first one: what a decision that compares days can tell apart."""


@dataclass
class PackSays:
    """The decisions of a pack, and the values that their inputs can have."""

    pack: Pack
    procedure: Procedure
    first: date
    _cases_of: dict[tuple[str, date], Cases] = field(default_factory=dict)
    _parameters: dict[date, dict[str, Value]] = field(default_factory=dict)
    _words: dict[tuple[str, str], tuple[Value, ...]] = field(default_factory=dict)

    def say(self, decision: str, inputs: Mapping[str, Value], day: date) -> Said:
        """A decision by the law of a day. Raises NotKnownError."""
        if day not in self._parameters:
            self._parameters[day] = dict[str, Value]({"as_of": day}) | {
                name: exact(parameter.type, one.value)
                for name, parameter in self.pack.parameters.items()
                if (one := parameter.on(day)) is not None
            }
        outcome = self._cases(decision, day).decide(decision, {**self._parameters[day], **inputs})
        if outcome.violations:
            raise NotKnownError("%(told)s", told=Joined((one.told for one in outcome.violations), SEMICOLON))
        return Said(outcome.value)

    def domain(self, decision: str, name: str, source: Source) -> Sequence[Value]:
        """The values that an input can have; null among them."""
        if isinstance(source, OfField):
            own = self.procedure.fields[source.name]
            if own.enum:
                return (*own.enum, None)
        if isinstance(source, Outside) and source.where is Beside.FACT:
            words = self._facts(source.name)
            if words:
                return words
        of = self._model(decision, self.first).input(name).variable.type
        if isinstance(source, Today):
            return tuple(self.first + timedelta(days=one) for one in LATER)
        if of == BOOLEAN:
            return (True, False, None)
        if of == NUMBER:
            return (*NUMBERS, None)
        if of == DATE:
            return (*(self.first + timedelta(days=one) for one in LATER[:3]), None)
        if isinstance(of, ListOf):
            return ((), None)
        return (*self._literals(decision, name), "other", None)

    def _facts(self, name: str) -> tuple[Value, ...]:
        """The words of a fact; of a list, each alone."""
        for kind in self.procedure.on_record:
            fact = self.pack.catalogue[kind].facts.properties.get(name)
            if fact is not None and fact.words:
                return (*((one,) for one in fact.words), ()) if fact.items else (*fact.words, None)
        return ()

    def _literals(self, decision: str, name: str) -> tuple[Value, ...]:
        """The texts with which the tables of the model compare an input."""
        key = (decision, name)
        if key not in self._words:
            found: dict[Value, None] = {}
            for _, table in tables_of(self._model(decision, self.first)):
                found |= dict.fromkeys(_compared(table, name))
            self._words[key] = tuple(found)
        return self._words[key]

    def _model(self, decision: str, day: date) -> Definitions:
        return self._cases(decision, day).model

    def _cases(self, decision: str, day: date) -> Cases:
        if (decision, day) not in self._cases_of:
            having = [
                one for one in self.pack.standards.values() if any(each.name == decision for each in one.decisions)
            ]
            current = [one for one in having if _holds(one, day)]
            if not current:
                raise NotKnownError("decision `%(decision)s` is not in force on %(day)s", decision=decision, day=day)
            self._cases_of[decision, day] = Cases(current[0])
        return self._cases_of[decision, day]


def explored(pack: Pack, procedure: Procedure) -> Iterator[tuple[date, Explored]]:
    """Everything that can happen, by the law of each day on which it changed. Raises TooManyError."""
    for day in days_of(pack, procedure):
        says = PackSays(pack, procedure, day)
        yield day, explore(procedure, says.say, says.domain, day)


def path_findings(pack: Pack, procedure: Procedure) -> list[tuple[date, Finding]]:
    """What must not be, each finding once, with the first day on which it shows."""
    found: dict[tuple[str, str], tuple[date, Finding]] = {}
    for day, done in explored(pack, procedure):
        for one in findings(done):
            found.setdefault((one.rule, one.where), (day, one))
    return list(found.values())


def path_faults(pack: Pack) -> list[PackFault]:
    """What must not be in any procedure of the pack, each with file, line and the way on which it comes about."""
    found = []
    for name, procedure in pack.procedures.items():
        file = f"procedures/{name}.yaml"
        read = parse_document(file, pack.files[file])
        try:
            told = path_findings(pack, procedure.model)
        except TooManyError as error:
            found.append(PackFault(file, 1, "", "a procedure that can be explored", str(error)))
            continue
        for day, one in told:
            line = read.line(_place(procedure, one.where)) if isinstance(read, Document) else 0
            came = f"{one.told}, by the law of {day}: {' → '.join(one.path) or 'on no way'}"
            found.append(PackFault(file, line, one.where, EXPECTED[one.rule], came, MENDS[one.rule]))
    return found


def _place(procedure: ProcedureFile, where: str) -> Path:
    """Where in its file a step, a clock or a state stands."""
    for index, step in enumerate(procedure.steps):
        if step.step == where:
            return ("steps", index)
    for index, clock in enumerate(procedure.clocks):
        if clock.clock == where:
            return ("clocks", index)
    return ("states", where)


def days_of(pack: Pack, procedure: Procedure) -> list[date]:
    """The first day of a procedure, and each day after it on which a model that it asks begins."""
    asked = set(_decisions(procedure))
    days = {procedure.since}
    for model in pack.standards.values():
        since = day_of(model.extensions.get("from") or "")
        if since and procedure.since < since < (procedure.until or date.max):
            days |= {since} if asked & {one.name for one in model.decisions} else set()
    return sorted(days)


def _decisions(procedure: Procedure) -> Iterator[str]:
    for step in procedure.all_steps():
        for guard in step.guards:
            yield guard.decision
            yield from _inner(guard.inputs.values())


def _inner(sources: Iterable[Source]) -> Iterator[str]:
    for one in sources:
        if isinstance(one, Decided):
            yield one.decision
            yield from _inner(one.inputs.values())


def _holds(model: Definitions, day: date) -> bool:
    since, until = (day_of(model.extensions.get(word) or "") for word in ("from", "to"))
    return (since or date.min) <= day < (until or date.max)


def _compared(table: DecisionTable, name: str) -> Iterator[str]:
    for at, clause in enumerate(table.inputs):
        if clause.text.strip() == name:
            yield from _texts(clause.allowed)
            for rule in table.rules:
                yield from _texts(rule.conditions[at])


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, Literal):
        if isinstance(node.value, str):
            yield node.value
    elif isinstance(node, (tuple, list)):
        for one in node:
            yield from _texts(one)
    elif hasattr(node, "__dataclass_fields__"):
        for name in node.__dataclass_fields__:
            yield from _texts(getattr(node, name))
