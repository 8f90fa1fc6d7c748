"""How a fault of a pack reads, and how many read together."""

from __future__ import annotations

from bonafides.packs.faults import PackFault, PackRefusedError


def test_a_fault_names_file_line_place_what_was_expected_what_came_and_the_mend() -> None:
    fault = PackFault("catalogue/fine.yaml", 12, "facts.type", "`object`", "`list`", "mend it")
    assert str(fault) == "catalogue/fine.yaml:12: facts.type: expected `object`, came `list`; mend it"
    assert str(PackFault("pack.yaml", 0, "", "this file", "no file")) == "pack.yaml: expected this file, came no file"


def test_faults_are_told_in_file_and_line_order() -> None:
    faults = [
        PackFault("b.yaml", 1, "", "x", "y"),
        PackFault("a.yaml", 20, "", "x", "y"),
        PackFault("a.yaml", 3, "", "x", "y"),
    ]
    error = PackRefusedError("packs/x", faults)
    assert str(error) == (
        "pack packs/x: 3 faults\n"
        "  a.yaml:3: expected x, came y\n"
        "  a.yaml:20: expected x, came y\n"
        "  b.yaml:1: expected x, came y"
    )
    assert str(PackRefusedError("packs/x", faults[:1])).startswith("pack packs/x: 1 fault\n")
