"""Cosignatures of witnesses, version 1 (C2SP tlog-cosignature): Ed25519 over a time and a whole checkpoint."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.notes import COSIGNATURE_V1, Note, Signature, Signer, Verifier


@dataclass(frozen=True)
class Seen:
    """A witness saw the checkpoint, at a time in seconds since 1970."""

    witness: Verifier
    time: int


def _message(text: str, time: int) -> bytes:
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def cosign(note: Note, witness: Signer, time: int) -> Note:
    """The note with a witness's cosignature. That the log only grew is the witness's to check before."""
    if witness.kind != COSIGNATURE_V1:
        raise Refused(f"the key of {witness.name} is not a witness's (type 4)")
    content = time.to_bytes(8, "big") + witness.sign(_message(note.text, time))
    line = Signature(witness.name, witness.verifier.key_id, content)
    return replace(note, signatures=(*note.signatures, line))


def seen_by(note: Note, witnesses: Iterable[Verifier]) -> list[Seen]:
    """Which of the witnesses saw the note, and when (the earliest, where one signed twice).

    Raises Refused where a line of one of them is false.
    """
    found = []
    for witness in witnesses:
        times = [_time(note, line, witness) for line in note.signatures if line.by(witness)]
        if witness.kind == COSIGNATURE_V1 and times:
            found.append(Seen(witness, min(times)))
    return found


def _time(note: Note, line: Signature, witness: Verifier) -> int:
    time = int.from_bytes(line.content[:8], "big")
    sound = len(line.content) == 72 and time < 1 << 63
    if not sound or not witness.verifies(_message(note.text, time), line.content[8:]):
        raise Refused(f"the cosignature of {witness.name} ({witness.key_id.hex()}) is false")
    return time
