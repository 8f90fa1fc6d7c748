"""A score is for the order of targeted checks and nothing else: no page, no tier, no list, no measure can come to read one."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection, transaction
from tests.structure.sources import HOUSE, name, sources, tree

from bonafides.acts.wall import go_back, go_outside
from bonafides.site.wall import CLOSED

ITS_OWN = ("watch/", "cli/watch/")
OF_SCORES = {
    f"bonafides.watch.{word}"
    for word in ("kept", "models", "points", "registry", "score", "score_store", "scoring", "words")
}  # fmt: skip


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
    return found


@pytest.mark.parametrize("path", [one for one in sources() if not name(one).startswith(ITS_OWN)], ids=name)
def test_nothing_else_reads_scores(path: Path) -> None:
    assert imported(path) & OF_SCORES == set(), "a score is read by early warning and its commands alone"


def test_its_tables_and_files_are_named_nowhere_else() -> None:
    words = {*CLOSED, "score-"}
    naming = {
        name(path)
        for path in HOUSE.rglob("*.py")
        for word in words
        if f'"{word}' in path.read_text(encoding="utf-8") and not name(path).startswith(ITS_OWN)
    }
    assert naming == {"site/wall.py"}


@pytest.mark.parametrize("table", CLOSED)
def test_the_web_server_has_no_right_to_them(db: None, table: str) -> None:
    go_outside()
    try:
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"SELECT count(*) FROM {table}")
    finally:
        go_back()


def test_every_table_of_the_registry_and_of_signals_is_closed() -> None:
    from django.apps import apps

    tables = {one._meta.db_table for app in ("watch", "signals") for one in apps.get_app_config(app).get_models()}
    assert tables == set(CLOSED)
