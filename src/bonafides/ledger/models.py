"""What the log is made of: its entries in their order, tiles of hashes, signed checkpoints, cosignatures of witnesses."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from bonafides.acts.models import Leaf

LOG = 0
"""The number of the log's own tree among the tiles; every other is the tree of the batch of that number."""


class Entry(models.Model):
    """Which leaf stands at which place of the log, from 0, without a gap. Append-only."""

    index = models.BigIntegerField(primary_key=True)
    leaf = models.OneToOneField(Leaf, on_delete=models.PROTECT, db_constraint=False, related_name="place")

    class Meta:
        constraints = (models.CheckConstraint(name="ledger_entry_from_0", condition=Q(index__gte=0)),)

    def __str__(self) -> str:
        return f"entry {self.index}"


class Tile(models.Model):
    """Up to 256 hashes of one level of a tree. Append-only.

    Of the log only full tiles are kept: the hashes of a partial one are the entries' own, or the `root` of each tile below.
    The tree of a batch does not grow once it is finished; its partial tiles are kept with it.
    """

    tree = models.BigIntegerField(help_text="0: the log; else the batch")
    index = models.BigIntegerField()
    level = models.SmallIntegerField(help_text="0: hashes of leaves; one more: of 256 times as many leaves")
    width = models.SmallIntegerField()
    root = models.BinaryField(max_length=32, help_text="the hash over all of it: one hash of the level above")
    hashes = models.BinaryField(
        max_length=8192, help_text="32 bytes each; stored as they are, for no hash can be compressed"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(name="ledger_tile_once", fields=("tree", "level", "index")),
            models.CheckConstraint(
                name="ledger_tile_whole",
                condition=Q(width__gte=1, width__lte=256) & (Q(tree__gt=LOG) | Q(tree=LOG, width=256)),
            ),
        )

    def __str__(self) -> str:
        return f"tile {self.level}/{self.index} of tree {self.tree}"


class Checkpoint(models.Model):
    """The size and root of the log at a moment, as a signed note (C2SP tlog-checkpoint). Append-only."""

    id = models.BigAutoField(primary_key=True)
    size = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    note = models.TextField(help_text="with the signatures of the log's own keys")

    class Meta:
        indexes = (models.Index(name="ledger_checkpoint_size", fields=("size",)),)

    def __str__(self) -> str:
        return f"checkpoint of {self.size} entries"


class Cosignature(models.Model):
    """A witness's line under a checkpoint, checked when it came. Append-only."""

    id = models.BigAutoField(primary_key=True)
    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT)
    witness = models.TextField(help_text="the witness's key, name+id+base64")
    at = models.DateTimeField(help_text="the time that the witness states")
    line = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(name="ledger_cosignature_once", fields=("checkpoint", "witness")),)

    def __str__(self) -> str:
        return f"{self.witness.partition('+')[0]} on {self.checkpoint_id}"
