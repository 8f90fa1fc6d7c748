"""PostgreSQL over the register itself: one business, or some, as known at a moment. The same program, no snapshot."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection

from bonafides.kernel.relational.dialect import Engine
from bonafides.kernel.relational.form import Column, Kind, Program
from bonafides.kernel.relational.sql import sql_text
from bonafides.packs.pack import Pack
from bonafides.standards.snapshot.extract import RECORDS, Selection, bound
from bonafides.standards.snapshot.needs import FIXED, Needs, needs_of
from bonafides.standards.snapshot.same import one_by_decision

_ENTITIES = """
SELECT e.id AS entity_id, e.kind AS subject_kind, e.scheme, e.code FROM entities_entity e
WHERE e.id = ANY (%(only)s::bigint[])"""
_FACTS = {
    Kind.NUMBER: "(facts ->> '{fact}')::bigint",
    Kind.TEXT: "facts ->> '{fact}'",
    Kind.DATE: "(facts ->> '{fact}')::date",
    Kind.BOOLEAN: "(facts ->> '{fact}')::boolean",
    Kind.TEXTS: (
        "CASE jsonb_typeof(facts -> '{fact}') WHEN 'array' THEN ARRAY(SELECT jsonb_array_elements_text(facts -> '{fact}')) END"
    ),
}


def rows(program: Program, pack: Pack, entities: Iterable[int], known_at: datetime) -> list[dict[str, Any]]:
    """What a program says of these businesses, in the order of `entity_id`, by the names of its columns.

    A business that was merged into another has no row: ask for the one that it is now.
    """
    with connection.cursor() as cursor:
        cursor.cursor.execute(text(program, pack, entities, known_at))
        names = [one.name for one in cursor.cursor.description]
        return [dict(zip(names, values, strict=True)) for values in cursor.cursor.fetchall()]


def text(program: Program, pack: Pack, entities: Iterable[int], known_at: datetime) -> str:
    """The whole statement: the tables of the program as they are in the register, then the program's own text."""
    same = one_by_decision(known_at)
    only = tuple(sorted({one for one in entities if one not in same}))
    selection = Selection(pack, needs_of([pack]), known_at, 1, same, only)
    ids = selection.kind_ids()
    facts = f"CASE r.kind_id {' '.join(f'WHEN {ids[kind]} THEN {_object(selection.needs, kind)}' for kind in ids)} END"
    standing = RECORDS.format(facts=facts if ids else "NULL", only="AND r.entity_id = ANY (%(members)s::bigint[])")
    tables = [("entities", _ENTITIES), ("standing", f"SELECT *, facts::jsonb AS told FROM ({standing}) AS r")]
    tables += [(kind, _kind(selection.needs, kind, number)) for kind, number in ids.items()]
    prologue = ", ".join(f'"{name}" AS ({select})' for name, select in tables)
    own = sql_text(program, Engine.POSTGRESQL)
    return f"WITH {bound(prologue, selection.values())} SELECT * FROM (\n{own}) AS told ORDER BY entity_id"


def _object(needs: Needs, kind: str) -> str:
    parts = []
    for one in needs.facts(kind):
        fact = (
            "to_jsonb(a.name)"
            if one.name == "agency"
            else f"coalesce(r.facts -> '{one.name}', r.withheld -> '{one.name}')"
        )
        parts.append(f"'{one.name}', {fact}")
    return f"jsonb_build_object({', '.join(parts)})"


def _kind(needs: Needs, kind: str, number: int) -> str:
    picked = [one.name for one in FIXED] + [f'{_fact(one)} AS "{one.name}"' for one in needs.facts(kind)]
    return f"SELECT {', '.join(picked)} FROM standing WHERE kind_id = {number}"


def _fact(one: Column) -> str:
    return _FACTS[one.type.kind].format(fact=one.name).replace("facts ->", "told ->")
