"""Who reads records: the door (`sharing`), and who decides or takes in. Whatever else asks for them is refused here."""

from __future__ import annotations

import ast
import re

import pytest
from tests.structure.sources import name, sources, texts, tree

# Shows records to a person or a program: only from here.
DOOR = re.compile(r"sharing/")
# Takes in, keeps and proves; decides, and tells what it decided; the operator's own commands on this machine.
INSIDE = re.compile(
    r"records/|ledger/|standards/|tiers/touched|entities/acts/|cli/|site/wall"
    r"|procedures/(models|opening|computed|law|cases|acts/)|documents/named|inspections/visited"
    r"|measures/(reconcile|record_triggers|acts/)|consumers/ended_records|listings/(records|queries|fallen|proposals|released|effects/)"
    r"|remedies/(own_records|queries|matter|proofs|computed|applying|commitments|effects/|acts/)|submissions/records|pledges/queries"
    r"|procedures/named_evidence"
)
# Of the doors of the web: finds by its reference a record that an act is about, and shows nothing of it.
NAMES = re.compile(r"portal/api/(measures|case_acts|remedies)\.py")
READS = re.compile(r"\brecords_(record|quarantined|disclosed)\b")


def reads(module: ast.Module) -> bool:
    """Whether a module asks for records: in SQL, or through their model."""
    if any(READS.search(text) for _, text in texts(module)):
        return True
    return any(
        isinstance(node, ast.Attribute) and node.attr == "objects" and isinstance(node.value, ast.Name)
        and node.value.id in ("Record", "Quarantined")
        for node in ast.walk(module)
    )  # fmt: skip


def test_records_are_read_at_the_door_or_inside() -> None:
    found = [name(path) for path in sources() if reads(tree(path))]
    assert [one for one in found if not any(known.match(one) for known in (DOOR, INSIDE, NAMES))] == [], (
        "ask bonafides.sharing.disclosure for what is shown; add to INSIDE only what decides"
    )


def test_the_view_of_all_is_for_the_door_alone() -> None:
    found = [name(path) for path in sources() if any("records_disclosed" in text for _, text in texts(tree(path)))]
    assert [one for one in found if not one.startswith(("sharing/", "records/migrations/"))] == []


@pytest.mark.parametrize(
    "line",
    ["Record.objects.filter(pk=1)", "cursor.execute('SELECT facts FROM records_record')", "Quarantined.objects.all()"],
)
def test_a_reader_is_found(line: str) -> None:
    assert reads(ast.parse(line))
