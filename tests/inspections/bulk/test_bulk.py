"""The draw of millions is the kernel's, row for row: root, openings, tickets, selection, officers, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernel.draw import made

from bonafides.inspections.bulk.checks import check_list
from bonafides.inspections.bulk.connection import opened
from bonafides.inspections.bulk.lists import COLUMNS, freeze, subjects
from bonafides.inspections.bulk.selection import rank
from bonafides.inspections.bulk.tree import BLOCK, Blocks, blocks_of
from bonafides.inspections.bulk.verification import BulkList
from bonafides.kernel.draw.bundle import Bundle, hold
from bonafides.kernel.draw.commitment import Commitment
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.opening import opening
from bonafides.kernel.draw.selection import draw
from bonafides.kernel.draw.subjects import Frozen, Subject
from bonafides.kernel.draw.verify import verify, verify_opening

RATIOS = {"one": 300, "two": 1000, "three": 5000}
TEAM = made.team(12, capacity=99)
_texts = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], include_characters="'\"\\é\u3000🀄"), min_size=1, max_size=4
)
_weights = st.just(1) | st.integers(1, 5) | st.just(1000)
_pairs = st.just(()) | st.sets(_texts, min_size=2, max_size=3).map(lambda found: tuple(sorted(found)))
_rows = st.lists(
    st.builds(Subject, _texts, st.sampled_from(list(RATIOS)), st.binary(min_size=16, max_size=20), _weights,
              st.none() | st.just("yearly-cap"), st.none() | _texts, _pairs),
    unique_by=lambda one: one.code, max_size=25,
)  # fmt: skip


def written(rows: list[Subject], path: Path) -> Path:
    """A frozen list with given salts."""
    values = [one.row() | {"salt": one.salt, "last_pair": list(one.last_pair) or None} for one in rows]
    columns = {name: [value.get(name) for value in values] for name in COLUMNS.names}
    pq.write_table(pa.table(columns, schema=COLUMNS), path)
    return path


@pytest.fixture
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as found:
        yield Path(found)


@pytest.fixture(scope="module")
def kept() -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
    """One connection and one file for many lists, one after another."""
    with TemporaryDirectory() as folder, opened(Path(folder) / "list.parquet", threads=1) as db:
        yield db, Path(folder) / "list.parquet"


@settings(max_examples=60, deadline=None)
@given(_rows, st.booleans(), st.integers(0, 5))
def test_every_row_is_the_kernels(
    kept: tuple[duckdb.DuckDBPyConnection, Path], rows: list[Subject], blinded: bool, reserve: int
) -> None:
    frozen, committed = Frozen(rows), made.commitment(rows, RATIOS, blinded=blinded)
    db, path = kept
    written(list(frozen.subjects), path)
    assert subjects(db, path, "true") == list(frozen.subjects)
    blocks = blocks_of(db, path)
    assert blocks.root == frozen.root == committed.root
    found = rank(db, path, committed, made.SEED, check_list(db, path, committed), reserve)
    for one in rows[:1]:
        assert blocks.opening(db, path, made.DRAW, one.code) == opening(committed, frozen, one.code)
    for name, whole in draw(committed, rows, made.SEED).items():
        assert found[name].quota == whole.quota
        head = found[name].order
        assert list(head) == list(whole.order[: len(head)])
        assert len(head) >= min(len(whole.order), whole.quota + reserve)


@pytest.mark.parametrize("blinded", [False, True])
def test_what_is_left_out_before_ranking_could_not_have_been_drawn(blinded: bool, folder: Path) -> None:
    """Few of many; and heavy weights, whose lowest tickets crowd together, so that the first bound is too low."""
    plain = made.subjects({"few": 3000, "heavy": 800, "mixed": 800})
    weights = {"few": [1], "heavy": [100], "mixed": [1, 2, 70]}
    rows = [
        replace(one, weight=weights[one.stratum][place % len(weights[one.stratum])]) for place, one in enumerate(plain)
    ]
    rows.sort(key=lambda one: one.code)
    committed = made.commitment(rows, {"few": 100, "heavy": 9000, "mixed": 5000}, blinded=blinded)
    path, whole = written(rows, folder / "list.parquet"), draw(committed, rows, made.SEED)
    with opened(path) as db:
        found = rank(db, path, committed, made.SEED, check_list(db, path, committed), reserve=3)
    assert len(found["few"].order) < 300
    for name, one in whole.items():
        head = found[name].order
        assert len(head) >= one.quota + 3
        assert list(head) == list(one.order[: len(head)])


MANY = made.placed(made.subjects({"one": 600, "two": 300, "three": 99}))


@pytest.mark.parametrize("size", [1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK + 1, 999])
def test_the_tree_is_the_kernels_at_the_edges_of_its_blocks(size: int, folder: Path) -> None:
    rows = MANY[:size]
    frozen, path = Frozen(rows), written(rows, folder / "list.parquet")
    with opened(path, threads=2) as db:
        blocks = Blocks.of_bytes(blocks_of(db, path).to_bytes())
        assert (blocks.size, blocks.root) == (size, frozen.root)
        committed = made.commitment(rows, RATIOS)
        for place in {0, size // 2, size - 1}:
            code = rows[place].code
            assert blocks.opening(db, path, made.DRAW, code) == opening(committed, frozen, code)
        with pytest.raises(Refused, match=f"x is not among the {size} subjects"):
            blocks.opening(db, path, made.DRAW, "x")


def test_a_tree_of_another_size_is_refused() -> None:
    with pytest.raises(Refused, match="one hash of 32 bytes for each 256"):
        Blocks.of_bytes((300).to_bytes(8, "big") + bytes(32))


def held(path: Path, **more: Any) -> tuple[Bundle, Bundle]:
    """The same draw, held over the file and by the kernel."""
    committed = made.commitment(MANY, RATIOS, officers=TEAM.hash())
    drawn = hold(committed, MANY, made.EVIDENCE, team=TEAM).result.drawn
    gone = [(drawn[0], "deregistered"), (drawn[9], "deregistered")]
    return BulkList(path).hold(committed, made.EVIDENCE, gone, team=TEAM, **more), hold(
        committed, MANY, made.EVIDENCE, gone, team=TEAM, **more
    )


def test_a_whole_draw_is_the_kernels_and_verifies_from_the_file(folder: Path) -> None:
    path = written(MANY, folder / "list.parquet")
    bulk, whole = held(path)
    assert bulk.result == whole.result
    assert bulk.for_the_public() == whole.for_the_public()
    read = Bundle.of_json(json.loads(json.dumps(bulk.to_json())))
    assert read.subjects_file == "list.parquet"
    assert "selection" in verify(read).unshown
    assert {"subjects", "selection", "substitutions", "assignment"} <= set(verify(read, None, BulkList(path)).shown)
    with opened(path) as db:
        own = blocks_of(db, path).opening(db, path, made.DRAW, bulk.result.drawn[0])
    assert verify_opening(bulk.for_the_public(), own).drawn


def _reordered(rows: list[Subject]) -> list[Subject]:
    return [rows[1], rows[0], *rows[2:]]


@pytest.mark.parametrize(
    ("attack", "message"),
    [
        (_reordered, "lead to the root"),
        (lambda rows: [replace(rows[0], stratum="three"), *rows[1:]], "lead to the root"),
        (lambda rows: [replace(rows[0], weight=2), *rows[1:]], "lead to the root"),
        (lambda rows: [replace(rows[0], salt=b"x" * 16), *rows[1:]], "lead to the root"),
        (lambda rows: [replace(rows[0], region="s"), *rows[1:]], "lead to the root"),
        (lambda rows: rows[1:], "lead to the root"),
    ],
)
def test_a_list_changed_after_the_commitment_is_refused(
    attack: Callable[[list[Subject]], list[Subject]], message: str, folder: Path
) -> None:
    bundle, _ = held(written(MANY, folder / "list.parquet"))
    with pytest.raises(Refused, match=message):
        verify(bundle, None, BulkList(written(attack(MANY), folder / "other.parquet")))


def test_a_dropped_business_and_a_swapped_officer_are_found_from_the_file(folder: Path) -> None:
    path = written(MANY, folder / "list.parquet")
    bundle, _ = held(path)
    drawn, sent = bundle.result.drawn, bundle.result.assignment
    other = next(one.code for one in MANY if one.code not in drawn)
    forged = replace(bundle, result=replace(bundle.result, drawn=sorted({*drawn[1:], other})))
    assert sent is not None
    swapped = replace(sent, visits=[replace(one, code=other) if one.code == drawn[0] else one for one in sent.visits])
    with pytest.raises(Refused):
        verify(replace(forged, result=replace(forged.result, assignment=swapped)), None, BulkList(path))
    first, *rest = sent.visits
    others = replace(first, officers=first.officers[::-1])
    led = replace(bundle, result=replace(bundle.result, assignment=replace(sent, visits=(others, *rest))))
    with pytest.raises(Refused, match="by the pair hashes"):
        verify(led, None, BulkList(path))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"code": "a\nb"}, "control characters"),
        ({"code": ""}, "control characters"),
        ({"weight": 0}, "a weight is a whole number"),
        ({"weight": 1001}, "a weight is a whole number"),
        ({"salt": b"short"}, "a salt has at least 16 bytes"),
        ({"excluded": ""}, "by '', a rule that was not committed to"),
        ({"stratum": ""}, "the commitment has no stratum ''"),
        ({"region": "\x7f"}, "a region"),
        ({"last_pair": ["b", "a"]}, "two at least, sorted"),
        ({"last_pair": ["a"]}, "two at least, sorted"),
        ({"last_pair": ["a", None]}, "the number of an officer"),
        ({"last_pair": []}, "is of another form"),
        ({"stratum": "four"}, "the commitment has no stratum 'four'"),
        ({"excluded": "a friend"}, "a rule that was not committed to"),
        ({"excluded": "yearly-cap"}, "stratum one: 600 subjects were committed to, 599 came"),
        ({"code": "s-003"}, "s-003 is in the list twice"),
        ({"code": "s-004"}, "s-003 comes after s-004: not in order"),
    ],
)
def test_a_row_that_the_kernel_would_refuse_is_refused(change: dict[str, Any], message: str, folder: Path) -> None:
    rows = [one.row() | {"salt": one.salt} for one in MANY]
    rows[0 if change.get("code", "s") < "s" else 1] |= change
    path = folder / "list.parquet"
    columns = {name: [row.get(name) for row in rows] for name in COLUMNS.names}
    pq.write_table(pa.table(columns, schema=COLUMNS), path)
    with opened(path) as db, pytest.raises(Refused, match=message):
        check_list(db, path, made.commitment(MANY, RATIOS))


def test_a_file_of_another_kind_is_refused(folder: Path) -> None:
    path, committed = folder / "list.parquet", made.commitment(MANY, RATIOS)
    for table, message in (
        (pa.table({"code": ["a"]}), "has the column stratum of string; found no such column"),
        (pa.table({name: pa.array([], pa.int64()) for name in COLUMNS.names}), "column code of string; found int64"),
        (COLUMNS.empty_table().append_column("more", pa.array([], pa.int64())), "has no column more"),
        (COLUMNS.empty_table(), "999 subjects were frozen; 0 came"),
    ):
        pq.write_table(table, path)
        with opened(path) as db, pytest.raises(Refused, match=message):
            check_list(db, path, committed)
    whole = written(MANY, path).read_bytes()
    path.write_bytes(whole[:4] + bytes(2000) + whole[2004:])
    with pytest.raises(Refused, match="the list cannot be read"):
        BulkList(path).check_root(committed)
    path.write_text("x")
    with pytest.raises(Refused, match="expected a frozen list in Parquet"):
        BulkList(path).check_root(committed)
    with opened(path) as db, pytest.raises(Refused, match="expected a frozen list in Parquet"):
        check_list(db, path, committed)


def test_freezing_sorts_salts_and_refuses_a_code_twice(folder: Path) -> None:
    path = folder / "list.parquet"
    query = (
        "SELECT 'c-' || (999999 - i) AS code, 'one' AS stratum, 1 AS weight, NULL AS excluded, NULL AS region,"
        " CASE WHEN i = 5 THEN ['o-1', 'o-2'] END AS last_pair FROM range(140000) rows(i)"
    )
    with opened(path) as db:
        assert freeze(db, query, path) == 140_000
        found = subjects(db, path, "true")
        assert [one.code for one in found] == sorted(one.code for one in found)
        assert len({one.salt for one in found}) == 140_000  # more than one group of rows
        assert blocks_of(db, path).root == Frozen(found).root
        committed: Commitment = made.commitment(found, {"one": 100})
        check_list(db, path, committed)
        with pytest.raises(Refused, match="c-999990 is in the list twice"):
            freeze(db, f"{query} UNION ALL SELECT * FROM ({query} LIMIT 10) WHERE code = 'c-999990'", path)
    assert not [one for one in folder.iterdir() if one.name.startswith(".spill")]
