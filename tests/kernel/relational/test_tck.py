"""Every decision of the TCK, level 2: the compiled SQL says what the reference says, or is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.kernel.relational.engines import by_reference, compiled, in_duckdb

from bonafides.kernel.dmn.read import read_model
from bonafides.kernel.relational.build import NotRelationalError
from bonafides.standards.tck.cases import read_cases

LEAST_COMPILED = 750


def test_equal_rows_or_a_refusal(shared: Callable[..., Path]) -> None:
    same, refused = 0, []
    for file in sorted(shared("vectors", "dmn-tck-cl2").rglob("*-test-*.xml")):
        name, cases = read_cases(file.read_bytes(), file.name)
        model = read_model((file.parent / name).read_bytes(), name)
        rows = [case.inputs for case in cases]
        for decision in model.decisions:
            try:
                program = compiled(model, [decision.name])
            except NotRelationalError as error:
                refused.append(str(error))
                continue
            told = [one[decision.name] for one in in_duckdb(program, rows)]
            assert told == by_reference(model, decision.name, rows), f"{name}: {decision.name}"
            same += len(told)
    assert same >= LEAST_COMPILED
    assert {one.rpartition(": ")[2] for one in refused} == {
        "`/`, which may have to be rounded; compare the quotient instead, as in `a / b > 0.3`",
        "`**`, which may have to be rounded",
        "a value of type context<principal",
        "a value of type context<amount",
    } or all("rounded" in one or "context" in one for one in refused)
