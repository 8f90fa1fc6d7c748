"""Run the cases of a pack: by the reference evaluator, by the compiled SQL, and the last days of their periods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bonafides.kernel.calendar import OutsideCalendarError
from bonafides.kernel.dmn.evaluate import Outcome, decide_all
from bonafides.kernel.dmn.model import Definitions
from bonafides.kernel.feel.values import Value
from bonafides.kernel.relational.build import NotRelationalError
from bonafides.packs.decisions import inputs_of
from bonafides.packs.pack import Pack
from bonafides.standards.compile.standard import StandardNotFoundError, model_in_force
from bonafides.standards.packtest.cases import Case, Dates, Placed
from bonafides.standards.packtest.compare import agrees, written
from bonafides.standards.packtest.compiled import decided
from bonafides.standards.packtest.facts import Facts, WrongCaseError, facts_of_case
from bonafides.standards.packtest.inputs import Inputs, inputs_of_case
from bonafides.standards.periods import NoPeriodError, ends_on


@dataclass(frozen=True)
class Fault:
    """One thing that a case did not come to."""

    decision: str
    expected: str
    came: str
    rules: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """What became of a case. `by_sql`: the decisions that the compiled SQL made as well; `by_reference_only`: why not."""

    placed: Placed
    faults: tuple[Fault, ...]
    by_sql: tuple[str, ...]
    by_reference_only: Mapping[str, str]
    matched: frozenset[tuple[str, str, int]] = frozenset()
    """The rules that matched on the way: file, decision, number."""

    @property
    def passed(self) -> bool:
        return not self.faults


def run_case(pack: Pack, placed: Placed) -> Result:
    """One case. Never raises: a case that cannot be run has a fault that says why."""
    case = placed.case
    faults: list[Fault] = []
    by_sql: list[str] = []
    by_reference_only: dict[str, str] = {}
    matched: set[tuple[str, str, int]] = set()
    try:
        facts = facts_of_case(pack, case)
        models = {name: model_in_force(pack, name, case.as_of) for name in case.decisions}
        known = {one.name for model in models.values() for one in model.inputs}
        if stray := [name for name in case.inputs if name not in known]:
            expected = f"an input of {', '.join(models)} ({', '.join(sorted(known))})"
            raise WrongCaseError(f"expected {expected}, came `{stray[0]}`")
        for name, model in models.items():
            inputs = inputs_of_case(pack, model, case, facts)
            outcomes = decide_all(model, inputs.values, (name,))
            matched |= {(model.file, one.decision, rule.number) for one in outcomes.values() for rule in one.matched}
            outcome = outcomes[name]
            faults += _faults(pack, case, name, outcome, model, inputs)
            try:
                faults += _by_sql(pack, case, name, outcome, model, inputs, facts)
                by_sql.append(name)
            except NotRelationalError as error:
                by_reference_only[name] = str(error)
    except (WrongCaseError, StandardNotFoundError) as error:
        faults.append(Fault("", "a case that the pack can decide", str(error)))
    return Result(placed, tuple(faults), tuple(by_sql), by_reference_only, frozenset(matched))


def _faults(pack: Pack, case: Case, name: str, outcome: Outcome, model: Definitions, inputs: Inputs) -> Iterator[Fault]:
    rules = tuple(f"rule {one.number}, line {one.line}: {one.citation}" for one in outcome.fired)
    read = tuple(f"{one} = {written(inputs.values.get(one))}" for one in inputs_of(model, name))

    def fault(expected: str, came: str) -> Fault:
        return Fault(name, expected, f"{came} ({model.file})", rules, read)

    told = "; ".join(f"{one.where}: {one.told}" for one in outcome.violations)
    if name in case.refused:
        if case.refused[name] not in told:
            yield fault(f"to be refused with the words `{case.refused[name]}`", told or written(outcome.value))
        return
    if told:
        yield fault("a decision", told)
    if name in case.expect and not agrees(case.expect[name], outcome.value):
        yield fault(written(case.expect[name]), written(outcome.value))
    if name in case.fired:
        wanted = case.fired[name]
        numbers = wanted if isinstance(wanted, tuple) else (wanted,)
        came = tuple(one.number for one in outcome.fired)
        if numbers != came:
            yield fault(f"rules {written(numbers)} to fire", f"rules {written(came)}")
    if name in case.dates:
        yield from (fault(*told) for told in _dates(pack, case.dates[name], outcome.value, inputs))


def _dates(pack: Pack, wanted: Dates, value: Value, inputs: Inputs) -> Iterator[tuple[str, str]]:
    try:
        end = ends_on(value, inputs.values, pack.calendar)
    except (NoPeriodError, OutsideCalendarError) as error:
        yield "a period with a last day", str(error)
        return
    if wanted.last_day not in (None, end):
        yield f"{wanted.last_day} as the last day", str(end)
    yield from ((f"{day} in time", f"the last day is {end}") for day in wanted.on_time if day > end)
    yield from ((f"{day} late", f"the last day is {end}") for day in wanted.late if day <= end)


def _by_sql(
    pack: Pack, case: Case, name: str, outcome: Outcome, model: Definitions, inputs: Inputs, facts: Facts
) -> Iterator[Fault]:
    told = decided(pack, model, name, case.as_of, inputs, facts)
    matched = tuple(one.number for one in outcome.matched)
    by_reference = (outcome.value, matched, bool(outcome.violations))
    if by_reference != (told.value, told.matched, told.violated):
        yield Fault(
            name,
            f"{_in_words(*by_reference)}, as the reference evaluator says",
            f"{_in_words(told.value, told.matched, told.violated)}, by the compiled SQL",
        )


def _in_words(value: Value, matched: tuple[int, ...], violated: bool) -> str:  # noqa: FBT001  # what came, not a switch
    return f"{'a violation' if violated else written(value)} by rules {written(matched)}"
