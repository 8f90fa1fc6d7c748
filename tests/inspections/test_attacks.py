"""Somebody who owns the database and the disk tries to steer a draw. Each attempt is caught, by us or by whoever verifies."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.inspections import world
from tests.registry import sql

from bonafides.acts.act import ActRefusedError
from bonafides.inspections.acts.hold_draw import hold_draw
from bonafides.inspections.bundles import auditors_bundle, public_bundle
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.frozen import path_of
from bonafides.inspections.models import Draw
from bonafides.inspections.queries import draw_of
from bonafides.kernel.draw.bundle import Bundle
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.verify import verify
from bonafides.kernel.merkle.checkpoints import Trust
from bonafides.ledger.audit.whole import audit
from bonafides.ledger.keys import keys
from bonafides.ledger.sequence import sequence

pytestmark = pytest.mark.usefixtures("peopled")
Json = dict[str, Any]


def as_owner(statement: str, *values: object) -> None:
    """Change what is append-only, as only a superuser can."""
    sql("SET session_replication_role = replica")
    sql(statement, *values)
    sql("SET session_replication_role = DEFAULT")


def rewritten(draw: str, change: Callable[[list[Json]], list[Json]]) -> None:
    """The frozen list, changed on disk."""
    table = pq.read_table(path_of(draw))
    pq.write_table(pa.Table.from_pylist(change(table.to_pylist()), table.schema), path_of(draw))


def test_the_frozen_list_in_another_order_is_the_same_list() -> None:
    draw, evidence = world.committed(world.plan())
    rewritten(draw.draw, lambda rows: rows[::-1])
    assert hold_draw(world.decider(), draw, evidence).drawn


def _swapped(rows: list[Json]) -> list[Json]:
    """The salts of two businesses, exchanged: each would have the other's ticket."""
    rows[0]["salt"], rows[1]["salt"] = rows[1]["salt"], rows[0]["salt"]
    return rows


@pytest.mark.parametrize(
    "change",
    [
        _swapped,
        lambda rows: rows[1:],
        lambda rows: [*rows, {**rows[0], "code": "S9999"}],
        lambda rows: [rows[0] | {"stratum": "high"}, *rows[1:]],
        lambda rows: [rows[0] | {"excluded": "yearly-cap"}, *rows[1:]],
        lambda rows: [rows[0] | {"weight": 5}, *rows[1:]],
        lambda rows: [rows[0] | {"region": "so"}, *rows[1:]],
        lambda rows: [rows[0] | {"last_pair": ["1", "2"]}, *rows[1:]],
    ],
)
def test_the_frozen_list_changed(change: Callable[[list[Json]], list[Json]]) -> None:
    draw, evidence = world.committed(world.plan())
    rewritten(draw.draw, change)
    with pytest.raises(ActRefusedError, match=r"put the file back from a backup"):
        hold_draw(world.decider(), draw, evidence)


def test_the_frozen_list_gone_or_no_list() -> None:
    draw, evidence = world.committed(world.plan())
    path_of(draw.draw).write_bytes(b"no list")
    with pytest.raises(ActRefusedError, match="is not the file that was written: put it back from a backup"):
        hold_draw(world.decider(), draw, evidence)
    path_of(draw.draw).unlink()
    with pytest.raises(ActRefusedError, match="the frozen list of toy.a.2026-1.hygiene.1 is gone".replace(".", r"\.")):
        hold_draw(world.decider(), draw, evidence)


def test_a_ratio_changed_after_the_commitment() -> None:
    draw, evidence = world.committed(world.plan())
    as_owner("UPDATE inspections_draw SET commitment = jsonb_set(commitment, '{strata,1,bp}', '9000')")
    with pytest.raises(ActRefusedError, match="was changed: its hash is not the one in the ledger"):
        hold_draw(world.decider(), draw, evidence)


def test_a_ratio_and_the_hash_beside_it_changed() -> None:
    """Then the draw can be held here; nobody who verifies believes it."""
    draw, evidence = world.committed(world.plan())
    changed = json.loads(json.dumps(draw.commitment))
    changed["strata"][1]["bp"] = 9000
    from bonafides.kernel.draw.commitment import Commitment

    digest = Commitment.of_json(changed).hash()
    as_owner("UPDATE inspections_draw SET commitment = %s, commitment_hash = %s", json.dumps(changed), digest)
    hold_draw(world.decider(), draw_of(draw.draw), evidence)
    bundle = Bundle.of_json(public_bundle(draw_of(draw.draw)).to_json())
    with pytest.raises(Refused, match="the receipt is not of this commitment"):
        verify(bundle, Trust(keys().verifiers))


def a_held() -> Draw:
    draw, evidence = world.committed(world.plan())
    hold_draw(world.decider(), draw, evidence)
    return draw


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE inspections_held SET drawn = drawn - 0", "not what follows from its seed"),
        (
            "UPDATE inspections_held SET evidence = jsonb_set(evidence, '{numbers,agency}', %s)",
            "not the one that was promised",
        ),
        ("UPDATE inspections_draw SET officers = jsonb_set(officers, '{opened,0,capacity}', '0')", "were changed"),
        (
            "UPDATE inspections_draw SET officers = jsonb_set(officers, '{document,each}', '3')",
            "not those that were committed to",
        ),
    ],
)
def test_rows_changed_after_the_draw(statement: str, told: str) -> None:
    draw = a_held()
    as_owner(statement, *([json.dumps("ab" * 32)] if "%s" in statement else []))
    with pytest.raises(RefusedError, match=told):
        auditors_bundle(draw_of(draw.draw))


def _without(bundle: Json) -> None:
    """A drawn business is dropped, and with it its visit."""
    code = bundle["result"]["drawn"].pop()
    visits = bundle["result"]["assignment"]["visits"]
    bundle["result"]["assignment"]["visits"] = [one for one in visits if one["code"] != code]


def _exchanged(bundle: Json) -> None:
    """Another business is inspected in the place of one that was drawn."""
    drawn, visits = bundle["result"]["drawn"], bundle["result"]["assignment"]["visits"]
    other = next(one["code"] for one in bundle["subjects"] if one["code"] not in drawn)
    gone, drawn[-1] = drawn[-1], other
    next(one for one in visits if one["code"] == gone)["code"] = other
    drawn.sort()
    visits.sort(key=lambda one: one["code"])


def _officer(bundle: Json) -> None:
    """Another officer goes."""
    visit = bundle["result"]["assignment"]["visits"][0]
    visit["officers"][1] = next(one for one in ("1", "2", "3", "4") if one not in visit["officers"])


def _ratio(bundle: Json) -> None:
    bundle["commitment"]["strata"][1]["bp"] += 1


def _seed(bundle: Json) -> None:
    bundle["evidence"]["numbers"]["agency"] = "ab" * 32


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_without, "are to be drawn; the result has"),
        (_exchanged, "drawn but not in the result"),
        (_officer, "by the pair hashes"),
        (_ratio, "the receipt is not of this commitment"),
        (_seed, "not the one that was promised"),
    ],
)
def test_a_bundle_that_was_changed(change: Callable[[Json], None], told: str) -> None:
    value = auditors_bundle(a_held()).to_json()
    change(value)
    with pytest.raises(Refused, match=told):
        verify(Bundle.of_json(value), Trust(keys().verifiers))


def test_the_public_learns_no_tier() -> None:
    """No business of the public bundle stands beside a stratum, nor does an officer beside a recusal."""
    text = json.dumps(public_bundle(a_held()).to_json())
    value = json.loads(text)
    assert "subjects" not in value
    assert "officers" not in value
    assert value["result"]["drawn"] == sorted(value["result"]["drawn"])
    assert {*value} == {"form", "reader", "commitment", "evidence", "result", "receipt", "roster"}
    assert all({*one} == {"code", "region", "officers"} for one in value["result"]["assignment"]["visits"])


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        (
            "UPDATE inspections_assignment SET second = '9' WHERE id = (SELECT min(id) FROM inspections_assignment)",
            "assignment",
        ),
        ("DELETE FROM inspections_assignment WHERE id = (SELECT min(id) FROM inspections_assignment)", "assignment"),
        ("UPDATE inspections_held SET unserved = '[]', drawn = '[]'", "held"),
        ("UPDATE inspections_plan SET figures = '{}'", "plan"),
    ],
)
def test_what_was_written_of_a_draw_changed(statement: str, table: str) -> None:
    """The audit of the ledger names the row: who goes where cannot be rewritten unnoticed."""
    a_held()
    sequence()
    assert audit().findings == []
    as_owner(statement)
    assert f"inspections_{table}" in {one.table for one in audit().findings}
