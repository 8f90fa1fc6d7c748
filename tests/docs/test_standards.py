"""The pages on FEEL and DMN name what is supported, and their model is in order."""

from __future__ import annotations

import re
from decimal import Decimal

from tests.docs.pages import ROOT, text

from bonafides.kernel.dmn.analysis import analyse
from bonafides.kernel.dmn.evaluate import decide
from bonafides.kernel.dmn.model import Aggregation, DecisionTable, HitPolicy
from bonafides.kernel.dmn.read import read_model
from bonafides.kernel.feel.parse import parse_unary_tests
from bonafides.kernel.feel.scope import Scope
from bonafides.kernel.feel.signatures import BUILT_IN, PROPERTIES
from bonafides.kernel.feel.types import NUMBER

FEEL = text(ROOT / "docs" / "reference" / "feel.md")
DMN = text(ROOT / "docs" / "reference" / "dmn.md")


def section(page: str, title: str) -> str:
    return page.split(f"## {title}\n")[1].split("\n## ")[0]


def test_every_function_is_named_and_no_other() -> None:
    table = "".join(line for line in section(FEEL, "Functions").splitlines(keepends=True) if line.startswith("|"))
    assert set(re.findall(r"`([^`]+)`", table)) == set(BUILT_IN)


def test_every_property_is_named() -> None:
    named = set(re.findall(r"`\.([a-z ]+)`", section(FEEL, "Values")))
    assert named == {name for properties in PROPERTIES.values() for name in properties}


def test_every_cell_that_is_shown_is_one() -> None:
    rows = [
        line.split("|")[1]
        for line in section(FEEL, "Cells of conditions (unary tests)").splitlines()
        if line.startswith("| `")
    ]
    cells = [cell for row in rows for cell in re.findall(r"`([^`]+)`", row)]
    assert len(cells) >= 12
    for cell in cells:
        parse_unary_tests(cell, Scope({"limit": NUMBER}, tested=NUMBER))


def test_every_policy_is_named() -> None:
    page = section(DMN, "Hit policies")
    assert all(one.value in page for one in (*HitPolicy, *Aggregation))


def test_the_model_is_in_order() -> None:
    (block,) = re.findall(r"^```xml\n(.*?)^```", DMN, re.DOTALL | re.MULTILINE)
    model = read_model(block.encode(), "sampling.dmn")
    table = model.decision("tier").logic
    assert isinstance(table, DecisionTable)
    analysis = analyse(table)
    assert (analysis.complete, analysis.findings) == (True, ())
    outcome = decide(model, "tier", {"penalties": Decimal(3), "listed": False})
    assert (outcome.value, outcome.fired[0].citation) == ("C", "PP-45 14; CR-107 8(2)")
