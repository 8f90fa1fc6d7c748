"""Cosignatures of witnesses, accepted where the witness is listed, its line is genuine and the checkpoint is ours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from bonafides.kernel.merkle.cosignatures import seen_by
from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.notes import COSIGNATURE_V1, Note, Signature, Verifier
from bonafides.ledger.errors import LedgerError
from bonafides.ledger.keys import folder
from bonafides.ledger.models import Checkpoint, Cosignature

_RECENT = 100
"""Of so many checkpoints, from the last back, a line may be."""


def witnesses() -> list[Verifier]:
    """The witnesses that are listed, a key a line, in the file `witnesses` beside the log's key."""
    path = folder() / "witnesses"
    if not path.exists():
        return []
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            try:
                found.append(Verifier.parse(line))
            except Refused as error:
                raise LedgerError(f"{path}, line {number}: {error}") from error
    return found


def accept(lines: Iterable[Signature]) -> list[Cosignature]:
    """Keep the lines of listed witnesses under the checkpoint that each belongs to. Raises LedgerError for any other line."""
    listed = witnesses()
    return [_accept(line, listed) for line in lines]


def parse_lines(text: str) -> tuple[Signature, ...]:
    """The signature lines of a text: a witness's answer, or a whole checkpoint with more lines under it."""
    try:
        head, found, _ = text.rpartition("\n\n")
        return Note.parse(text if found and head.strip() else f"x\n\n{text.lstrip()}").signatures
    except Refused as error:
        raise LedgerError(f"expected the cosignature lines of a witness: {error}") from error


def _accept(line: Signature, listed: list[Verifier]) -> Cosignature:
    witness = next((one for one in listed if line.by(one) and one.kind == COSIGNATURE_V1), None)
    if witness is None:
        raise LedgerError(
            f"{line.name} ({line.key_id.hex()}) is no witness of this log: put the witness's key, name+id+base64, as a line into "
            f"{folder() / 'witnesses'}; nothing was kept"
        )
    for checkpoint in Checkpoint.objects.order_by("-id")[:_RECENT]:
        note = replace(Note.parse(checkpoint.note), signatures=(line,))
        try:
            [seen] = seen_by(note, [witness])
        except Refused:
            continue
        row, _ = Cosignature.objects.get_or_create(
            checkpoint=checkpoint,
            witness=str(witness),
            defaults={"at": datetime.fromtimestamp(seen.time, UTC), "line": line.line()},
        )
        return row
    raise LedgerError(
        f"the line of {line.name} is of none of the last {_RECENT} checkpoints of this log, or it is false; nothing was kept"
    )
