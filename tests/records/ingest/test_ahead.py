"""What is looked up ahead of the merge is used where it still holds, and asked for anew where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from tests import registry

from bonafides.kernel.identifiers import gb32100
from bonafides.packs.queries import pack_of_mapping
from bonafides.records.ingest.ahead import Sealed, _next_sealed, with_links
from bonafides.records.ingest.batch import begin, file_digest, plan_of
from bonafides.records.ingest.businesses import Businesses
from bonafides.records.ingest.plan import Plan
from bonafides.records.ingest.read.source import open_source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("toy_in_force")]
toy_in_force = registry.toy_in_force
NEW, OTHER = (
    f"9199000{number}MA000000{number}" + gb32100.check_character(f"9199000{number}MA000000{number}")
    for number in (1, 2)
)
OLD = "990000000000015"


def take_in(folder: Path, *rows: dict[str, object]) -> None:
    registry.take_in(registry.write_csv(folder / f"{len(list(folder.iterdir()))}.csv", rows), "a-codes")


@pytest.fixture
def ahead(tmp_path: Path) -> tuple[Sealed, Plan]:
    """A chunk with a row under a legacy code that one business has, as it is sealed ahead."""
    take_in(tmp_path, registry.row(NEW, "own", legacy=OLD))
    path = registry.write_csv(tmp_path / "new.csv", [registry.row(OLD, "r1"), registry.row(NEW, "r2")])
    pack, version = pack_of_mapping("a-codes")
    plan = plan_of(
        begin(path, file_digest(path), path.name, pack, version, pack.mappings["a-codes"]),
        pack,
        pack.mappings["a-codes"],
    )
    chunks = open_source(path, plan.mapping).chunks(1)
    sealed = _next_sealed(chunks, plan, Businesses(plan), look=True, sort_in=True)
    assert sealed is not None
    return sealed, plan


def test_links_that_still_hold(ahead: tuple[Sealed, Plan]) -> None:
    sealed, plan = ahead
    with connection.cursor() as cursor:
        assert with_links(sealed, cursor.cursor, plan) is sealed
    assert sealed.rows.select("source_ref", "code").rows() == [("r1", NEW), ("r2", NEW)]
    assert (sealed.faults, sealed.warnings["linked by legacy code"]) == ([], 1)


def test_a_link_that_is_ambiguous_by_now(ahead: tuple[Sealed, Plan], tmp_path: Path) -> None:
    sealed, plan = ahead
    take_in(tmp_path, registry.row(OTHER, "theirs", legacy=OLD))
    with connection.cursor() as cursor:
        now = with_links(sealed, cursor.cursor, plan)
    assert now.rows["source_ref"].to_list() == ["r2"]
    assert [(one.row, one.reason.value) for one in now.faults] == [(1, "alias-ambiguous")]
    assert sealed.faults == [], "what was sealed ahead stays as it was"
