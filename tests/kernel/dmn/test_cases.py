"""Many cases of one model: what is kept of earlier ones never changes what a later one comes to."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given, note, settings
from tests.kernel.dmn.models import decision, definitions, expression, inputs, model, requires
from tests.kernel.relational.generate import ROWS, models
from tests.kernel.relational.generate import told as told_of

from bonafides.kernel.dmn.cases import Cases
from bonafides.kernel.dmn.evaluate import decide
from bonafides.kernel.dmn.model import Definitions
from bonafides.kernel.feel.values import Value


@settings(max_examples=150, deadline=None)
@given(models(), ROWS)
def test_each_case_is_what_it_is_alone(model: Definitions, rows: list[Mapping[str, Value]]) -> None:
    cases = Cases(model)
    note(told_of(model))
    for row in (*rows, *rows):
        for one in model.decisions:
            assert cases.decide(one.name, row) == decide(model, one.name, row)


def test_true_is_not_one_and_a_wrong_value_stays_wrong() -> None:
    found = model(definitions(inputs([("n", "number")]) + decision("d", expression("n"), requires(["n"]))))
    cases = Cases(found)
    assert cases.decide("d", {"n": Decimal(1)}).value == Decimal(1)
    told = cases.decide("d", {"n": True})
    assert (told.value, [one.kind for one in told.violations]) == (None, ["type"])
    assert cases.decide("d", {"n": Decimal("1.0")}).violations == ()
