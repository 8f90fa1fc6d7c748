"""Cells of quarantine that an erasure empties: those that would have become locked facts of a business."""

from __future__ import annotations

import json
from collections.abc import Iterable
from copy import copy

from django.db.models import Q

from bonafides.entities.models import Alias, Entity
from bonafides.packs.queries import pack_of_version
from bonafides.records.ingest.locked_cells import classes_of
from bonafides.records.ingest.read.source import LINE
from bonafides.records.locked.cells import DETAILS, ERASED, opened
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
    named = Q(cells__contains=[[LINE]])
    for code in codes:
        named |= Q(cells__icontains=json.dumps(code, ensure_ascii=False)[1:-1])
    done = 0
    for row in Quarantined.objects.select_related("batch__pack_version").filter(named):
        if names_one(row, codes):
            done += _erase(row, {*_columns(row.batch, classes), LINE})
    return done


def names_one(row: Quarantined, codes: set[str]) -> bool:
    """Whether a cell is one of the codes; or whether a line that is no row has one in it."""
    if codes & {str(cell or "").strip().upper() for _, cell in row.cells}:
        return True
    if not any(name == LINE for name, _ in row.cells):
        return False
    [clear] = opened([copy(row)])
    line = str(dict(clear.cells)[LINE] or "").upper()
    return any(code in line for code in codes)


def _columns(batch: Batch, classes: Iterable[str]) -> set[str]:
    of_class = classes_of(pack_of_version(batch.pack_version), batch.mapping)
    return {column for column, of in of_class.items() if of in set(classes)}


def _erase(row: Quarantined, columns: set[str]) -> bool:
    if row.column in columns:
        columns = {*columns, DETAILS}  # it may have repeated the cell
    cells = [[column, None if column in columns else cell] for column, cell in row.cells]
    if cells == [list(one) for one in row.cells] and row.column not in columns:
        return False
    row.cells = cells
    if row.column in columns:
        row.details = ERASED
    row.save(update_fields=["cells", "details"])
    return True
