"""The drills pass on a register that is in order, leave nothing, and fail where something is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from tests import registry
from tests.records.locked.conftest import COLUMNS, OPERATOR, pack_with_locked_facts

from bonafides.acts.act import ActRefusedError
from bonafides.ledger.sequence import sequence
from bonafides.records.drills.privacy import privacy
from bonafides.records.drills.tamper import tamper

pytestmark = pytest.mark.django_db


def test_drills(tmp_path: Path) -> None:
    registry.put_in_force(pack_with_locked_facts())
    for drill in (privacy, tamper):
        with pytest.raises(ActRefusedError):
            drill()
    rows = [registry.row("A1", "r1", operator=OPERATOR), registry.row("A2", "r2", operator="Wang Xiaoming")]
    registry.take_in(registry.write_csv(tmp_path / "a.csv", rows, COLUMNS), "a-fines")
    sequence()
    before = registry.digest()
    told = privacy()
    assert told.passed, told
    assert (told.business, told.records, told.values) == ("shop:A2", 1, 1)
    assert all(one.passed for one in tamper())
    assert registry.digest() == before
    with connection.cursor() as cursor:  # somebody keeps a copy in the clear
        cursor.execute("CREATE TABLE notes AS SELECT 'Wang Xiaoming of shop A2'::text AS note")
    told = privacy()
    assert (told.passed, told.found) == (False, ["notes"])
