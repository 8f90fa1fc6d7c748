"""Where something stands in the log."""

from __future__ import annotations

from bonafides.acts.models import Leaf
from bonafides.ledger.models import Entry


def index_of_leaf(leaf: int) -> int | None:
    """The place of a leaf; None while it waits for it."""
    return Entry.objects.filter(leaf=leaf).values_list("index", flat=True).first()


def leaf_of_act(act: int) -> int | None:
    """The leaf of an act itself, not those that it committed to beside."""
    return Leaf.objects.filter(act=act, content__isnull=True).values_list("id", flat=True).first()


def index_of_act(act: int) -> int | None:
    """The place of an act's leaf; None while it waits for it, or where there is no such act."""
    leaf = leaf_of_act(act)
    return None if leaf is None else index_of_leaf(leaf)
