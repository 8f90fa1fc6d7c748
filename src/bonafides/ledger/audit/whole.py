"""The audit: every leaf from the tables, every tree from the leaves, held against tiles, checkpoints and what was kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from bonafides.acts.models import Act
from bonafides.kernel.merkle.checkpoints import Checkpoint as Shown
from bonafides.kernel.merkle.notes import Verifier
from bonafides.ledger.audit.batches import Seen, audit_batches
from bonafides.ledger.audit.checkpoints import audit_cosignatures, audit_kept, audit_roots, genuine_checkpoints
from bonafides.ledger.audit.decide import decided
from bonafides.ledger.audit.findings import Finding, in_runs
from bonafides.ledger.audit.leaves import SLICE, Slice, audit_slice, audit_waiting
from bonafides.ledger.audit.sealed import audit_sealed
from bonafides.ledger.audit.strays import audit_beyond, audit_strays
from bonafides.ledger.audit.workers import Run, Task, cores, running
from bonafides.ledger.further import further_audits
from bonafides.ledger.keys import keys
from bonafides.ledger.memory import remembered
from bonafides.ledger.queries import waiting

Progress = Callable[[int, int], None]
_ACTS = 20_000  # whose rows are one task
_SMALL = 20_000  # entries for which no further process is started
_END = 2**62


@dataclass
class Audited:
    """What was looked at, and what is wrong."""

    origin: str
    size: int = 0
    root: str = ""
    checkpoints: int = 0
    rows: int = 0
    batches: int = 0
    records: int = 0
    erased: dict[int, int] = field(default_factory=dict)
    """Act → of how many records it erased some content."""
    closed: int = 0
    """Of how many records some content is locked, and the key is not here."""
    waiting: int = 0
    seconds: float = 0.0
    findings: list[Finding] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """As a program reads it."""
        return {**vars(self), "findings": [one.as_json() for one in self.findings]}


def audit(
    *, old: Shown | None = None, trusted: Iterable[Verifier] = (), processes: int = 0, progress: Progress | None = None
) -> Audited:
    """Recompute the ledger as it stands at this moment.

    `old` is a checkpoint that was kept elsewhere, `trusted` are the log's keys where they are not to be taken from here.
    """
    started, own = time.monotonic(), keys()
    alone = connection.in_atomic_block  # a test's transaction, which no other process sees
    with transaction.atomic():
        if not alone:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        genuine, findings = genuine_checkpoints(tuple(trusted) or own.verifiers)
        told = Audited(
            own.origin, max((one.size for one in genuine), default=0), checkpoints=len(genuine), findings=findings
        )
        many = 1 if alone else processes or (cores() if max(told.size, _acts()) > _SMALL else 1)
        with running(many) as run:
            kept = {"the checkpoint that this machine signed last": remembered(own), "the older checkpoint": old}
            _audit(told, genuine, {where: one for where, one in kept.items() if one is not None}, run, many, progress)
    told.findings = in_runs(told.findings)
    told.seconds = round(time.monotonic() - started, 1)
    return told


def _audit(
    told: Audited, genuine: list[Shown], kept: dict[str, Shown], run: Run, many: int, progress: Progress | None
) -> None:
    sizes = sorted({one.size for one in (*genuine, *kept.values()) if one.size <= told.size})
    slices: list[Task] = [
        (audit_slice, (start, min(told.size, start + SLICE), [one for one in sizes if start < one <= start + SLICE]))
        for start in range(0, told.size, SLICE)
    ]
    last = _acts()
    sealed: list[Task] = [(audit_sealed, (start, start + _ACTS)) for start in range(0, last + 1, _ACTS)]
    sealed[-1] = (audit_sealed, (sealed[-1][1][0], _END))
    rest: list[Task] = [(audit_waiting, ()), (audit_strays, ()), (audit_beyond, (told.size,)), (audit_cosignatures, ())]
    count = _Counted(progress, len(slices) + len(sealed) + len(rest) + many)
    found: list[Slice] = list(count(run(slices)))
    log, more = decided(told.size, found, [one for one in genuine if one.size == told.size])
    told.root = (log.root_at(told.size) or b"").hex()
    told.findings += [*more, *log.audit_tiles(), *audit_roots(genuine, log.root_at)]
    for where, one in kept.items():
        told.findings += audit_kept(one, where, told.origin, log.root_at)
    leaves = {batch: leaf for one in found for batch, leaf in one.batches.items()}
    told.batches = len(leaves)
    for rows, findings in count(run(sealed)):
        told.rows += rows
        told.findings += findings
    for findings in count(run(rest)):
        told.findings += findings
    erased = Seen()
    for seen, findings in count(run([(audit_batches, (part, many, leaves)) for part in range(many)])):
        told.records += seen.records
        told.closed += seen.closed
        told.findings += findings
        erased.add(seen)
    told.erased = {act: erased.erased[act] for act in sorted(erased.erased)}
    for further in further_audits().values():  # here, for they are small beside the records
        rows, findings = further()
        told.rows += rows
        told.findings += findings
    told.waiting = waiting()


class _Counted:
    """Tells of the tasks that are done."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def __call__(self, results: Iterator[Any]) -> Iterator[Any]:
        for one in results:
            self._done += 1
            if self._progress is not None:
                self._progress(self._done, self._total)
            yield one


def _acts() -> int:
    """The number of the last act."""
    return Act.objects.order_by("-id").values_list("id", flat=True).first() or 0
