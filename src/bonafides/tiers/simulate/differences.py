"""In what two texts of a pack differ, for who reads the simulation: values, rules, and the other files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bonafides.kernel.dmn.model import DecisionTable, Definitions, Rule
from bonafides.kernel.feel.evaluate import Environment
from bonafides.kernel.feel.values import Value
from bonafides.packs.decisions import tables_of
from bonafides.packs.labels import say
from bonafides.packs.pack import Pack
from bonafides.standards.case.indicators import parameter_values
from bonafides.standards.compile.standard import StandardNotFoundError, model_in_force
from bonafides.standards.explain.cells import asked
from bonafides.standards.explain.words import (
    column_name,
    label_words,
    name_words,
    parameter_value,
    parameter_words,
    plain_words,
)


@dataclass(frozen=True)
class Difference:
    """One thing that is not the same: by the current pack, and by the candidate (empty: not there)."""

    what: str
    before: str
    after: str


def values_that_differ(current: Pack, candidate: Pack, as_of: date) -> list[Difference]:
    """The parameters whose value on the day is another, or that only one of the packs has."""
    found = []
    for name in dict.fromkeys([*current.parameters, *candidate.parameters]):
        sides = [(pack, pack.parameters.get(name)) for pack in (current, candidate)]
        told = [parameter_words(one, parameter_value(one, as_of)) if one else "" for _, one in sides]
        if told[0] != told[1]:
            title = next(say(one.title) for _, one in reversed(sides) if one is not None)
            found.append(Difference(title, *told))
    return found


def rules_that_differ(current: Pack, candidate: Pack, decision: str, as_of: date) -> list[Difference]:
    """The rules that only one of the packs has, in words, those of one decision or function together."""
    before, after = ({**_rules(pack, decision, as_of)} for pack in (current, candidate))
    found = [Difference(where, told, "") for (where, told) in before if (where, told) not in after]
    return [*found, *(Difference(where, "", told) for (where, told) in after if (where, told) not in before)]


def files_that_differ(current: Pack, candidate: Pack) -> list[str]:
    """The names of the files that are not the same, byte for byte."""
    names = current.files.keys() | candidate.files.keys()
    return sorted(name for name in names if current.files.get(name) != candidate.files.get(name))


def _rules(pack: Pack, decision: str, as_of: date) -> dict[tuple[str, str], None]:
    try:
        model = model_in_force(pack, decision, as_of)
    except StandardNotFoundError:
        return {}
    known = parameter_values(pack, as_of)
    return dict.fromkeys(
        (_where(model, where), _told(pack, table, rule, known))
        for where, table in tables_of(model)
        for rule in table.rules
    )


def _where(model: Definitions, where: str) -> str:
    labels = {f"decision `{one.name}`": label_words(one.label or one.name) for one in model.decisions}
    return labels.get(where, where)


def _told(pack: Pack, table: DecisionTable, rule: Rule, known: dict[str, Value]) -> str:
    conditions = _("; ").join(_conditions(pack, table, rule, known))
    result = ", ".join(one.text.strip('"') for one in rule.conclusions)
    return f"{conditions or '–'} → {result}"


def _conditions(pack: Pack, table: DecisionTable, rule: Rule, known: dict[str, Value]) -> Iterator[str]:
    for column, cell in zip(table.inputs, rule.conditions, strict=True):
        name = column_name(column)

        def show(one: Value, name: str = name) -> str:
            return name_words(pack, name, one) if name else plain_words(one)

        if wanted := asked(cell, show, Environment(known)):
            titled = pack.indicators.get(name) or pack.parameters.get(name)
            title = say(titled.title) if titled is not None else label_words(column.title)
            yield _("%(title)s: %(value)s") % {"title": title, "value": wanted}
