"""Nothing outside of official acts, the ingest, the sequencer of the ledger and the log of look-ups writes to the database."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from tests.structure.sources import name, sources, texts, tree

# Where writing is the work. Everything else reads. Stores hold what libraries keep of clients and accounts.
MAY_WRITE = re.compile(
    r"(\w+/)*acts/|agencies/(clients|accounts)/store\.py|agencies/accounts/drafts\.py|(\w+/)+migrations/|records/ingest/|records/drills/|sample/|ledger/(sequence|store|witnesses)\.py"
    r"|sharing/access/(log|spans|removing)\.py|sharing/once/(meter|removing|waiting)\.py"
    r"|submissions/(nonces|idempotency|uploads|settle)\.py"
    r"|portal/agency/visits/photos\.py"  # saves an image, into memory
)
# Methods of Django's that write, wherever they are called; `create` and `update` only on what is a manager or a query.
WRITES = {
    "save", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "asave", "adelete", "raw_insert",
}  # fmt: skip
OF_A_QUERY = {"create", "update", "acreate", "aupdate"}
QUERY = re.compile(r"\bobjects\b|\.filter\(|\.exclude\(|\.all\(\)|_set\b|select_for_update")
SQL = re.compile(
    r"\bINSERT\s+INTO\b|\bUPDATE\s+(ONLY\s+)?[\w.\"…]+\s+(AS\s+\w+\s+)?SET\b|\bDELETE\s+FROM\b|\bTRUNCATE\b|\bMERGE\s+INTO\b"
    r"|\bCOPY\s+[\w.\"…]+\s*(\([^)]*\)\s*)?FROM\b|\b(CREATE|ALTER|DROP)\s+(TEMP(ORARY)?\s+)?(TABLE|INDEX|TRIGGER|FUNCTION)\b",
    re.IGNORECASE,
)


def writes(module: ast.Module) -> Iterator[str]:
    """Every call and every text of a module that writes to the database, by its line."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            method, receiver = node.func.attr, ast.unparse(node.func.value)
            if method in WRITES or (method in OF_A_QUERY and QUERY.search(receiver)):
                yield f"{node.lineno}: {receiver}.{method}(…)"
    for line, text in texts(module):
        if found := SQL.search(text):
            yield f"{line}: {found[0]}"


def test_only_acts_and_the_ingest_write() -> None:
    found = [
        f"{name(path)}:{line}" for path in sources() if not MAY_WRITE.match(name(path)) for line in writes(tree(path))
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "Entity.objects.create(code=1)",
        "Entity.objects.filter(pk=1).update(code=1)",
        "entity.save(update_fields=['code'])",
        "Entity.objects.filter(pk=1).delete()",
        "Entity.objects.bulk_create(many)",
        "entity.name_set.create(name='x')",
        "cursor.execute('INSERT INTO entities_entity VALUES (1)')",
        "cursor.execute(f'UPDATE {table} SET a = 1')",
        "cursor.execute('WITH x AS (SELECT 1) DELETE FROM a')",
        "cursor.copy('COPY incoming (a, b) FROM STDIN')",
        "cursor.execute('truncate table a')",
    ],
)
def test_a_write_is_found(line: str) -> None:
    assert list(writes(ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    [
        '"""Nothing here says INSERT INTO a table."""',
        "columns.update(more)",
        "digest.update(b'x')",
        "Entity.objects.filter(pk=1).exists()",
        "cursor.execute('SELECT 1 FROM entities_entity FOR UPDATE')",
        "cursor.copy('COPY (SELECT 1) TO STDOUT')",
    ],
)
def test_what_only_reads_is_not_found(line: str) -> None:
    assert not list(writes(ast.parse(line)))
