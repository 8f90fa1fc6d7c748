"""What is written beside the rules of a table: their citations, how sure we are of each, and the reason in each language.

The first annotation column is the citation. A column `mark` holds a mark of certainty (docs/reference/pack.md); a column named
by a language of the pack (`zh`, `en`) holds the reason as a reader of that language is told it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import get_args

from bonafides.kernel.dmn.model import DecisionTable, Definitions, Rule
from bonafides.packs.decisions import cited, tables_of
from bonafides.packs.faults import PackFault
from bonafides.packs.pack import Pack
from bonafides.packs.vocabulary import Mark
from bonafides.packs.wording import shown

MARK = "mark"
MARKS: tuple[str, ...] = get_args(Mark)


def noted(table: DecisionTable, rule: Rule) -> dict[str, str]:
    """The annotations of a rule by the name of their column; empty ones are left out."""
    pairs = zip(table.annotation_names, rule.annotations, strict=False)
    return {name: text for name, text in pairs if name and text}


def annotation_faults(pack: Pack) -> Iterator[PackFault]:
    """Marks that are none, reasons that are missing, instruments that were not in force while the model was."""
    for model in pack.standards.values():
        for where, table in tables_of(model):
            for rule in table.rules:
                yield from _rule(pack, model, table, rule, f"{where}, rule {rule.number}")


def _rule(pack: Pack, model: Definitions, table: DecisionTable, rule: Rule, where: str) -> Iterator[PackFault]:
    told = noted(table, rule)
    if MARK in table.annotation_names and told.get(MARK) not in MARKS:
        yield PackFault(model.file, rule.line, where, f"a mark ({', '.join(MARKS)})", shown(told.get(MARK)))
    for language in pack.info.languages:
        if language in table.annotation_names and language not in told:
            yield PackFault(model.file, rule.line, where, f"the reason in the column `{language}`", "nothing", "add it")
    for name, _ in cited(rule.citation):
        instrument = pack.instruments.get(name)
        if instrument is not None and not _together(model, instrument.in_force.since, instrument.in_force.until):
            held = f"{instrument.in_force.since} to {instrument.in_force.until or 'now'}"
            expected = "an instrument that was in force on a day on which the model is"
            mend = "cite the one then in force, or mend `from` and `to` of the model"
            yield PackFault(model.file, rule.line, where, expected, f"`{name}`, in force {held}", mend)


def _together(model: Definitions, since: date, until: date | None) -> bool:
    try:
        start, end = (model.extensions.get(word) for word in ("from", "to"))
        begun = until is None or start is None or date.fromisoformat(start) < until
        return begun and (end is None or since < date.fromisoformat(end))
    except ValueError:
        return True  # a day that is none is told by `bindings.py`
