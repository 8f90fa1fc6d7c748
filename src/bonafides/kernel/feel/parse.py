"""Parse FEEL.

parse_expression("Loan Amount * 12", Scope({"Loan Amount": NUMBER}))
parse_unary_tests("[1..5), > 10", Scope(tested=NUMBER))
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lark import Lark, Token, Tree, UnexpectedInput, UnexpectedToken
from lark.exceptions import VisitError
from lark.lexer import Lexer

from bonafides.kernel.feel import ast
from bonafides.kernel.feel.build import Builder, plain
from bonafides.kernel.feel.errors import FeelError
from bonafides.kernel.feel.grammar import GRAMMAR
from bonafides.kernel.feel.scope import Scope
from bonafides.kernel.feel.tokens import tokens

DEEPEST = 100
"""The levels that an expression may have: parentheses in parentheses, or terms of one sum."""

_MEANT = {
    "NAME": "a name",
    "NUMBER": "a number",
    "STRING": "a text in double quotes",
    "FUNCTION": "a function",
    "COMPARATOR": "a comparison",
    "PLUS": "`+`",
    "MINUS": "`-`",
    "TIMES": "`*`",
    "POWER": "`**`",
    "LPAR": "`(`",
    "RPAR": "`)`",
    "LSQB": "`[`",
    "RSQB": "`]`",
    "COMMA": "`,`",
    "COLON": "`:`",
    "TO": "`..`",
    "MEMBER": "a name after the dot",
}


def parse_expression(text: str, scope: Scope) -> ast.Expression:
    """The tree of an expression. Raises FeelError, which says where and what was expected."""
    words = tokens(text, scope)
    if not words:
        raise FeelError("an expression", "nothing", "write one; `null` if there is no value")
    return plain(_tree(words, "expression", text, scope))


def parse_unary_tests(text: str, scope: Scope) -> ast.UnaryTests:
    """The tree of a cell of conditions; `scope.tested` is the type of the value that it tests. Raises FeelError."""
    words = tokens(text, scope)
    whole = ast.Span(0, len(text))
    if not words or [word.type for word in words] == ["MINUS"]:
        return ast.Anything(at=whole)
    if words[0].type == "FUNCTION" and words[0] == "not" and _closes_last(words[1:]):
        if len(words) == 3:
            raise FeelError("a test in `not(…)`", "none", at=_at(words[0]))
        return ast.NoneOf(_tree(words[2:-1], "tests", text, scope), at=whole)
    return ast.OneOf(_tree(words, "tests", text, scope), at=whole)


def _tree(words: list[Token], start: str, text: str, scope: Scope) -> Any:
    try:
        parsed = _parser().parse(words, start=start)
    except UnexpectedToken as error:
        raise _unexpected(error, text) from None
    except UnexpectedInput as error:
        raise FeelError("FEEL", f"`{text}`") from error
    if _depth(parsed) > DEEPEST:
        mend = "divide it into decisions of their own"
        raise FeelError(f"an expression of at most {DEEPEST} levels", "more", mend)
    try:
        return Builder(scope).transform(parsed)
    except VisitError as error:
        if isinstance(error.orig_exc, FeelError):
            raise error.orig_exc from None
        raise


class _Ready(Lexer):
    """Hands on words that are read already."""

    def __init__(self, _: object) -> None:
        pass

    def lex(self, lexer_state: Any, parser_state: Any = None) -> Iterator[Token]:
        yield from lexer_state


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(GRAMMAR, parser="lalr", lexer=_Ready, start=["expression", "tests"], propagate_positions=True)


def _unexpected(error: UnexpectedToken, text: str) -> FeelError:
    token: Token = error.token
    wanted = set(error.accepts or error.expected)
    told = "a value" if {"NAME", "NUMBER", "STRING"} <= wanted else ""
    if not told:
        known = [_MEANT.get(kind, f"`{kind.lower()}`") for kind in sorted(wanted - {"$END"})]
        told = " or ".join(known[:6]) + (" …" if len(known) > 6 else "") if known else "nothing more"
        if "$END" in wanted and known:
            told = "an operator or the end"
    if token.type == "$END":
        end = len(text.rstrip())
        return FeelError(told, "the end of the text", at=ast.Span(end, end, text.count("\n", 0, end) + 1, 1))
    came = text[token.start_pos : token.end_pos]
    mend = "put a text in double quotes" if token.type == "NAME" else ""
    return FeelError(told, f"`{came}`", mend, at=_at(token))


def _closes_last(words: list[Token]) -> bool:
    """Whether the parenthesis that opens the words is closed by the last of them."""
    depth = 0
    for index, word in enumerate(words):
        depth += (word.type == "LPAR") - (word.type == "RPAR")
        if depth == 0:
            return index == len(words) - 1
    return False


def _depth(tree: Tree[Token]) -> int:
    deepest, waiting = 0, [(tree, 1)]
    while waiting:
        one, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in one.children if isinstance(child, Tree)]
    return deepest


def _at(token: Token) -> ast.Span:
    return ast.Span(token.start_pos or 0, token.end_pos or 0, token.line or 1, token.column or 1)
