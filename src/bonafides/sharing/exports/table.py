"""The rows of an export: who and when of each record, its facts, and the mark of the recipient."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bonafides.kernel.marks.choices import GAP, Choices
from bonafides.sharing.disclosure import Disclosed

REFERENCE = "line"
"""The column with the reference of a row, to be named in questions about it."""
OWN = ("code", "agency", "record", "event_date", "valid_from", "valid_to")
"""Columns beside the facts. They are never held back: whose record it is, and when it holds, is whole in every row."""


@dataclass(frozen=True)
class Table:
    """An export as it is given: a row for each record."""

    columns: list[str]
    rows: list[list[str]]
    numbers: list[int]
    """Of the records, row for row."""
    gaps: int


def marked_table(
    found: Sequence[Disclosed], fields: Sequence[str], codes: Mapping[int, str], choices: Choices, per_mille: int
) -> Table:
    """The table of some records under a mark. No value in it is another than the register's."""
    by_number = {str(one.id): one for one in found}
    own = gaps_of(found, fields, choices, per_mille)
    order = choices.order(by_number)
    rows = [_row(by_number[item], item, fields, codes, choices, own) for item in order]
    return Table([REFERENCE, *OWN, *fields], rows, [int(item) for item in order], len(own))


def gaps_of(
    found: Sequence[Disclosed], fields: Sequence[str], choices: Choices, per_mille: int
) -> frozenset[tuple[str, str]]:
    """The cells (number of the record, fact) that are held back: of those that have a value."""
    return frozenset(
        (str(one.id), name)
        for one in found
        for name in fields
        if has_value(one, name) and choices.is_gap(str(one.id), name, per_mille)
    )


def has_value(one: Disclosed, name: str) -> bool:
    return one.facts.get(name) not in (None, "")


def own_cells(one: Disclosed, code: str) -> dict[str, str]:
    """Whose record it is, and when it holds."""
    values = (code, one.agency, one.ref, one.event_date, one.valid_from, one.valid_to)
    return {name: text_of(value) for name, value in zip(OWN, values, strict=True)}


def text_of(value: Any) -> str:
    """A value as a cell has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return str(value)


def _row(
    one: Disclosed, item: str, fields: Sequence[str], codes: Mapping[int, str], choices: Choices,
    gaps: frozenset[tuple[str, str]],
) -> list[str]:  # fmt: skip
    facts = (GAP if (item, name) in gaps else text_of(one.facts.get(name)) for name in fields)
    return [choices.reference(item), *own_cells(one, codes[one.entity]).values(), *facts]
