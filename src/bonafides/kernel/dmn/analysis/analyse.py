"""The analysis of one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from bonafides.kernel.dmn.analysis.boxes import UnfinishedError, meet, merged, uncovered
from bonafides.kernel.dmn.analysis.findings import Analysis, Finding
from bonafides.kernel.dmn.analysis.grid import Grid, grid_of
from bonafides.kernel.dmn.model import DecisionTable, HitPolicy, Rule
from bonafides.kernel.feel import ast
from bonafides.kernel.feel.logic import equal
from bonafides.kernel.feel.values import Value
from bonafides.kernel.feel.write import written_literal

MOST = 20
"""How many findings of one kind are told; a table with more is far from done."""


def analyse(table: DecisionTable) -> Analysis:
    """Overlaps, gaps and unreachable rules of a table. Never raises, and takes seconds at most."""
    grid = grid_of(table)
    findings = [*_not_analysed(table, grid), *_contradictory(table, grid)]
    findings += islice(_overlaps(table, grid), MOST)
    try:
        findings += _shadowed(table, grid)
    except UnfinishedError:
        findings.append(_unfinished(table, "whether each rule can fire"))
    try:
        gaps = list(islice(_gaps(table, grid), MOST))
        complete = (None if grid.uncertain or grid.entangled else False) if gaps else True
        findings += gaps
    except UnfinishedError:
        findings.append(_unfinished(table, "whether a rule matches every input"))
        complete = None
    return Analysis(table, tuple(findings), complete)


def _not_analysed(table: DecisionTable, grid: Grid) -> Iterator[Finding]:
    for one in grid.obstacles:
        column = table.inputs[one.column].title
        rule = next((rule for rule in table.rules if rule.number == one.rule), None)
        where = f"rule {one.rule}, `{column}`" if rule else f"`{column}`"
        text = f" (`{rule.conditions[one.column].text}`)" if rule else ""
        told = f"{where}{text} is not analysed: {one.why}"
        line = rule.conditions[one.column].line if rule else table.inputs[one.column].line
        yield Finding("not-analysed", told, (one.rule,) if rule else (), certain=False, line=line)
    for first, second in grid.entangled:
        told = f"`{first}` and `{second}` depend on the same input, so that an example of both may be impossible"
        yield Finding("not-analysed", told, certain=False, line=table.line)


def _contradictory(table: DecisionTable, grid: Grid) -> Iterator[Finding]:
    """Rules that no input matches, by a cell, or by two cells of columns that test the same."""
    for rule in table.rules:
        for dimension, mask in zip(grid.dimensions, grid.boxes[rule.number], strict=True):
            if mask == 0:
                cells = " and ".join(f"`{rule.conditions[at].text}`" for at in dimension.columns)
                told = (
                    f"rule {rule.number} never matches: no value that is allowed for `{dimension.title}` passes {cells}"
                )
                yield Finding("unreachable", told, (rule.number,), line=rule.line)
                break


def _overlaps(table: DecisionTable, grid: Grid) -> Iterator[Finding]:
    """Two rules that match one input, where the hit policy does not say what then."""
    if table.hit_policy not in (HitPolicy.UNIQUE, HitPolicy.ANY):
        return
    for at, later in enumerate(table.rules):
        for earlier in table.rules[:at]:
            shared = meet(grid.boxes[earlier.number], grid.boxes[later.number])
            if shared is None:
                continue
            differ: bool | None = True
            if table.hit_policy is HitPolicy.ANY and (differ := _differ(earlier, later)) is False:
                continue
            numbers = (earlier.number, later.number)
            certain = not grid.uncertain.intersection((0, *numbers)) and not grid.entangled and differ is True
            example = grid.example(shared)
            verb = "both match" if certain else "may both match"
            why = "" if table.hit_policy is HitPolicy.UNIQUE else " and conclude different results"
            told = f"rules {earlier.number} and {later.number} {verb}{why}, for example {_example(example)}"
            yield Finding("overlap", told, numbers, example, grid.region(shared), certain, later.line)


def _differ(one: Rule, other: Rule) -> bool | None:
    """Whether two rules conclude different results; None if that depends on the input."""
    known: bool | None = False
    for left, right in zip(one.conclusions, other.conclusions, strict=True):
        if left.expression == right.expression:
            continue
        if isinstance(left.expression, ast.Literal) and isinstance(right.expression, ast.Literal):
            if equal(left.expression.value, right.expression.value) is not True:
                return True
            continue
        known = None
    return known


def _gaps(table: DecisionTable, grid: Grid) -> Iterator[Finding]:
    """Inputs that no rule matches; a rule that is not analysed is taken to match nothing."""
    if not all(grid.whole):
        return
    sure = [box for number, box in grid.boxes.items() if number not in grid.uncertain]
    certain = not grid.uncertain and not grid.entangled
    for box in merged(list(islice(uncovered(grid.whole, sure), MOST * 10))):
        example = grid.example(box)
        matches = "no rule matches" if certain else "perhaps no rule matches"
        region = grid.region(box)
        told = f"{matches} {_example(example)}" + (f"; all such inputs: {_region(region)}" if region else "")
        may = tuple(number for number in grid.uncertain if number and meet(grid.boxes[number], box) is not None)
        yield Finding("gap", told, may, example, region, certain, table.line)


def _shadowed(table: DecisionTable, grid: Grid) -> Iterator[Finding]:
    """Rules that match inputs and never make the result, as others that come first match them all."""
    for rule in table.rules:
        box = grid.boxes[rule.number]
        if not all(box):
            continue
        before = [one for one in _preferred(table, rule) if one.number not in grid.uncertain]
        others = [grid.boxes[one.number] for one in before]
        if others and next(uncovered(box, others), None) is None:
            first = next(one for one in before if meet(grid.boxes[one.number], box) is not None)
            shared = meet(grid.boxes[first.number], box) or box
            example = grid.example(shared)
            why = "stands before it" if table.hit_policy is HitPolicy.FIRST else "has priority over it"
            numbers = [one.number for one in before if meet(grid.boxes[one.number], box) is not None]
            named = (
                f"rule {numbers[0]}, which {why}"
                if len(numbers) == 1
                else f"rules {_told(numbers)}, of which each {why}"
            )
            told = f"rule {rule.number} never fires: all that it matches is matched by {named}, for example {_example(example)}"
            yield Finding("unreachable", told, (rule.number, *numbers), example, line=rule.line)


def _preferred(table: DecisionTable, rule: Rule) -> list[Rule]:
    """The rules that make the result instead of this one wherever both match."""
    if table.hit_policy is HitPolicy.FIRST:
        return [one for one in table.rules if one.number < rule.number]
    if table.hit_policy is HitPolicy.PRIORITY and (own := _rank(table, rule)) is not None:
        ranked = [(one, _rank(table, one)) for one in table.rules if one is not rule]
        return [one for one, rank in ranked if rank is not None and (rank, one.number) < (own, rule.number)]
    return []


def _rank(table: DecisionTable, rule: Rule) -> tuple[int, ...] | None:
    """The priority of a rule; None if it depends on the input."""
    ranks = []
    for column, cell in zip(table.outputs, rule.conclusions, strict=True):
        if not column.values:
            ranks.append(0)
        elif not isinstance(cell.expression, ast.Literal):
            return None
        else:
            value = cell.expression.value
            places = (at for at, known in enumerate(column.values) if equal(known.value, value) is True)
            ranks.append(next(places, len(column.values)))
    return tuple(ranks)


def _unfinished(table: DecisionTable, what: str) -> Finding:
    told = f"the table is too entangled to say {what}: the search was given up"
    return Finding("unfinished", told, certain=False, line=table.line)


def _example(example: Mapping[str, Value]) -> str:
    return ", ".join(f"{title} = {written_literal(value)}" for title, value in example.items()) or "any input"


def _region(region: Mapping[str, str]) -> str:
    return "; ".join(f"{title}: {text}" for title, text in region.items())


def _told(numbers: list[int]) -> str:
    return f"{', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
