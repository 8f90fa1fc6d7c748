"""Checkpoints: each held against the log as it is now, in their order, and against those that were kept elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from bonafides.kernel.merkle.checkpoints import Checkpoint as Shown
from bonafides.kernel.merkle.checkpoints import Trust, open_checkpoint
from bonafides.kernel.merkle.cosignatures import seen_by
from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.notes import Note, Verifier
from bonafides.ledger.audit.findings import Fault, Finding
from bonafides.ledger.models import Checkpoint, Cosignature

TABLE = "ledger_checkpoint"
RootAt = Callable[[int], bytes | None]
"""The root of the first so many entries, as they are now; None beyond the log's end."""


def genuine_checkpoints(keys: Iterable[Verifier]) -> tuple[list[Shown], list[Finding]]:
    """Every checkpoint that a key of the log signed, and what is wrong with the others."""
    trust = Trust(tuple(keys))
    genuine, findings, had = list[Shown](), list[Finding](), 0
    for row in Checkpoint.objects.order_by("id").iterator():
        name = str(row.pk)
        try:
            shown = open_checkpoint(row.note, trust).checkpoint
        except Refused as error:
            findings.append(Finding(TABLE, name, Fault.FALSE, str(error)))
            continue
        if (shown.size, shown.root) != (row.size, bytes(row.root)):
            findings.append(Finding(TABLE, name, Fault.CHANGED, "its size or root is not that of its note"))
        if shown.size < had:
            findings.append(Finding(TABLE, name, Fault.MOVED, f"{shown.size} entries, after a checkpoint of {had}"))
        had = max(had, shown.size)
        genuine.append(shown)
    return genuine, findings


def audit_roots(genuine: list[Shown], root_at: RootAt) -> Iterator[Finding]:
    """Where the log stops being what was signed: the first checkpoint that fails says between which entries."""
    good, lost = 0, False
    for size, group in groupby(sorted(genuine, key=lambda shown: shown.size), key=lambda shown: shown.size):
        roots, now = {shown.root for shown in group}, root_at(size)
        if len(roots) > 1:
            yield Finding(TABLE, f"of {size} entries", Fault.FORKED, "two roots were signed for one size")
        if now in roots:
            good = size
        elif not lost:
            lost = True
            yield Finding("ledger_entry", _range(good, size), Fault.CHANGED, f"signed was {min(roots).hex()}")


def _range(start: int, end: int) -> str:
    return f"{start}" if end - start == 1 else f"{start} to {end - 1}"


def audit_kept(kept: Shown, where: str, origin: str, root_at: RootAt) -> list[Finding]:
    """Whether the log goes on from a checkpoint that was kept elsewhere."""
    root = root_at(kept.size)
    if kept.origin != origin:
        return [Finding("log", kept.origin, Fault.FORKED, f"{where} is of another log than {origin}")]
    if root is None:
        return [Finding("log", origin, Fault.CUT, f"{where} has {kept.size} entries; the log now has fewer")]
    if root != kept.root:
        return [Finding("log", origin, Fault.FORKED, f"its first {kept.size} entries are not those of {where}")]
    return []


def audit_cosignatures() -> list[Finding]:
    """Every line of a witness, under the checkpoint that it is kept with."""
    findings = []
    for row in Cosignature.objects.select_related("checkpoint").order_by("id").iterator():
        try:
            note = Note.parse(row.checkpoint.note + row.line)
            if not seen_by(note, [Verifier.parse(row.witness)]):
                raise Refused("it is of another witness")
        except (Refused, Checkpoint.DoesNotExist) as error:
            findings.append(Finding("ledger_cosignature", str(row.pk), Fault.FALSE, str(error)))
    return findings
