"""Which cells of rows that cannot come in are kept under lock, and under which key (records/locked/cells.py)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import psycopg

from bonafides.packs.facts import LOCKED
from bonafides.packs.pack import Pack
from bonafides.packs.queries import pack_of_version
from bonafides.records.ingest.faults import RowFault
from bonafides.records.ingest.keys import settled, settled_for
from bonafides.records.ingest.read.source import LINE
from bonafides.records.locked.cells import AGENCY, DETAILS, locked_cell
from bonafides.records.locked.key import Key
from bonafides.records.models import Batch

Cells = dict[str, str | dict[str, str] | None]
_KNOWN = "SELECT upper(code), id FROM entities_entity WHERE scheme = %s AND upper(code) = ANY (%s)"


def classes_of(pack: Pack, mapping: str) -> dict[str, str]:
    """Column → the class of the locked fact that it holds."""
    given = pack.mappings[mapping]
    facts = pack.catalogue[given.kind].facts
    return {
        column: of for of in LOCKED for name, cell in given.facts.items() if name in facts.locked(of) for column in cell.columns
    }  # fmt: skip


def under_lock(
    cursor: psycopg.Cursor[tuple[object, ...]], batch_id: int, faults: Sequence[RowFault], details: Sequence[str]
) -> list[tuple[Cells, str]]:
    """Of each fault its cells and what is told of it, as they are kept. Where a mapping has no locked facts, as they came."""
    plain: list[tuple[Cells, str]] = [(dict(fault.cells), told) for fault, told in zip(faults, details, strict=True)]
    batch = Batch.objects.select_related("pack_version").defer("pack_version__files").get(pk=batch_id)
    pack = pack_of_version(batch.pack_version)
    classes = classes_of(pack, batch.mapping)
    if not classes:
        return plain
    code = pack.mappings[batch.mapping].code
    businesses = _businesses(cursor, code.scheme, code.sources, faults)
    keys = {of: settled(cursor, of, set(businesses.values())) for of in dict.fromkeys(classes.values())}
    own: list[Key] = []

    def kept(fault: RowFault, column: str, text: str) -> dict[str, str] | None:
        of = classes.get(column, AGENCY)  # a line that is no row may hold anything
        if of != AGENCY and (number := businesses.get(fault.row)) is not None:
            key = keys[of][number]
            return locked_cell(of, key.number, key.key, text)
        if not own:
            own.append(settled_for(cursor, batch.agency_id))
        return locked_cell(AGENCY, own[0].number, own[0].key, text)

    found = []
    for fault, (cells, told) in zip(faults, plain, strict=True):
        held: Cells = {
            name: kept(fault, name, cell)
            if isinstance(cell, str) and cell and (name in classes or name == LINE)
            else cell
            for name, cell in cells.items()
        }
        if fault.column in classes:
            held[DETAILS] = kept(fault, fault.column, told)
        found.append((held, "" if fault.column in classes else told))
    return found


def _businesses(
    cursor: psycopg.Cursor[tuple[object, ...]], scheme: str, columns: Iterable[str], faults: Sequence[RowFault]
) -> Mapping[int, int]:
    """Row → the business that it names by a code of this register; several columns may name it, the first that does counts."""
    codes = {fault.row: [_code(fault.cells.get(name)) for name in columns] for fault in faults}
    wanted = sorted({one for several in codes.values() for one in several if one})
    if not wanted:
        return {}
    known = {str(code): int(str(number)) for code, number in cursor.execute(_KNOWN, [scheme, wanted]).fetchall()}
    return {row: known[one] for row, several in codes.items() for one in reversed(several) if one in known}


def _code(cell: str | None) -> str:
    return (cell or "").strip().upper().replace("\0", "")
