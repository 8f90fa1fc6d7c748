"""Cells of quarantine that an erasure empties: those that would have become locked facts of a business."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.db.models import Q

from bonafides.entities.models import Alias, Entity
from bonafides.packs.queries import pack_of_version
from bonafides.records.models import Batch, Quarantined


def erase_cells(entities: Iterable[int], classes: Iterable[str]) -> int:
    """Of every row that names one of the businesses by a code of it, open or mended; how many rows.

    A row is then mended from empty cells.
    """
    numbers = list(entities)
    codes = {
        str(code).upper()
        for model, key in ((Entity, "pk__in"), (Alias, "entity_id__in"))
        for code in model._base_manager.filter(**{key: numbers}).values_list("code", flat=True)  # noqa: SLF001
    }
    named = Q()
    for code in codes:
        named |= Q(cells__icontains=json.dumps(code, ensure_ascii=False)[1:-1])
    done = 0
    for row in Quarantined.objects.select_related("batch__pack_version").filter(named):
        if codes & {str(cell or "").strip().upper() for _, cell in row.cells}:
            done += _erase(row, _columns(row.batch, classes))
    return done


def _columns(batch: Batch, classes: Iterable[str]) -> set[str]:
    pack = pack_of_version(batch.pack_version)
    mapping = pack.mappings[batch.mapping]
    facts = pack.catalogue[mapping.kind].facts
    locked = frozenset[str]().union(*(facts.locked(of) for of in classes))
    return {column for name, cell in mapping.facts.items() if name in locked for column in cell.columns}


def _erase(row: Quarantined, columns: set[str]) -> bool:
    cells = [[column, None if column in columns else cell] for column, cell in row.cells]
    if cells == [list(one) for one in row.cells] and row.column not in columns:
        return False
    row.cells = cells
    if row.column in columns:
        row.details = "erased"  # it may have repeated the cell
    row.save(update_fields=["cells", "details"])
    return True
