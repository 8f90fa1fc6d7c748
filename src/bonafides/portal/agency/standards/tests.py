"""The test cases of a standard as they came out last: what each expects, and what came."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from bonafides.packs.pack import Pack
from bonafides.portal.design.rows import Cell, Table
from bonafides.portal.moments import shown
from bonafides.standards.packtest.kept import KeptCase, kept

MOST = 100
"""Cases on a page; the rest is told by their number, and all of them by the command."""


def tests_of(pack: Pack, standard: str) -> dict[str, Any]:
    """What the page of a standard shows of its tests."""
    run = kept(pack)
    if run is None:
        return {"tests": None}
    found = run.of(standard)
    failed = sum(not one.passed for one in found)
    return {
        "tests": _table(found[:MOST]), "tests_at": shown(run.at), "tests_count": len(found), "tests_failed": failed,
        "tests_more": max(0, len(found) - MOST),
    }  # fmt: skip


def _table(found: list[KeptCase]) -> Table:
    heads = (_("Case"), _("As of"), _("Decision"), _("Expected"), _("What came"), _("Decided by"))
    rows = tuple(
        (Cell(one.case), one.as_of, Cell(told.decision, code=True), told.expected,
         Cell(_("as expected"), tag="good") if told.held else Cell(told.came),
         _("the reference and the SQL") if told.by_sql else _("the reference alone"))
        for one in found for told in one.told
    )  # fmt: skip
    return Table(_("Test cases of this standard"), heads, rows, empty=_("No test case meets a rule of this standard."))
