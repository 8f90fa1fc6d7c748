"""A row under a legacy code: taken in where exactly one business is linked to it, never otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import registry

from bonafides.kernel.identifiers import gb32100
from bonafides.records.models import Quarantined, Record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("toy_in_force")]
toy_in_force = registry.toy_in_force
NEW, OTHER = (
    f"9199000{number}MA000000{number}" + gb32100.check_character(f"9199000{number}MA000000{number}")
    for number in (1, 2)
)
OLD, STRANGER = "990000000000015", "990000000000023"


@pytest.fixture(autouse=True)
def _linked(tmp_path: Path) -> None:
    """A business with a legacy code."""
    registry.take_in(registry.write_csv(tmp_path / "own.csv", [registry.row(NEW, "own", legacy=OLD)]), "a-codes")


def take_in(folder: Path, *rows: dict[str, object]) -> object:
    path = folder / f"{len(list(folder.iterdir()))}.csv"
    return registry.take_in(registry.write_csv(path, rows), "a-codes")


def of(ref: str) -> str:
    return Record.objects.select_related("entity").get(source_ref=ref).entity.code


def test_linked_to_one(tmp_path: Path) -> None:
    summary = take_in(tmp_path, registry.row(OLD, "r1"), registry.row(NEW, "r2"), registry.row(f" {OLD} ", "r3"))
    assert (summary.added, summary.quarantined) == (3, 0)
    assert summary.warnings["linked by legacy code"] == 2
    assert {of(ref) for ref in ("r1", "r2", "r3")} == {NEW}


def test_linked_to_none(tmp_path: Path) -> None:
    summary = take_in(tmp_path, registry.row(STRANGER, "r1"), registry.row(NEW, "r2"))
    assert (summary.added, summary.reasons) == (1, {"alias-unlinked": 1})
    fault = Quarantined.objects.get()
    assert (fault.row_no, fault.column) == (1, "code")
    assert fault.details == (
        f"`{STRANGER}` is a legacy code (registration-number) and is linked to no business yet; "
        "give the code that the business has now"
    )


def test_linked_to_several(tmp_path: Path) -> None:
    take_in(tmp_path, registry.row(OTHER, "x", legacy=OLD))
    assert take_in(tmp_path, registry.row(OLD, "r1")).reasons == {"alias-ambiguous": 1}
    take_in(tmp_path, registry.row(OTHER, "y", action="withdrawal", target="x"))
    assert take_in(tmp_path, registry.row(OLD, "r2")).added == 1, "a link lives as long as the record that gave it"


def test_the_record_that_linked_is_corrected(tmp_path: Path) -> None:
    """To another business: the legacy code goes with it."""
    take_in(tmp_path, registry.row(OTHER, "c", action="correction", target="own", legacy=OLD))
    assert take_in(tmp_path, registry.row(OLD, "r1")).added == 1
    assert of("r1") == OTHER


def test_linked_twice_to_one_business(tmp_path: Path) -> None:
    take_in(tmp_path, registry.row(NEW, "again", legacy=OLD))
    assert take_in(tmp_path, registry.row(OLD, "r1")).added == 1


@pytest.mark.parametrize("codes", [(OLD, OLD), (OLD, NEW), (NEW, OLD), (OLD, NEW, OLD)])
@pytest.mark.parametrize("same", [True, False])
def test_one_reference_twice_in_a_file(tmp_path: Path, codes: tuple[str, ...], same: bool) -> None:
    """The first row of the file is taken, under whichever code it stands; and good rows beside them come in."""
    rows = [registry.row(code, "r1", value=1 if same else number) for number, code in enumerate(codes)]
    summary = take_in(tmp_path, *rows, registry.row(NEW, "r2"))
    assert summary.added == 2
    assert summary.reasons == {"duplicate-row" if same else "ref-taken": len(codes) - 1}
    assert Record.objects.get(source_ref="r1").row_no == 1


def test_a_linked_row_again(tmp_path: Path) -> None:
    """Known already, whichever of its codes the business is named by."""
    take_in(tmp_path, registry.row(OLD, "r1", note="first"))
    summary = take_in(tmp_path, registry.row(NEW, "r1", note="first"), registry.row(OLD, "r2"))
    assert (summary.added, summary.unchanged) == (1, 1)
    assert take_in(tmp_path, registry.row(OLD, "r1", note="first"), registry.row(OLD, "r3")).unchanged == 1


def test_a_correction_under_a_legacy_code(tmp_path: Path) -> None:
    take_in(tmp_path, registry.row(NEW, "r1"), registry.row(OLD, "c1", action="correction", target="r1", value=5))
    found = Record.objects.get(source_ref="c1")
    assert (found.entity.code, found.facts) == (NEW, {"value": 5})
