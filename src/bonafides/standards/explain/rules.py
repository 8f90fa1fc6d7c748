"""The rules that made a result: the reason that the pack gives, what each condition found, and the law that is cited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from bonafides.kernel.dmn.evaluate import Outcome
from bonafides.kernel.dmn.model import DecisionTable, HitPolicy, Rule
from bonafides.kernel.dmn.tables import TableOutcome
from bonafides.kernel.feel.evaluate import Environment
from bonafides.kernel.feel.values import Value
from bonafides.packs.decisions import cited as cited_of
from bonafides.packs.labels import cited, language
from bonafides.packs.pack import Pack
from bonafides.packs.vocabulary import Citation, Mark
from bonafides.standards.case.decide import CaseDecided
from bonafides.standards.explain.cells import asked
from bonafides.standards.explain.words import column_name, label_words, name_title, name_words, plain_words


@dataclass(frozen=True)
class Met:
    """A condition of a rule that fired: what it looks at, what that is, and what the rule asks for."""

    name: str
    title: str
    value: Value
    found: str
    asked: str


@dataclass(frozen=True)
class FiredRule:
    """A rule that made a result. `reason` is the pack's own words in the active language, empty where it has none."""

    decision: str
    number: int
    of: int
    reason: str
    conditions: tuple[Met, ...]
    citation: str
    law: tuple[str, ...]
    in_order: bool


def fired_rules(pack: Pack, decided: CaseDecided, outcome: Outcome) -> tuple[FiredRule, ...]:
    """The rules of a decision's own table that fired, and of every table that it asked on the way."""
    return tuple(
        _fired(pack, decided, outcome.decision, table, rule)
        for table in reversed(outcome.tables)
        for rule in table.fired
    )


def _fired(pack: Pack, decided: CaseDecided, decision: str, asked_of: TableOutcome, rule: Rule) -> FiredRule:
    table = asked_of.table
    noted = dict(zip(table.annotation_names, rule.annotations, strict=False))
    return FiredRule(
        decision,
        rule.number,
        len(table.rules),
        noted.get(language(), ""),
        tuple(_conditions(pack, decided, asked_of, rule)),
        rule.citation,
        tuple(law_of(pack, table, rule)),
        table.hit_policy is HitPolicy.FIRST and rule.number > 1,
    )


def law_of(pack: Pack, table: DecisionTable, rule: Rule) -> list[str]:
    """The citations of a rule by the titles of their instruments, with the mark of the rule, else of the instrument."""
    noted = dict(zip(table.annotation_names, rule.annotations, strict=False))
    found = []
    for instrument, article in cited_of(rule.citation):
        known = pack.instruments.get(instrument)
        given = noted.get("mark", "")
        mark: Mark = given if given in get_args(Mark) else known.mark if known else "memory"  # type: ignore[assignment]
        found.append(cited(pack, Citation(instrument=instrument, article=article or None, mark=mark)))
    return found


def _conditions(pack: Pack, decided: CaseDecided, asked_of: TableOutcome, rule: Rule) -> list[Met]:
    outcomes = {name: one.value for name, one in decided.outcomes.items()}
    env = Environment({**decided.inputs, **outcomes})
    found = []
    for column, cell, value in zip(asked_of.table.inputs, rule.conditions, asked_of.inputs, strict=True):
        name = column_name(column)

        def show(one: Value, name: str = name) -> str:
            return name_words(pack, name, one) if name else plain_words(one)

        if wanted := asked(cell, show, env.testing(value)):
            title = name_title(pack, decided, name) if name else label_words(column.title)
            found.append(Met(name, title, value, show(value), wanted))
    return found
