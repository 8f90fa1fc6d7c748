"""A signal is a lead: nothing that decides, lists, tiers, publishes or penalises can look at one."""

from __future__ import annotations

import ast
import re

from tests.structure.sources import name, sources, texts, tree

# Who may know of signals: the app itself, and who shows them to officers of the agency.
MAY_KNOW = re.compile(r"watch/signals/|cli/signal/|cli/main|portal/(agency|api)/|site/(settings|wall)")


def knows(module: ast.Module) -> bool:
    """Whether a module names the app or its tables."""
    if any("signals_" in text or "watch.signals" in text for _, text in texts(module)):
        return True
    return any(
        isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bonafides.watch.signals")
        for node in ast.walk(module)
    )


def test_nobody_else_knows_of_signals() -> None:
    found = [name(path) for path in sources() if knows(tree(path)) and not MAY_KNOW.match(name(path))]
    assert found == []


def test_no_public_page_knows_of_signals() -> None:
    found = [
        name(path) for path in sources() if knows(tree(path)) and name(path).startswith(("portal/public/", "sharing/"))
    ]
    assert found == []


def test_a_reader_is_found() -> None:
    assert knows(ast.parse("from bonafides.watch.signals.models import Signal"))
    assert knows(ast.parse("cursor.execute('SELECT 1 FROM signals_signal')"))
    assert not knows(ast.parse("from bonafides.packs.signal import Signal"))
