"""What waits in quarantine is under lock where the fact would be: by the key of its business, or of the agency that sent it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import registry
from tests.records.locked.conftest import FORMULA, OPERATOR
from tests.records.locked.test_erasure import OLD, acting, shop
from tests.records.locked.test_locked import whole_database

from bonafides.acts.wall import go_back, go_outside
from bonafides.agencies.models import AgencyKey
from bonafides.entities.models import EntityKey
from bonafides.records.acts.erase import erase
from bonafides.records.acts.rewrap import rewrap
from bonafides.records.export import export_quarantine
from bonafides.records.ingest.keys import destroy
from bonafides.records.locked.cells import AGENCY, DETAILS, locked_cell, opened
from bonafides.records.locked.form import BrokenLockError
from bonafides.records.locked.keyring import agency_keys_of
from bonafides.records.locked.master import add, drop_old
from bonafides.records.models import Batch, Quarantined
from bonafides.records.quarantine import open_quarantine

Submit = Callable[..., Any]
pytestmark = pytest.mark.usefixtures("in_force")


def owners(row: Quarantined) -> dict[str, str]:
    """Column → whose key it lies under."""
    return {name: next(iter(cell)) for name, cell in row.cells if isinstance(cell, dict)}


def rows() -> list[Quarantined]:
    return list(Quarantined.objects.order_by("row_no"))


@pytest.fixture
def waiting(submit: Submit) -> None:
    """A business that is known, and a row of it, of one that is not, and of one without anything under lock that wait."""
    submit(
        registry.row("A1", "r1", operator=OPERATOR, **OLD),
        registry.row(" a1", "r2", operator=OPERATOR, formula=FORMULA, value="many"),
        registry.row("B7", "r3", operator=OPERATOR, value="many"),
        registry.row("A1", "r4", value="many"),
        registry.row("A1", "r5", operator=OPERATOR + "x" * 2000),
    )


def test_under_whose_key(waiting: None) -> None:
    known, unknown, nothing, long = rows()
    assert owners(known) == {"operator": "personal", "formula": "trade-secret"}
    assert owners(unknown) == {"operator": AGENCY}
    assert owners(nothing) == {}
    assert owners(long) == {"operator": "personal", DETAILS: "personal"}
    everything = whole_database()
    assert OPERATOR not in everything
    assert FORMULA not in everything
    assert json.dumps(OPERATOR)[1:-1] not in everything


def test_they_are_read_mended_and_exported_as_they_came(waiting: None, submit: Submit, tmp_path: Path) -> None:
    clear = opened(rows())
    assert [dict(one.cells)["operator"] for one in clear][:3] == [OPERATOR, OPERATOR, ""]
    assert list(dict(clear[0].cells)) == [name for name, _ in rows()[0].cells]
    assert DETAILS not in dict(clear[3].cells)
    assert OPERATOR in clear[3].details or "2000" in clear[3].details
    assert [one["details"] for one in open_quarantine(None, 9)] == [one.details for one in clear]
    batch = Batch.objects.get()
    path = tmp_path / "mend.csv"
    assert export_quarantine(batch.pk, path)[0] == 4
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [one["operator"] for one in lines[:3]] == [OPERATOR, OPERATOR, ""]
    for line in lines:
        line |= {"value": "1", "operator": line["operator"][:40], "code": line["code"].strip().upper()}
    mended = registry.write_csv(tmp_path / "mended.csv", lines, list(lines[0]))
    summary = registry.take_in(mended, "a-fines")
    assert (summary.added, summary.resolved) == (4, 4), summary.reasons
    assert OPERATOR not in whole_database()


def test_an_erasure_reaches_them(waiting: None) -> None:
    copies = [(one.pk, one.cells) for one in rows()]
    erase(acting(), shop("A1"), despite_retention=True)
    known, _, _, long = opened(rows())
    assert (dict(known.cells)["operator"], dict(known.cells)["formula"]) == (None, FORMULA)
    assert (dict(long.cells)["operator"], long.details) == (None, "erased")
    for number, cells in copies:  # an old copy of the table
        Quarantined.objects.filter(pk=number).update(cells=cells)
    assert [dict(one.cells)["operator"] for one in opened(rows())] == [None, OPERATOR, "", None]


def test_one_that_was_not_known_yet_is_reached_by_its_code(waiting: None, submit: Submit) -> None:
    submit(registry.row("B7", "r9", operator="Li", **OLD))
    erase(acting(), shop("B7"))
    assert [dict(one.cells)["operator"] for one in opened(rows())][1] is None


def test_a_line_that_is_no_row(submit: Submit, tmp_path: Path) -> None:
    submit(registry.row("A1", "r1", operator="Li", **OLD))
    path = registry.write_csv(tmp_path / "x.csv", [], (*registry.COLUMNS, "operator", "formula"))
    path.write_text(path.read_text() + f"A1,{OPERATOR}\n")
    registry.take_in(path, "a-fines")
    [row] = rows()
    assert owners(row)["_line"] == AGENCY
    assert OPERATOR not in whole_database()
    assert OPERATOR in str(dict(opened(rows())[0].cells)["_line"])
    erase(acting(), shop("A1"))
    assert dict(opened(rows())[0].cells)["_line"] is None


def test_nobody_outside_has_the_key(waiting: None) -> None:
    go_outside()
    try:
        for forbidden in ("wrapped", "*"):
            with pytest.raises(psycopg.Error, match="permission denied"), transaction.atomic():
                registry.sql(f"SELECT {forbidden} FROM agencies_agencykey")
        with pytest.raises(psycopg.Error, match="permission denied"), transaction.atomic():
            registry.sql("UPDATE agencies_agencykey SET master = 'x'")
    finally:
        go_back()


def test_the_key_of_an_agency_stays_and_is_wrapped_anew(waiting: None, settings: Any, tmp_path: Path) -> None:
    before = AgencyKey.objects.get()
    for statement in ("DELETE FROM agencies_agencykey", "UPDATE agencies_agencykey SET agency_id = agency_id + 1"):
        with pytest.raises(psycopg.Error, match="refused"), transaction.atomic():
            registry.sql(statement)
    add()
    assert rewrap(acting()) == 1 + EntityKey.objects.count()
    drop_old()
    assert AgencyKey.objects.get().master != before.master
    assert [dict(one.cells)["operator"] for one in opened(rows())][1] == OPERATOR


def test_a_key_that_went_behind_our_back_is_told(waiting: None) -> None:
    with transaction.atomic():
        registry.sql("SET LOCAL session_replication_role = replica")
        destroy(EntityKey.objects.filter(of="personal"))
        with pytest.raises(BrokenLockError, match="deleted behind the application's back"):
            opened(rows())
        transaction.set_rollback(True)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=80))
def test_any_text_comes_back(waiting: None, text: str) -> None:
    one = AgencyKey.objects.get()
    key = agency_keys_of([one.pk])[one.pk][1]
    row = Quarantined(cells=[["a", locked_cell(AGENCY, one.pk, key, text)], ["b", text]], details="d")
    assert opened([row])[0].cells == [["a", text], ["b", text]]
