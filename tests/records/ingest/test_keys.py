"""Keys of businesses that a chunk enters."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import registry
from tests.records.ingest import turning
from tests.records.ingest.turning import gone_ahead, when_under_way
from tests.records.locked.conftest import COLUMNS as LOCKED_COLUMNS
from tests.records.locked.conftest import pack_with_locked_facts

emptied_db, small_chunks, again = registry.emptied_db, turning.small_chunks, turning.again


def test_a_business_in_both_parts_of_a_chunk_has_one_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: list[int]
) -> None:
    """It is new, goes ahead with one row, and has another in the rest: the key of the first serves."""
    registry.put_in_force(pack_with_locked_facts({"pack.yaml": registry.TOY["pack.yaml"].replace('"1"', '"2"')}))
    rows = [registry.row(f"S{number}", f"r{number:02}", operator=f"words {number}") for number in range(12)]
    rows[5] |= {"ref": "x", "action": "correction", "target": "nothing"}  # comes to quarantine
    rows[10] |= {"ref": "x", "code": "S8"}  # so this may have been taken, and waits
    ahead_of_turn, clashes = gone_ahead(monkeypatch), again
    when_under_way(monkeypatch, 9, lambda: None)
    told = registry.take_in(registry.write_csv(tmp_path / "rows.csv", rows, LOCKED_COLUMNS), "a-fines")
    assert (ahead_of_turn[9], told.added, told.reasons, clashes) == (3, 11, {"target-unknown": 1}, [])
    of_shop = (
        "SELECT count(*) FROM entities_entitykey k JOIN entities_entity e ON e.id = k.entity_id WHERE e.code = 'S8'"
    )
    assert registry.sql(of_shop) == [(1,)]
