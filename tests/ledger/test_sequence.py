"""The sequencer: every leaf gets one place, under a checkpoint that any reader can check."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from tests.ledger.conftest import act, leaves, many_leaves, reading, trust
from tests.registry import sql

from bonafides.kernel.merkle.audit import audit
from bonafides.kernel.merkle.checkpoints import Checkpoint as Shown
from bonafides.kernel.merkle.checkpoints import open_checkpoint
from bonafides.ledger import sequence as sequencing
from bonafides.ledger.errors import BrokenLedgerError
from bonafides.ledger.index import index_of_act
from bonafides.ledger.models import Checkpoint, Entry, Tile
from bonafides.ledger.queries import waiting
from bonafides.ledger.sequence import seal_all, sequence

pytestmark = pytest.mark.django_db


def test_a_log_begins_empty_and_signed(own_folder: Path) -> None:
    done = sequence()
    assert (done.added, done.size) == (0, 0)
    assert audit(reading(), trust()).opened.checkpoint.size == 0
    assert sequence() == done
    assert Checkpoint.objects.count() == 1, "nothing came, nothing is signed anew"


def test_leaves_get_places_in_their_order() -> None:
    made = leaves(3)
    assert waiting() == 3
    done = sequence()
    assert (done.added, done.size, waiting()) == (3, 3, 0)
    assert list(Entry.objects.order_by("index").values_list("index", "leaf")) == list(enumerate(made))
    more = act()
    assert index_of_act(more) is None
    sequence()
    assert index_of_act(more) == 3


@pytest.mark.parametrize("portions", [(255, 1, 1), (256, 255, 2), (600,), (1, 1, 1, 253, 300), (65_500, 300)])
def test_any_reader_can_check_the_log(portions: tuple[int, ...]) -> None:
    total, seen = 0, []
    for count in portions:
        many_leaves(count)
        total += count
        before = Shown.parse(seen[-1]) if seen else None
        assert seal_all().size == total
        found = audit(reading(), trust(), before)
        assert found.entries == total
        seen.append(open_checkpoint(reading()("checkpoint").decode(), trust()).checkpoint.text)  # type: ignore[union-attr]
    assert {width for (width,) in Tile.objects.values_list("width")} <= {256}


def test_a_run_takes_so_many_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    many_leaves(700)
    assert sequence(300).added == 300
    assert waiting() == 400
    monkeypatch.setattr(sequencing, "LIMIT", 150)
    monkeypatch.setattr(sequencing.sequence, "__defaults__", (150,))
    assert seal_all().added == 400
    assert audit(reading(), trust()).entries == 700


def test_what_is_undone_was_never_there() -> None:
    with transaction.atomic():
        leaves(2)
        transaction.set_rollback(True)
    assert sequence().size == 0


def test_a_leaf_has_one_place() -> None:
    [leaf] = leaves(1)
    sequence()
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.create(index=1, leaf_id=leaf)
    with transaction.atomic():
        sql("INSERT INTO acts_queuedleaf (leaf_id) VALUES (%s)", leaf)  # as whoever can write to the queue
        with pytest.raises(DatabaseError, match="unique"):
            sequence()
        transaction.set_rollback(True)
    assert sequence().size == 1


CHANGES = {
    "an entry cut off": "DELETE FROM ledger_entry WHERE index = 299",
    "a leaf of the open tile changed": "UPDATE acts_leaf SET entry = '\\x00' || sha256('x') "
    "WHERE id = (SELECT max(id) FROM acts_leaf)",
    "the root of a tile changed": "UPDATE ledger_tile SET root = sha256('x')",
    "a tile cut off": "DELETE FROM ledger_tile",
    "the last checkpoint changed": "UPDATE ledger_checkpoint SET root = sha256('x')",
    "the signature changed": "UPDATE ledger_checkpoint SET note = replace(note, E'\\n300\\n', E'\\n299\\n'), size = 299",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nothing_is_signed_on_what_was_changed(change: str) -> None:
    many_leaves(300)
    sequence()
    signed = Checkpoint.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(change)
        cursor.execute("SET session_replication_role = DEFAULT")
    leaves(1)
    with pytest.raises((BrokenLedgerError, DatabaseError)), transaction.atomic():
        sequence()
    assert Checkpoint.objects.count() == signed
    assert waiting() == 1
