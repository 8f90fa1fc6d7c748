"""How often a decision may change for the day alone follows from what it makes of the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonafides.kernel.dmn.read import read_model
from bonafides.standards.compile.pace import Pace, next_day, pace_of

MODEL = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:toy">
<inputData id="i" name="as_of"><variable name="as_of" typeRef="date"/></inputData>
<inputData id="j" name="fines"><variable name="fines" typeRef="number"/></inputData>
<decision id="a" name="a"><variable name="a" typeRef="number"/>
<informationRequirement><requiredInput href="#i"/></informationRequirement>
<informationRequirement><requiredInput href="#j"/></informationRequirement>
<literalExpression typeRef="number"><text>{text}</text></literalExpression></decision>
<decision id="b" name="b"><variable name="b" typeRef="number"/>
<informationRequirement><requiredDecision href="#a"/></informationRequirement>
<literalExpression typeRef="number"><text>a + 1</text></literalExpression></decision></definitions>"""


@pytest.mark.parametrize(
    ("text", "pace"),
    [
        ("fines", Pace.NEVER),
        ("as_of.year - fines", Pace.YEARLY),
        ("if as_of.month &gt; 6 then as_of.year else 0", Pace.MONTHLY),
        ("as_of.year + as_of.day", Pace.DAILY),
        ('if as_of &lt; date("2026-06-30") then 1 else 0', Pace.DAILY),
    ],
)
def test_it_is_read_off_the_expressions(text: str, pace: Pace) -> None:
    model = read_model(MODEL.format(text=text).encode(), "made-up.dmn")
    assert pace_of(model, "b") is pace


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_the_next_day_is_the_first_that_differs(day: date) -> None:
    later = [day + timedelta(days=by) for by in range(1, 400)]
    assert next_day(Pace.YEARLY, day) == next(one for one in later if one.year != day.year)
    assert next_day(Pace.MONTHLY, day) == next(one for one in later if one.month != day.month)
    assert next_day(Pace.DAILY, day) == later[0]
    assert next_day(Pace.NEVER, day) is None
