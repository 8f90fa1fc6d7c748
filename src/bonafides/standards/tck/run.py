"""Runs the cases and compares what comes with what is expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bonafides.kernel.dmn.evaluate import decide_all
from bonafides.kernel.dmn.faults import ModelRefusedError
from bonafides.kernel.dmn.model import Definitions
from bonafides.kernel.dmn.read import read_model
from bonafides.kernel.feel.functions.strings import to_string
from bonafides.kernel.feel.logic import equal
from bonafides.kernel.feel.values import Value
from bonafides.standards.tck.cases import Case, Expected, read_cases

TOLERANCE = Decimal("1e-10")
"""How far a number may be from the expected one, in parts of it: the TCK writes some results with 15 digits only."""


@dataclass(frozen=True, slots=True)
class CaseResult:
    """Whether a case passed; if not, `told` says why."""

    file: str
    id: str
    passed: bool
    told: str = ""


@dataclass(frozen=True, slots=True)
class FolderResult:
    """The cases of a folder."""

    folder: str
    cases: tuple[CaseResult, ...]

    @property
    def passed(self) -> int:
        return sum(one.passed for one in self.cases)


def run_folders(root: Path) -> Iterator[FolderResult]:
    """The result of each folder at or below `root` that has test files, in the order of their names."""
    for folder in sorted({path.parent for path in root.rglob("*-test-*.xml")}):
        results = [result for path in sorted(folder.glob("*-test-*.xml")) for result in _run_file(path)]
        yield FolderResult(folder.relative_to(root).as_posix(), tuple(results))


def _run_file(path: Path) -> Iterator[CaseResult]:
    try:
        named, cases = read_cases(path.read_bytes(), path.name)
    except ModelRefusedError as error:
        yield CaseResult(path.name, "*", False, str(error))
        return
    try:
        model_path = path.parent / Path(named).name if named else next(iter(sorted(path.parent.glob("*.dmn"))))
        model = read_model(model_path.read_bytes(), model_path.name)
    except (ModelRefusedError, OSError, StopIteration) as error:
        for case in cases:
            yield CaseResult(path.name, case.id, False, str(error) or "no model (*.dmn) in the folder")
        return
    for case in cases:
        told = "; ".join(_differences(model, case))
        yield CaseResult(path.name, case.id, not told, told)


def _differences(model: Definitions, case: Case) -> Iterator[str]:
    known = {one.name for one in model.decisions}
    wanted = tuple(one.name for one in case.expected if one.name in known and one.kind == "decision")
    outcomes = decide_all(model, case.inputs, wanted)
    for one in case.expected:
        if one.name not in outcomes:
            yield f"{one.name}: expected a decision of the model, came a {one.kind} or an unknown name"
            continue
        outcome = outcomes[one.name]
        if not _as_expected(one, outcome.value):
            why = "".join(f" ({violation.told})" for violation in outcome.violations)
            yield f"{one.name}: expected {_shown(one.value)}, came {_shown(outcome.value)}{why}"


def _as_expected(expected: Expected, value: Value) -> bool:
    return value is None if expected.error else _same(expected.value, value)


def _same(expected: Value, value: Value) -> bool:
    match expected, value:
        case Decimal(), Decimal():
            return abs(expected - value) <= TOLERANCE * max(abs(expected), Decimal(1))
        case tuple(), tuple():
            pairs = zip(expected, value, strict=False)
            return len(expected) == len(value) and all(_same(one, other) for one, other in pairs)
        case Mapping(), Mapping():
            return expected.keys() == value.keys() and all(_same(expected[name], value[name]) for name in expected)
        case _:
            return equal(expected, value) is True


def _shown(value: Value) -> str:
    return f'"{value}"' if isinstance(value, str) else to_string(value) or "null"
