"""From the parse to the tree of `ast.py`: constants folded, arguments in their places, `not` and groups resolved."""

from __future__ import annotations

import decimal
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from lark import Token, Transformer, v_args
from lark.tree import Meta

from bonafides.kernel.feel import ast
from bonafides.kernel.feel.errors import FeelError
from bonafides.kernel.feel.numbers import number
from bonafides.kernel.feel.scope import Scope
from bonafides.kernel.feel.signatures import Signature
from bonafides.kernel.feel.temporal import parse_date, parse_date_time, parse_duration, parse_time
from bonafides.kernel.feel.types import (
    BOOLEAN,
    NULL,
    NUMBER,
    STRING,
    type_of,
)
from bonafides.kernel.feel.values import Scalar, YearsMonths

_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{6}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "'": "'", "\\": "\\"}
_CONSTANTS: dict[str, tuple[Callable[[str], Scalar], str]] = {
    "date": (parse_date, 'a date such as date("2025-12-25")'),
    "time": (parse_time, 'a time such as time("08:30:00")'),
    "date and time": (parse_date_time, 'a moment such as date and time("2025-12-25T08:30:00")'),
    "duration": (parse_duration, 'a duration such as duration("P3Y"), duration("P2M") or duration("P20D")'),
}


class Named:
    """An argument given by name, until the call puts it in its place."""

    def __init__(self, name: str, value: ast.Expression) -> None:
        self.name, self.value = name, value


class Group:
    """`(a, b)`: a parenthesis, of which only its place says whether it holds an expression or tests."""

    def __init__(self, tests: tuple[ast.Test, ...], at: ast.Span) -> None:
        self.tests, self.at = tests, at


@v_args(meta=True)
class Builder(Transformer[Token, Any]):
    """Each method makes the node of the rule of its name."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(visit_tokens=False)
        self.scope = scope

    def tests(self, meta: Meta, parts: list[Any]) -> tuple[ast.Test, ...]:
        return tuple(_test(one) for one in parts if not isinstance(one, Token))

    def compared(self, meta: Meta, parts: list[Any]) -> ast.Compared:
        sign, operand = parts
        return ast.Compared(ast.Comparator(str(sign)), plain(operand), at=span(meta))

    def bare(self, meta: Meta, parts: list[Any]) -> Any:
        return parts[0]

    def if_(self, meta: Meta, parts: list[Any]) -> ast.If:
        condition, then, otherwise = _operands(parts)
        return ast.If(condition, then, otherwise, at=span(meta))

    def disjunction(self, meta: Meta, parts: list[Any]) -> ast.Disjunction:
        return ast.Disjunction(_operands(parts), at=span(meta))

    def conjunction(self, meta: Meta, parts: list[Any]) -> ast.Conjunction:
        return ast.Conjunction(_operands(parts), at=span(meta))

    def comparison(self, meta: Meta, parts: list[Any]) -> ast.Comparison:
        left, sign, right = parts
        return ast.Comparison(ast.Comparator(str(sign)), plain(left), plain(right), at=span(meta))

    def between(self, meta: Meta, parts: list[Any]) -> ast.Between:
        value, low, high = _operands(parts)
        return ast.Between(value, low, high, at=span(meta))

    def in_(self, meta: Meta, parts: list[Any]) -> ast.In:
        value, _, among = parts
        tests = tuple(_test(one) for one in among.tests) if isinstance(among, Group) else (_test(among),)
        return ast.In(plain(value), tests, at=span(meta))

    def addition(self, meta: Meta, parts: list[Any]) -> ast.Arithmetic:
        left, sign, right = parts
        return ast.Arithmetic(ast.Operator(str(sign)), plain(left), plain(right), at=span(meta))

    multiplication = power = addition

    def negation(self, meta: Meta, parts: list[Any]) -> ast.Expression:
        operand = plain(parts[1])
        if isinstance(operand, ast.Literal) and (negated := _negated(operand.value)) is not None:
            return replace(operand, value=negated, at=span(meta))
        return ast.Negation(operand, at=span(meta))

    def path(self, meta: Meta, parts: list[Any]) -> ast.Path:
        return ast.Path(plain(parts[0]), str(parts[2]), at=span(meta))

    def literal(self, meta: Meta, parts: list[Token]) -> ast.Literal:
        token, at = parts[0], span(meta)
        match token.type:
            case "NUMBER":
                try:
                    return ast.Literal(number(token), NUMBER, at=at)
                except decimal.DecimalException:
                    raise FeelError("a number of 34 digits", f"`{token}`", at=at) from None
            case "STRING":
                return ast.Literal(_unescaped(token), STRING, at=at)
            case "NULL":
                return ast.Literal(None, NULL, at=at)
            case _:
                return ast.Literal(token.type == "TRUE", BOOLEAN, at=at)

    def name(self, meta: Meta, parts: list[Token]) -> ast.Name:
        return ast.Name(str(parts[0]), at=span(meta))

    def tested(self, meta: Meta, parts: list[Token]) -> ast.Tested:
        return ast.Tested(at=span(meta))

    def temporal(self, meta: Meta, parts: list[Token]) -> ast.Literal:
        text = _unescaped(parts[1])
        for read, _ in _CONSTANTS.values():
            if (value := read(text)) is not None:
                return ast.Literal(value, type_of(value), at=span(meta))
        expected = 'a date, time or duration after `@`, such as @"2025-12-25" or @"P3Y"'
        raise FeelError(expected, f'`"{text}"`', "mend the text, or remove the `@`", at=span(meta))

    def named(self, meta: Meta, parts: list[Any]) -> Named:
        return Named(str(parts[0]), plain(parts[2]))

    def call(self, meta: Meta, parts: list[Any]) -> ast.Expression:
        function, given = str(parts[0]), [one for one in parts[1:] if not isinstance(one, Token)]
        arguments = self._placed(function, given, span(meta))
        if function in _CONSTANTS and function not in self.scope.functions and len(arguments) == 1:
            (argument,) = arguments
            if isinstance(argument, ast.Literal) and isinstance(argument.value, str):
                read, expected = _CONSTANTS[function]
                if (value := read(argument.value)) is None:
                    raise FeelError(expected, f'`"{argument.value}"`', "write it so", at=argument.at)
                return ast.Literal(value, type_of(value), at=span(meta))
        return ast.Call(function, arguments, at=span(meta))

    def list_literal(self, meta: Meta, parts: list[Any]) -> ast.ListLiteral:
        return ast.ListLiteral(_operands(parts), at=span(meta))

    def group(self, meta: Meta, parts: list[Any]) -> Group:
        return Group(tuple(one for one in parts if not isinstance(one, Token)), span(meta))

    def interval(self, meta: Meta, parts: list[Any]) -> ast.Interval:
        opening, low, _, high, closing = parts
        return ast.Interval(plain(low), plain(high), opening == "[", closing == "]", at=span(meta))

    def _placed(self, function: str, given: list[Any], at: ast.Span) -> tuple[ast.Expression, ...]:
        """The arguments by position; those left out in the middle are null."""
        signatures = self.scope.signatures(function) or ()
        named = [one for one in given if isinstance(one, Named)]
        expected = " or ".join(_written(function, one) for one in signatures)
        if not named:
            if not any(one.accepts(len(given)) for one in signatures):
                noun = "argument" if len(given) == 1 else "arguments"
                raise FeelError(expected, f"{len(given)} {noun}", at=at)
            return tuple(plain(one) for one in given)
        names = [one.name for one in named]
        if len(named) != len(given) or len(set(names)) != len(names):
            raise FeelError("every argument by position, or each once by its name", "a mixture", expected, at=at)
        for signature in signatures:
            places = [one.name for one in signature.parameters]
            needed = {one.name for one in signature.parameters if not one.optional}
            if needed <= set(names) <= set(places):
                last = max(places.index(name) for name in names)
                values = {one.name: one.value for one in named}
                return tuple(values.get(name, ast.Literal(None, NULL, at=at)) for name in places[: last + 1])
        raise FeelError(expected, f"the arguments {', '.join(f'`{name}`' for name in names)}", at=at)


def span(meta: Meta) -> ast.Span:
    """Where the parse of a rule stands."""
    return ast.Span(meta.start_pos, meta.end_pos, meta.line, meta.column)


def plain(part: Any) -> ast.Expression:
    """A part that must be an expression: a parenthesis is what it holds."""
    if not isinstance(part, Group):
        expression: ast.Expression = part
        return expression
    if len(part.tests) == 1 and not isinstance(part.tests[0], ast.Compared):
        return plain(part.tests[0])
    raise FeelError("one expression in the parentheses", "tests", "write `in` before them", at=part.at)


def _operands(parts: list[Any]) -> tuple[ast.Expression, ...]:
    return tuple(plain(one) for one in parts if not isinstance(one, Token))


def _test(part: Any) -> ast.Test:
    """A bare expression as the test that it stands for."""
    if isinstance(part, ast.Compared):
        return part
    expression = plain(part)
    match expression:
        case ast.Literal():
            return ast.Compared(ast.Comparator.EQUAL, expression, at=expression.at)
        case ast.Interval():
            return ast.Within(expression, at=expression.at)
        case _ if _tests_the_value(expression):
            return ast.Satisfied(expression, at=expression.at)
        case _:
            return ast.Matched(expression, at=expression.at)


def _tests_the_value(expression: ast.Expression) -> bool:
    return any(isinstance(node, ast.Tested) for node in ast.walk(expression))


def _negated(value: Scalar) -> Scalar:
    match value:
        case Decimal():
            return value.copy_negate() if value else value
        case YearsMonths():
            return YearsMonths(-value.months)
        case timedelta():
            return -value
        case _:
            return None


def _unescaped(token: Token) -> str:
    def meant(found: re.Match[str]) -> str:
        word = found[1]
        if word[0] in "uU" and len(word) > 1:
            return chr(int(word[1:], 16))
        if word in _ESCAPES:
            return _ESCAPES[word]
        at = ast.Span(token.start_pos or 0, token.end_pos or 0, token.line or 1, token.column or 1)
        raise FeelError('`\\"`, `\\\\`, `\\n`, `\\t` or `\\u….`', f"`\\{word}`", "double the backslash", at=at)

    return _ESCAPE.sub(meant, token[1:-1])


def _written(function: str, signature: Signature) -> str:
    names = [f"{one.name}?" if one.optional else one.name for one in signature.parameters]
    return f"`{function}({', '.join(names)}{', …' if signature.variadic else ''})`"
