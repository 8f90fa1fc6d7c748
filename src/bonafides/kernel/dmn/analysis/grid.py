"""A table as boxes: its dimensions with their atoms, and for each rule the atoms that pass its cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bonafides.kernel.dmn.analysis.atoms import Atom, MixedError, atoms_of
from bonafides.kernel.dmn.analysis.boxes import Box
from bonafides.kernel.dmn.analysis.constants import NotAnalysableError, constants, whole_numbers
from bonafides.kernel.dmn.analysis.describe import described
from bonafides.kernel.dmn.model import DecisionTable, InputClause, Rule
from bonafides.kernel.feel import ast
from bonafides.kernel.feel.evaluate import Environment, test
from bonafides.kernel.feel.values import Value


@dataclass(frozen=True, slots=True)
class Dimension:
    """The columns that test one expression, by their place, and the atoms of its values.

    `allowed` is a set of atoms. A dimension is opaque if its values cannot be told apart: it has one atom.
    """

    title: str
    columns: tuple[int, ...]
    atoms: tuple[Atom, ...]
    allowed: int
    opaque: bool = False

    def passing(self, tests: ast.UnaryTests) -> int:
        """The allowed atoms that pass the tests of a cell."""
        return _passing(self.atoms, tests) & self.allowed


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A cell, or of rule 0 a column, that is not analysed, and why."""

    rule: int
    column: int
    why: str


@dataclass(frozen=True, slots=True)
class Grid:
    """`boxes` are by the number of the rule: for one with an obstacle, all that it may match.

    `entangled` are pairs of columns that depend on the same variable, so that not every combination can come.
    """

    dimensions: tuple[Dimension, ...]
    boxes: Mapping[int, Box]
    obstacles: tuple[Obstacle, ...]
    entangled: tuple[tuple[str, str], ...]

    @property
    def whole(self) -> Box:
        return tuple(one.allowed for one in self.dimensions)

    @property
    def uncertain(self) -> frozenset[int]:
        """The rules that have a cell that is not analysed."""
        return frozenset(one.rule for one in self.obstacles)

    def example(self, box: Box) -> dict[str, Value]:
        """A value for each dimension, null only where nothing else is left."""
        return {
            one.title: _plainest(one.atoms, mask)
            for one, mask in zip(self.dimensions, box, strict=True)
            if not one.opaque
        }

    def region(self, box: Box) -> dict[str, str]:
        """The cells of a rule that would match the box; columns in which everything is allowed are left out."""
        return {
            one.title: described(one.atoms, mask, one.allowed)
            for one, mask in zip(self.dimensions, box, strict=True)
            if mask != one.allowed
        }


def grid_of(table: DecisionTable) -> Grid:
    """The boxes of a table. Never raises: what cannot be analysed is an obstacle."""
    obstacles: list[Obstacle] = []
    dimensions: list[Dimension] = []
    known: set[tuple[int, int]] = set()
    by_expression: dict[ast.Expression, list[int]] = {}
    for at, column in enumerate(table.inputs):
        by_expression.setdefault(column.expression, []).append(at)
    for columns in by_expression.values():
        dimension, cells = _dimension(table, tuple(columns), obstacles)
        dimensions.append(dimension)
        known |= cells
    boxes = {rule.number: _box(rule, dimensions, known) for rule in table.rules}
    entangled = _entangled([table.inputs[columns[0]] for columns in by_expression.values()])
    return Grid(tuple(dimensions), boxes, tuple(obstacles), tuple(entangled))


def _dimension(
    table: DecisionTable, columns: tuple[int, ...], obstacles: list[Obstacle]
) -> tuple[Dimension, set[tuple[int, int]]]:
    """The dimension of some columns, and the cells in them that can be analysed, by rule and column."""
    first = table.inputs[columns[0]]
    cells: set[tuple[int, int]] = set()
    found: set[Value] = set()
    whole, restrictions = False, []
    for at in columns:
        allowed = table.inputs[at].allowed
        if allowed is not None:
            restriction, is_whole = whole_numbers(allowed)
            whole = whole or is_whole
            try:
                found |= set(constants(restriction))
                restrictions.append(restriction)
            except NotAnalysableError as error:
                obstacles.append(Obstacle(0, at, f"the values allowed: {error}"))
        for rule in table.rules:
            try:
                found |= set(constants(rule.conditions[at].tests))
                cells.add((rule.number, at))
            except NotAnalysableError as error:
                obstacles.append(Obstacle(rule.number, at, str(error)))
    try:
        atoms = tuple(atoms_of(first.type, found, whole=whole))
    except (MixedError, TypeError) as error:
        anything = {(rule.number, at) for rule in table.rules for at in columns if _is_dash(rule, at)}
        obstacles += [Obstacle(number, at, str(error)) for number, at in sorted(cells - anything)]
        return Dimension(first.title, columns, (Atom(None),), 1, opaque=True), anything
    allowed_atoms = (1 << len(atoms)) - 1
    for restriction in restrictions:
        allowed_atoms &= _passing(atoms, restriction)
    return Dimension(first.title, columns, atoms, allowed_atoms), cells


def _box(rule: Rule, dimensions: list[Dimension], known: set[tuple[int, int]]) -> Box:
    masks = []
    for dimension in dimensions:
        mask = dimension.allowed
        for at in dimension.columns:
            if (rule.number, at) in known:
                mask &= dimension.passing(rule.conditions[at].tests)
        masks.append(mask)
    return tuple(masks)


def _passing(atoms: tuple[Atom, ...], tests: ast.UnaryTests) -> int:
    return sum(
        1 << at for at, atom in enumerate(atoms) if test(tests, atom.value, Environment(tested=atom.value)) is True
    )


def _entangled(columns: list[InputClause]) -> list[tuple[str, str]]:
    """Pairs of columns that depend on one variable, unless on different components of it."""
    pairs = ((other, one) for at, one in enumerate(columns) for other in columns[:at])
    return [(one.title, other.title) for one, other in pairs if _roots(one.expression) & _roots(other.expression)]


def _roots(expression: ast.Expression) -> frozenset[ast.Expression]:
    """The variables, or components of variables, on which an expression depends."""
    if isinstance(expression, (ast.Name, ast.Path)) and not any(
        isinstance(one, ast.Call) for one in ast.walk(expression)
    ):
        return frozenset({expression})
    below = [one for one in ast.walk(expression) if isinstance(one, (ast.Name, ast.Path))]
    inner = {id(part) for one in below if isinstance(one, ast.Path) for part in ast.walk(one.source)}
    return frozenset(one for one in below if id(one) not in inner)


def _is_dash(rule: Rule, at: int) -> bool:
    return isinstance(rule.conditions[at].tests, ast.Anything)


def _plainest(atoms: tuple[Atom, ...], mask: int) -> Value:
    """The value of a set of atoms that reads best in an example: not null, and of texts one that the table knows."""
    members = [atom for at, atom in enumerate(atoms) if mask >> at & 1]

    def strangeness(atom: Atom) -> tuple[bool, bool]:
        made_up = isinstance(atom.value, str) and not atom.point and atom.value != "other"
        return (atom.value is None, made_up)

    return min(members, key=strangeness).value
