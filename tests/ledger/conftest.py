"""A ledger for tests: acts without contents of their own, leaves in number, the log as a reader sees it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from tests import registry

from bonafides.acts.act import Acting
from bonafides.acts.leaves import queue_leaf, sealed_entry
from bonafides.acts.models import Leaf
from bonafides.kernel.merkle.checkpoints import Trust
from bonafides.kernel.merkle.tiles import Tile

transactional_db = registry.emptied_db


def acting(reason: str = "a test") -> Acting:
    """Whoever runs this installation."""
    return Acting("x", "operator", "LAW art. 1", reason)


def act(reason: str = "a test") -> int:
    """An act that does nothing else; its number."""
    from bonafides.acts.act import Role, official_act

    @official_act("tests.act", by=(Role.OPERATOR,))
    def nothing(acting: Acting) -> int:
        return acting.id

    return nothing(acting(reason))


def leaves(count: int) -> list[int]:
    """So many leaves of acts that are not there, for what looks at the log alone."""
    made, before = [], 2 * 10**9 + (Leaf.objects.order_by("-id").values_list("id", flat=True).first() or 0)
    for number in range(count):
        salt, entry = sealed_entry({"n": number})
        made.append(queue_leaf(entry, act=before + number, salt=salt).pk)
    return made


def many_leaves(count: int) -> None:
    """The same by one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH l AS (INSERT INTO acts_leaf (act_id, entry, salt) "
            "SELECT (SELECT 10^9 + coalesce(max(id), 0) FROM acts_leaf) + n, "
            "decode('00', 'hex') || sha256(n::text::bytea), sha256(('salt' || n)::bytea) FROM generate_series(1, %s) n "
            "RETURNING id) INSERT INTO acts_queuedleaf (leaf_id) SELECT id FROM l",
            [count],
        )


def trust() -> Trust:
    """A reader who trusts the keys of this log."""
    from bonafides.ledger.keys import keys

    return Trust([one.verifier for one in keys().signers])


def reading(tree: int = 0) -> Callable[[str], bytes | None]:
    """The log's files, from the database."""
    from bonafides.ledger.queries import newest, note_of
    from bonafides.ledger.store import read_tile

    def read(path: str) -> bytes | None:
        if path == "checkpoint":
            last = newest()
            return str(note_of(last)).encode() if last else None
        return read_tile(tree, Tile.parse(path))

    return read


@pytest.fixture
def own_folder(tmp_path, settings):  # type: ignore[no-untyped-def]
    """A folder for the key of this test alone."""
    settings.LEDGER_FOLDER = str(tmp_path / "ledger")
    return tmp_path / "ledger"
