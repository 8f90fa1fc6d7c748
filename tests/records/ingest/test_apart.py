"""What of a chunk goes ahead of its turn: what touches nothing of the chunk before."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import registry
from tests.records.ingest import turning
from tests.records.ingest.conftest import uscc
from tests.records.ingest.turning import file, gone_ahead, shops, when_under_way

emptied_db, small_chunks, again = registry.emptied_db, turning.small_chunks, turning.again


def test_a_chunk_goes_ahead_of_its_turn_with_what_touches_nothing_of_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: list[int]
) -> None:
    gone = gone_ahead(monkeypatch)
    when_under_way(monkeypatch, 9, lambda: None)
    rows = shops(0, 8)
    rows += [
        registry.row("S20", "r020"),
        registry.row("S5", "r021"),  # a business that the chunk before enters
        registry.row("S21", "r005"),  # a reference of it
        registry.row("S6", "r022", action="correction", target="r006", value=7),  # and a record
    ]
    told = registry.take_in(file(tmp_path, *rows), "a-fines")
    assert (gone[5], gone[9], again) == (0, 1, [])
    assert (told.added, told.quarantined, told.reasons) == (11, 1, {"ref-taken": 1})
    [(target,)] = registry.sql(
        "SELECT o.source_ref FROM records_record r JOIN records_record o ON o.id = r.supersedes WHERE r.source_ref = 'r022'"
    )
    assert target == "r006"


@pytest.mark.parametrize(("target", "gone", "reasons"), [("own", 0, {"alias-unlinked": 1}), ("else", 4, {})])
def test_a_correction_in_the_chunk_before_that_ends_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: list[int], target: str, gone: int, reasons: dict[str, int]
) -> None:
    """Only then a chunk with a row under that legacy code goes nothing ahead, and the row is not taken for linked."""
    linked = [registry.row(uscc(1), "own", legacy="990000000000015"), registry.row(uscc(2), "else")]
    registry.take_in(registry.write_csv(tmp_path / "linked.csv", linked), "a-codes")
    rows = [registry.row(uscc(10 + number), f"r{number:02}") for number in range(12)]
    rows[6] |= {"code": uscc(1 if target == "own" else 2), "action": "correction", "target": target, "value": 2}
    rows[10] |= {"code": "990000000000015"}
    ahead_of_turn = gone_ahead(monkeypatch)
    when_under_way(monkeypatch, 9, lambda: None)
    told = registry.take_in(file(tmp_path, *rows), "a-codes")
    assert (ahead_of_turn[9], told.reasons, again) == (gone, reasons, [])
