"""What a cell of a decision table asks for, in words."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from bonafides.kernel.dmn.model import Condition
from bonafides.kernel.feel import ast
from bonafides.kernel.feel.ast import Comparator
from bonafides.kernel.feel.evaluate import Environment, evaluate
from bonafides.kernel.feel.types import NULL
from bonafides.kernel.feel.values import Range, Value
from bonafides.standards.explain.words import either

Show = Callable[[Value], str]
_NULL = ast.Compared(Comparator.EQUAL, ast.Literal(None, NULL))


def asked(cell: Condition, show: Show, env: Environment) -> str:
    """`at least 3`, `yes`, `A or B`; empty where the cell asks for nothing; its own text where there are no words for it.

    `show` says a value of the column; `env` knows the names that the cell may use.
    """
    if isinstance(cell.tests, ast.Anything):
        return ""
    parts = [_test(one, show, env) for one in cell.tests.tests]
    if any(part is None for part in parts):
        return cell.text
    told = either([part for part in parts if part is not None])
    if isinstance(cell.tests, ast.OneOf):
        return told
    if cell.tests.tests == (_NULL,):
        return _("anything on record")
    return _("not: %(what)s") % {"what": told}


def _test(test: ast.Test, show: Show, env: Environment) -> str | None:
    match test:
        case ast.Compared():
            return _compared(test.operator, show(evaluate(test.operand, env)))
        case ast.Within(interval):
            low, high = show(evaluate(interval.low, env)), show(evaluate(interval.high, env))
            return _between(low, high, interval.low_included, interval.high_included)
        case ast.Matched(expression):
            value = evaluate(expression, env)
            if isinstance(value, Range):
                return _between(show(value.low), show(value.high), value.low_included, value.high_included)
            return either([show(one) for one in value]) if isinstance(value, tuple) and value else show(value)
        case ast.Satisfied():
            return None


def _compared(operator: Comparator, value: str) -> str:
    words = {
        Comparator.EQUAL: "%(value)s",
        Comparator.UNEQUAL: _("not: %(value)s"),
        Comparator.LESS: _("less than %(value)s"),
        Comparator.LESS_OR_EQUAL: _("at most %(value)s"),
        Comparator.MORE: _("more than %(value)s"),
        Comparator.MORE_OR_EQUAL: _("at least %(value)s"),
    }
    return words[operator] % {"value": value}


def _between(low: str, high: str, low_included: bool, high_included: bool) -> str:  # noqa: FBT001  # as FEEL has them
    if low_included and high_included:
        return _("from %(low)s to %(high)s") % {"low": low, "high": high}
    lower = _compared(Comparator.MORE_OR_EQUAL if low_included else Comparator.MORE, low)
    upper = _compared(Comparator.LESS_OR_EQUAL if high_included else Comparator.LESS, high)
    return _("%(lower)s and %(upper)s") % {"lower": lower, "upper": upper}
