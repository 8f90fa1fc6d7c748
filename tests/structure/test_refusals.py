"""Whoever is refused reads why in their own language: no refusal is raised by a text that has no translation.

An error that derives from `Refusal` takes the id of its message first, and what fills the gaps by name. The ids are collected
(`site/messages.py`), and `test_messages.py` fails where one has no Chinese words.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module

import pytest
from tests.structure.sources import HOUSE, name, sources, tree

from bonafides.kernel.sentence import Refusal
from bonafides.site.messages import REFUSALS

MEND = "an id of a message first, its gaps by name; what fills a gap in words is a Sentence, a row of names is Joined"
SAID = {*REFUSALS, "Sentence", "speak"}
WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")


def derived(one: type) -> Iterator[type]:
    for below in one.__subclasses__():
        yield below
        yield from derived(below)


def in_words(node: ast.expr | None) -> bool:
    """Whether this is English that nobody can say in another language."""
    match node:
        case ast.Constant(value=str(text)):
            return bool(WORDS.search(text))
        case ast.JoinedStr(values=values):
            return any(isinstance(one, ast.Constant) and WORDS.search(str(one.value)) for one in values)
        case ast.IfExp(body=body, orelse=other):
            return in_words(body) or in_words(other)
        case ast.BoolOp(values=values):
            return any(in_words(one) for one in values)
        case ast.BinOp(left=left, right=right):
            return in_words(left) or in_words(right)
        case ast.Call(
            func=ast.Attribute(attr="join", value=value), args=[ast.GeneratorExp(elt=elt) | ast.ListComp(elt=elt)]
        ):
            return in_words(value) or in_words(elt)
    return False


def set_before(function: ast.AST, gap: str) -> Iterator[ast.expr]:
    """What a name may hold within a function."""
    for one in ast.walk(function):
        match one:
            case ast.Assign(targets=targets, value=value) if any(
                isinstance(t, ast.Name) and t.id == gap for t in targets
            ):
                yield value
            case ast.AnnAssign(target=ast.Name(id=found), value=ast.expr() as value) if found == gap:
                yield value
            case ast.NamedExpr(target=ast.Name(id=found), value=value) if found == gap:
                yield value


def called(function: ast.expr) -> str:
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def faults(module: ast.Module, path: str) -> Iterator[str]:
    functions = [one for one in ast.walk(module) if isinstance(one, ast.FunctionDef)]
    for call in ast.walk(module):
        if not isinstance(call, ast.Call) or called(call.func) not in SAID or not call.args:
            continue
        around = [one for one in functions if one.lineno <= call.lineno <= (one.end_lineno or 0)] or [module]
        if isinstance(call.args[0], (ast.JoinedStr, ast.BinOp)) or (
            in_words(call.args[0]) and not isinstance(call.args[0], ast.Constant)
        ):
            yield f"{path}:{call.lineno}: {ast.unparse(call.args[0])[:60]} as the id of a message"
        for gap in (*call.args, *(one.value for one in call.keywords)):
            given = [gap] if not isinstance(gap, ast.Name) else list(set_before(around[-1], gap.id))
            if gap is not call.args[0] or isinstance(gap, ast.Name):
                yield from (f"{path}:{one.lineno}: {ast.unparse(one)[:60]} in a gap" for one in given if in_words(one))


def test_every_refusal_is_among_those_whose_messages_are_collected() -> None:
    for path in sources():  # a class that nothing imports yet is no class
        if re.search(r"^class \w+Error\(", path.read_text("utf-8"), re.MULTILINE):
            import_module(".".join(("bonafides", *path.relative_to(HOUSE).with_suffix("").parts)))
    assert {one.__name__ for one in derived(Refusal) if one.__module__.startswith("bonafides.")} == set(REFUSALS)


def test_no_refusal_is_raised_by_a_text_without_a_translation() -> None:
    assert not [fault for path in sources() for fault in faults(tree(path), name(path))], MEND


@pytest.mark.parametrize(
    "source",
    [
        "raise ActRefusedError(f'expected {what}')",
        "raise ActRefusedError('expected ' + what)",
        "def f():\n told = 'some words'\n raise ActRefusedError('%(told)s', told=told)",
        "raise ActRefusedError('%(told)s', told='some words' if late else early)",
        "raise ActRefusedError('%(told)s', told=', '.join(f'some words {x}' for x in y))",
        "Sentence('%(told)s', told=one or 'some words')",
    ],
)
def test_such_a_text_is_found(source: str) -> None:
    assert list(faults(ast.parse(source), "here"))


@pytest.mark.parametrize(
    "source",
    [
        "raise ActRefusedError('expected %(what)s', what=what)",
        "def f():\n told = Sentence('some words')\n raise ActRefusedError('%(told)s', told=told)",
        "raise ActRefusedError('%(at)s', at=f'{at:%Y-%m-%d %H:%M}')",
        "raise ActRefusedError(str(error))",
    ],
)
def test_and_nothing_else_is(source: str) -> None:
    assert not list(faults(ast.parse(source), "here"))


SPOKEN = (
    "case",
    "drill",
    "drill_leak",
    "entity",
    "entity_erase",
    "inspection",
    "listing",
    "measure",
    "pledge",
    "remedy",
)
"""The commands that officers use: not a line of theirs is English alone."""


def test_what_officers_are_told_in_a_terminal_is_in_both_languages() -> None:
    english = [
        f"{name(path)}:{call.lineno}"
        for path in sources()
        if name(path).startswith(tuple(f"cli/{one}{end}" for one in SPOKEN for end in (".py", "/")))
        for call in ast.walk(tree(path))
        if isinstance(call, ast.Call) and ast.unparse(call.func) in ("out.print", "fail", "complain")
        if (any(in_words(one) for one in call.args) and called(call.func) != "fail")
        or (isinstance(call, ast.Call) and called(call.func) == "fail" and isinstance(call.args[0], ast.JoinedStr))
    ]
    assert not english, "say it by `speak`, or as a Sentence"
