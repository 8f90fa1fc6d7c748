"""Which columns a snapshot holds: those that the standards of the packs read, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bonafides.kernel.relational.form import DATE, NUMBER, TEXT, Column
from bonafides.packs.pack import Pack
from bonafides.packs.scope import OF_A_RECORD, names_in, record_scope
from bonafides.standards.compile.indicators import parsed, record_column

FIXED = (
    Column("entity_id", NUMBER, nullable=False),
    Column("record_id", NUMBER, nullable=False),
    Column("event_date", DATE, nullable=False),
    Column("valid_from", DATE, nullable=False),
    Column("valid_to", DATE),
    Column("replaced_on", DATE),
)
"""What the table of every kind has. `replaced_on`: of a state, the day on which the next one of its source begins."""
ENTITY = (
    Column("entity_id", NUMBER, nullable=False),
    Column("subject_kind", TEXT, nullable=False),
    Column("scheme", TEXT, nullable=False),
    Column("code", TEXT, nullable=False),
)


@dataclass(frozen=True)
class Needs:
    """The columns of the businesses, and of each kind of record, in their order."""

    entity: tuple[Column, ...]
    kinds: dict[str, tuple[Column, ...]]

    def facts(self, kind: str) -> tuple[Column, ...]:
        """The columns beyond those that every kind has."""
        return self.kinds[kind][len(FIXED) :]


def needs_of(packs: Iterable[Pack]) -> Needs:
    """What the indicators of one pack, or of several texts of one (for a comparison), read."""
    kinds: dict[str, dict[str, Column]] = {}
    for pack in packs:
        for one in pack.indicators.values():
            scope = record_scope(pack, tuple(pack.catalogue[kind] for kind in one.kinds))
            read = {one.on, *([one.of] if one.of else [])}
            if one.where is not None:
                read |= set(names_in(parsed(one.where, tuple(scope.items()))))
            known = {column.name for column in FIXED}
            of_records = {name for kind in one.kinds for name in pack.catalogue[kind].facts.properties} | set(
                OF_A_RECORD
            )
            for kind in one.kinds:
                found = kinds.setdefault(kind, {})
                found |= {name: record_column(name, scope[name]) for name in read & of_records - known}
    tables = {kind: (*FIXED, *(kinds[kind][name] for name in sorted(kinds[kind]))) for kind in sorted(kinds)}
    return Needs(ENTITY, tables)
