"""Whose file is this? Each export is read anew, as it was known then, and the file is held to what its mark chose."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from struct import unpack
from typing import Any

from django.utils import timezone

from bonafides.agencies.who import OPERATOR
from bonafides.entities.models import Alias, Entity
from bonafides.sharing.access.models import Export
from bonafides.sharing.disclosure import How, Request, disclosed_fields
from bonafides.sharing.exports.compare import Compared, Given, compare
from bonafides.sharing.exports.keys import choices_of
from bonafides.sharing.exports.read import alike, read_cells
from bonafides.sharing.exports.table import gaps_of, own_cells, text_of


@dataclass(frozen=True)
class Suspected:
    """One export beside the file."""

    export: Export
    compared: Compared

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        own = self.export
        return {
            "export": own.pk, "pack": own.pack, "agency": own.agency, "officer": own.name, "purpose": own.purpose,
            "case": own.case, "kind": own.kind, "on": own.on.isoformat(), "act": own.act_id, **self.compared.as_json(),
        }  # fmt: skip


@dataclass(frozen=True)
class Detected:
    """What was found. `exports`: how many there are, all of which are paid for in the chance of being wrong."""

    lines: int
    exports: int
    suspected: list[Suspected]

    @property
    def named(self) -> list[Suspected]:
        return [one for one in self.suspected if one.compared.verdict.named]

    def as_json(self) -> dict[str, Any]:
        """For programs: those that are named, and the nearest of the others."""
        return {
            "lines": self.lines, "exports": self.exports, "named": [one.as_json() for one in self.named],
            "others": [one.as_json() for one in self.suspected if not one.compared.verdict.named][:5],
        }  # fmt: skip


def detect(path: Path) -> Detected:
    """Name the exports that a file comes from. Raises NotReadableError.

    What it reads anew is written down for the businesses as a look-up of the operator.
    """
    file = [[alike(cell) for cell in row] for row in read_cells(path)]
    exports = list(Export.objects.order_by("-pk"))
    about = _businesses({cell for row in file for cell in row})
    found = [
        Suspected(one, compare(file, _given(one), len(exports)))
        for one in exports
        if not about or about & set(_numbers(bytes(one.entities)))
    ]
    found.sort(key=lambda one: (one.compared.verdict.together, -one.compared.rows))
    return Detected(len(file), len(exports), [one for one in found if one.compared.rows])


def _given(export: Export) -> Given:
    """An export as it was given: what was known then, of the records that it held."""
    request = Request(OPERATOR, None, None, timezone.localdate())
    numbers, entities = set(_numbers(bytes(export.records))), _numbers(bytes(export.entities))
    found = [
        one
        for one in disclosed_fields(
            request, entities, {export.kind: export.fields}, as_of=export.on, known_at=export.known_at, how=How.COMMAND
        )
        if one.id in numbers
    ]
    codes = dict(Entity.objects.filter(pk__in=entities).values_list("id", "code"))
    choices = choices_of(bytes(export.salt))
    rows = {
        str(one.id): own_cells(one, codes[one.entity]) | {name: text_of(one.facts.get(name)) for name in export.fields}
        for one in found
    }
    return Given(choices, rows, export.fields, gaps_of(found, export.fields, choices, export.per_mille))


def _businesses(cells: Collection[str]) -> set[int]:
    """The businesses whose codes stand in the file; nothing where it has no column of codes any more."""
    codes = {cell.upper() for cell in cells if cell} | {cell for cell in cells if cell}
    found = set(Entity.objects.filter(code__in=codes).values_list("id", flat=True))
    return found | set(Alias.objects.filter(code__in=codes).values_list("entity_id", flat=True))


def _numbers(content: bytes) -> Sequence[int]:
    return unpack(f">{len(content) // 8}q", content)
