"""What every part of the reader works at: the file, its faults, and the FEEL texts in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bonafides.kernel.dmn.faults import ModelFault
from bonafides.kernel.dmn.xml import Element
from bonafides.kernel.feel import ast
from bonafides.kernel.feel.check import check_tests, infer
from bonafides.kernel.feel.errors import FeelError
from bonafides.kernel.feel.parse import parse_expression, parse_unary_tests
from bonafides.kernel.feel.scope import Scope
from bonafides.kernel.feel.types import ANY, NULL, Type

NOTHING = ast.Literal(None, NULL)
"""What stands for an expression that has a fault, so that the rest can be read."""


@dataclass(slots=True)
class Desk:
    """One file being read. A fault is noted and reading goes on, so that an author sees all of them at once.

    `hints` tells of names that the model has and an expression may not use where it stands.
    """

    file: str
    namespace: str = ""
    faults: list[ModelFault] = field(default_factory=list)
    hints: Mapping[str, str] = field(default_factory=dict)

    def fault(self, at: Element | int, where: str, expected: str, came: str, mend: str = "") -> None:
        line = at if isinstance(at, int) else at.line
        self.faults.append(ModelFault(self.file, line, where, expected, came, mend))

    def expression(self, holder: Element, scope: Scope, where: str) -> tuple[str, ast.Expression, Type, int]:
        """The text of an element, its tree, its type and its line."""
        text, line = self._text(holder)
        try:
            self._is_feel(holder)
            tree = parse_expression(text, scope)
            return text, tree, infer(tree, scope), line
        except FeelError as error:
            self._feel_fault(error, line, where, text)
            return text, NOTHING, ANY, line

    def tests(self, holder: Element, scope: Scope, where: str) -> tuple[str, ast.UnaryTests, int]:
        """The text of an element that holds unary tests, their tree, and the line."""
        text, line = self._text(holder)
        try:
            self._is_feel(holder)
            tree = parse_unary_tests(text, scope)
            check_tests(tree, scope)
            return text, tree, line
        except FeelError as error:
            self._feel_fault(error, line, where, text)
            return text, ast.Anything(), line

    def type_of(self, tree: ast.Expression, scope: Scope) -> Type:
        """The type of a tree that was checked before; `Any` of what stands for one with a fault."""
        return ANY if tree is NOTHING else infer(tree, scope)

    def wrong_type(self, line: int, where: str, text: str, expected: str, of: Type) -> None:
        """An expression whose value is not of the type that its place asks for."""
        self.fault(line, where, expected, f"a {of}: {_short(text)}")

    def _text(self, holder: Element) -> tuple[str, int]:
        """The text without blanks around it, and the line on which it begins."""
        child = holder.first("text")
        if child is None:
            return "", holder.line
        lead = child.text[: len(child.text) - len(child.text.lstrip())]
        return child.text.strip(), child.line + lead.count("\n")

    def _feel_fault(self, error: FeelError, line: int, where: str, text: str) -> None:
        came = error.came
        mend = self.hints.get(came.strip("`"), error.mend)
        if text and came.strip("`") != text:
            came = f"{came} in {_short(text)}"
        self.fault(line + error.at.line - 1, where, error.expected, came, mend)

    def _is_feel(self, holder: Element) -> None:
        language = holder.attribute("expressionLanguage")
        if not is_feel(language):
            raise FeelError("FEEL", f"the expression language `{language}`", "write the expression in FEEL")

    def among(self, hints: Mapping[str, str]) -> Desk:
        """The same desk, with other hints."""
        return replace(self, hints=hints)


def is_feel(language: str) -> bool:
    """Whether an `expressionLanguage` or `typeLanguage` is FEEL: one of its addresses, its name, or none at all."""
    return language.lower().rstrip("/").rsplit("/", 1)[-1] in ("", "feel") or language.endswith("/FEEL/1.0")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"`{line if len(line) <= 60 else line[:59] + '…'}`"
