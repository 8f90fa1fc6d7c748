"""The types of expressions: a text that can only ever be null is refused before any data is seen.

`infer` gives the type of an expression; `check_tests` that a cell can test a value of a type. Both raise FeelError. What
is not known (`ANY`) and null pass: they are for the evaluator to meet.
"""

from __future__ import annotations

from collections.abc import Iterable

from bonafides.kernel.feel import ast
from bonafides.kernel.feel.ast import Comparator, Operator
from bonafides.kernel.feel.errors import FeelError
from bonafides.kernel.feel.scope import Scope
from bonafides.kernel.feel.signatures import PROPERTIES, Signature
from bonafides.kernel.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_TIME,
    DAYS_TIME,
    NULL,
    NUMBER,
    ORDERED,
    STRING,
    TIME,
    YEARS_MONTHS,
    ContextOf,
    ListOf,
    RangeOf,
    Type,
    conforms,
)

_EQUALITY = (Comparator.EQUAL, Comparator.UNEQUAL)
_WRITTEN = {
    DATE: 'a date as date("2025-12-25")',
    TIME: 'a time as time("08:30:00")',
    DATE_TIME: 'a moment as date and time("2025-12-25T08:30:00")',
    DAYS_TIME: 'a duration as duration("P20D")',
    YEARS_MONTHS: 'a duration as duration("P3Y")',
}
_PLUS, _MINUS, _TIMES, _DIVIDE = Operator.PLUS, Operator.MINUS, Operator.TIMES, Operator.DIVIDE
_ARITHMETIC: dict[tuple[Type, Operator, Type], Type] = {
    **{(NUMBER, operator, NUMBER): NUMBER for operator in Operator},
    (STRING, _PLUS, STRING): STRING,
    (DATE, _MINUS, DATE): DAYS_TIME,
    (DATE_TIME, _MINUS, DATE_TIME): DAYS_TIME,
    (TIME, _MINUS, TIME): DAYS_TIME,
    **{(of, sign, lasting): of for of in (DATE, DATE_TIME) for sign in (_PLUS, _MINUS) for lasting in (DAYS_TIME, YEARS_MONTHS)},
    **{(lasting, _PLUS, of): of for of in (DATE, DATE_TIME) for lasting in (DAYS_TIME, YEARS_MONTHS)},
    (TIME, _PLUS, DAYS_TIME): TIME,
    (TIME, _MINUS, DAYS_TIME): TIME,
    (DAYS_TIME, _PLUS, TIME): TIME,
    **{(of, sign, of): of for of in (DAYS_TIME, YEARS_MONTHS) for sign in (_PLUS, _MINUS)},
    **{(of, sign, NUMBER): of for of in (DAYS_TIME, YEARS_MONTHS) for sign in (_TIMES, _DIVIDE)},
    **{(NUMBER, _TIMES, of): of for of in (DAYS_TIME, YEARS_MONTHS)},
    **{(of, _DIVIDE, of): NUMBER for of in (DAYS_TIME, YEARS_MONTHS)},
}  # fmt: skip


def infer(node: ast.Expression, scope: Scope) -> Type:
    """The type of an expression. Raises FeelError if a part of it has none."""
    match node:
        case ast.Literal():
            return node.type
        case ast.Name():
            return scope.variables[node.name]
        case ast.Tested():
            if scope.tested is None:
                raise FeelError("an expression", "`?`", "only a cell of conditions tests a value", at=node.at)
            return scope.tested
        case ast.Path():
            return _member(node, infer(node.source, scope))
        case ast.Call():
            return _call(node, scope)
        case ast.ListLiteral():
            items = [infer(item, scope) for item in node.items]
            return ListOf(unified(items) or ANY)
        case ast.Interval():
            return RangeOf(_ordered(infer(node.low, scope), infer(node.high, scope), node, "a range"))
        case ast.Negation():
            return _negation(node, scope)
        case ast.Arithmetic():
            return _arithmetic(node, scope)
        case ast.Comparison():
            left, right = infer(node.left, scope), infer(node.right, scope)
            _comparable(node.operator, left, right, node)
            return BOOLEAN
        case ast.Conjunction() | ast.Disjunction():
            for operand in node.operands:
                _is(BOOLEAN, operand, scope, "`and` and `or`")
            return BOOLEAN
        case ast.If():
            _is(BOOLEAN, node.condition, scope, "`if`")
            then, otherwise = infer(node.then, scope), infer(node.otherwise, scope)
            if (both := unified((then, otherwise))) is None:
                raise FeelError(f"{then} after `else`, as after `then`", str(otherwise), at=node.otherwise.at)
            return both
        case ast.Between():
            value = infer(node.value, scope)
            for bound in (node.low, node.high):
                _ordered(value, infer(bound, scope), bound, "`between`")
            return BOOLEAN
        case ast.In():
            value = infer(node.value, scope)
            for test in node.tests:
                _test(test, value, scope)
            return BOOLEAN


def check_tests(tests: ast.UnaryTests, scope: Scope) -> None:
    """Whether a cell can test a value of type `scope.tested`. Raises FeelError if a test can never match for its type."""
    if not isinstance(tests, ast.Anything):
        for test in tests.tests:
            _test(test, scope.tested or ANY, scope)


def unified(types: Iterable[Type]) -> Type | None:
    """The one type of several values: null fits any; None if two differ, ANY of nothing."""
    known: Type = NULL
    for one in types:
        if known is NULL or conforms(known, one):
            known = one if known is NULL or (known is not ANY and one is not NULL) else known
        elif not conforms(one, known):
            return None
    return known


def _test(test: ast.Test, value: Type, scope: Scope) -> None:
    match test:
        case ast.Compared():
            _comparable(test.operator, value, infer(test.operand, scope), test)
        case ast.Within():
            of = infer(test.interval, scope)
            _ordered(value, of.of if isinstance(of, RangeOf) else ANY, test, "the range")
        case ast.Matched():
            of = infer(test.expression, scope)
            among = of.item if isinstance(of, ListOf) and not isinstance(value, ListOf) else of
            among = among.of if isinstance(among, RangeOf) and not isinstance(value, RangeOf) else among
            if among is BOOLEAN and not conforms(value, BOOLEAN):
                mend = "write `?` for the value of this column, such as `? > limit`"
                raise FeelError(f"{_a(value)}, or a condition on `?`", "a condition without it", mend, at=test.at)
            _comparable(Comparator.EQUAL, value, among, test)
        case ast.Satisfied():
            inside = Scope(scope.variables, scope.functions, value)
            _is(BOOLEAN, test.condition, inside, "a condition on `?`")


def _member(node: ast.Path, source: Type) -> Type:
    match source:
        case ListOf():
            return ListOf(_member(node, source.item))
        case ContextOf():
            of, known = source.member(node.member), [name for name, _ in source.members]
        case _ if source in (ANY, NULL):
            return ANY
        case _:
            properties = PROPERTIES.get(source, {})
            of, known = properties.get(node.member), list(properties)
    if of is None:
        expected = f"a member of {_a(source)} ({', '.join(f'`{name}`' for name in known)})" if known else "no `.`"
        raise FeelError(expected, f"`.{node.member}`", "" if known else f"{_a(source)} has no members", at=node.at)
    return of


def _call(node: ast.Call, scope: Scope) -> Type:
    given = [infer(argument, scope) for argument in node.arguments]
    fitting = [one for one in scope.signatures(node.function) or () if one.accepts(len(given))]
    for signature in fitting:
        if all(_taken(of, wanted) for of, wanted in zip(given, _wanted(signature, len(given)), strict=True)):
            if signature.variadic:
                return _gathered(node, given, signature)
            return signature.result or given[0]
    faults = [
        (argument, of, wanted)
        for argument, of, wanted in zip(node.arguments, given, _wanted(fitting[0], len(given)), strict=True)
        if not _taken(of, wanted)
    ]
    argument, of, wanted = faults[0]
    expected = f"{' or '.join(str(one) for one in wanted)} for `{node.function}`"
    raise FeelError(expected, _a(of), at=argument.at)


def _wanted(signature: Signature, count: int) -> list[tuple[Type, ...]]:
    wanted = [parameter.types for parameter in signature.parameters]
    return (wanted + wanted[-1:] * (count - len(wanted)))[:count]


def _taken(given: Type, wanted: tuple[Type, ...]) -> bool:
    """Whether an argument fits; a single value stands for the list of it."""
    return any(conforms(given, one) or (isinstance(one, ListOf) and conforms(given, one.item)) for one in wanted)


def _gathered(node: ast.Call, given: list[Type], signature: Signature) -> Type:
    """The result over all arguments, or over the items of the one list: they must be of one type."""
    items = given[0].item if len(given) == 1 and isinstance(given[0], ListOf) else unified(given)
    needed = signature.result if signature.result is not None else None
    if items is None:
        raise FeelError(f"values of one type for `{node.function}`", ", ".join(map(str, given)), at=node.at)
    if needed is not None and not conforms(items, needed):
        raise FeelError(f"{needed}s for `{node.function}`", _a(items), at=node.at)
    if needed is None and items not in ORDERED and items not in (ANY, NULL):
        raise FeelError(f"values with an order for `{node.function}`", _a(items), at=node.at)
    return needed or items


def _negation(node: ast.Negation, scope: Scope) -> Type:
    of = infer(node.operand, scope)
    if of not in (NUMBER, DAYS_TIME, YEARS_MONTHS, ANY, NULL):
        raise FeelError("a number or a duration after `-`", _a(of), at=node.operand.at)
    return of


def _arithmetic(node: ast.Arithmetic, scope: Scope) -> Type:
    left, right = infer(node.left, scope), infer(node.right, scope)
    sign = node.operator
    if {left, right} & {ANY, NULL}:
        known = {
            result
            for (one, operator, other), result in _ARITHMETIC.items()
            if operator is sign and conforms(left, one) and conforms(right, other)
        }
        if known:
            return known.pop() if len(known) == 1 else ANY
    elif (result := _ARITHMETIC.get((left, sign, right))) is not None:
        return result
    others = [str(other) for one, operator, other in _ARITHMETIC if operator is sign and one == left]
    if others:
        raise FeelError(f"{' or '.join(others)} after {left} `{sign.value}`", _a(right), at=node.right.at)
    raise FeelError(f"something that `{sign.value}` can take on its left", _a(left), at=node.left.at)


def _comparable(operator: Comparator, left: Type, right: Type, node: ast.Node) -> None:
    if operator not in _EQUALITY:
        _ordered(left, right, node, f"`{operator.value}`")
    elif not conforms(left, right) and not conforms(right, left):
        raise FeelError(f"{_a(left)}, as what it is compared with", _a(right), _mend(left, right), at=node.at)


def _ordered(left: Type, right: Type, node: ast.Node, what: str) -> Type:
    """The one type of both, which must have an order."""
    both = unified((left, right))
    if both is None:
        raise FeelError(f"{_a(left)} for {what}, as on its other side", _a(right), _mend(left, right), at=node.at)
    if both not in ORDERED and both not in (ANY, NULL):
        raise FeelError(f"a type with an order for {what}", _a(both), "compare it with `=`", at=node.at)
    return both


def _mend(wanted: Type, came: Type) -> str:
    """How an author probably meant a value of another type."""
    if wanted in _WRITTEN and came in (NUMBER, STRING):
        return f"write {_WRITTEN[wanted]}"
    if wanted is STRING:
        return 'put a text in double quotes: "…"'
    return "remove the quotes" if came is STRING else ""


def _is(wanted: Type, node: ast.Expression, scope: Scope, what: str) -> None:
    if not conforms(of := infer(node, scope), wanted):
        raise FeelError(f"{_a(wanted)} for {what}", _a(of), at=node.at)


def _a(of: Type) -> str:
    return "null" if of is NULL else "any value" if of is ANY else f"a {of}"
