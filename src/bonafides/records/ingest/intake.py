"""A file on its way into the register: what each of its chunks is merged by."""

from __future__ import annotations

from dataclasses import dataclass

from bonafides.ledger.batches import BatchTree
from bonafides.packs.mapping import Mapping
from bonafides.packs.pack import Pack
from bonafides.records.ingest.batch import plan_of
from bonafides.records.ingest.plan import Plan
from bonafides.records.ingest.tree import tree_of
from bonafides.records.models import Batch


@dataclass(frozen=True)
class Intake:
    """`batch` says how far it is, and the tree has a leaf for each record up to there."""

    batch: Batch
    plan: Plan
    tree: BatchTree

    @classmethod
    def of(cls, batch: Batch, pack: Pack, mapping: Mapping) -> Intake:
        return cls(batch, plan_of(batch, pack, mapping), tree_of(batch))
