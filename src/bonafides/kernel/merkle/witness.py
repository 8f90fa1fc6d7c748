"""What a witness does (C2SP tlog-witness): it remembers the last checkpoint that it cosigned, and cosigns only what goes on
from it. A log that shows two histories cannot have both cosigned by one honest witness.

    old 4                       the size that the witness cosigned last; 0 at first
    nQ9...                      a consistency proof from there, one hash a line
                                an empty line
    example.com/log             the checkpoint, a signed note
    ...
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from bonafides.kernel.merkle.checkpoints import Checkpoint, Trust, number, open_checkpoint
from bonafides.kernel.merkle.cosignatures import cosign
from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.notes import Note, Signature, Signer, Verifier, unbase64
from bonafides.kernel.merkle.proofs import verify_consistency

_MOST_HASHES = 63


@dataclass(frozen=True)
class Request:
    """What a log asks of a witness: from which size, the proof, the new checkpoint."""

    old: int
    proof: Sequence[bytes]
    note: Note

    def __str__(self) -> str:
        lines = [f"old {self.old}", *(b64encode(one).decode() for one in self.proof)]
        return "".join(f"{line}\n" for line in lines) + f"\n{self.note}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a request. Raises Refused, naming what was expected."""
        head, found, note = text.partition("\n\n")
        lines = head.split("\n")
        if not found or not lines[0].startswith("old "):
            raise Refused("expected a line `old SIZE`, the proof, an empty line and a checkpoint")
        if len(lines) - 1 > _MOST_HASHES:
            raise Refused(f"a consistency proof has at most {_MOST_HASHES} hashes; {len(lines) - 1} came")
        proof = [unbase64(line, "a hash of the proof") for line in lines[1:]]
        return cls(number(lines[0].removeprefix("old "), "the old size"), proof, Note.parse(note))


def witnessed(
    request: Request, last: Checkpoint | None, log_keys: Sequence[Verifier], witness: Signer, time: int
) -> Signature:
    """The witness's cosignature of a checkpoint that goes on from the last one that it cosigned.

    Raises Refused where the log's signature is missing, where the witness remembers another size, or where the proof does
    not lead from one root to the other. Whoever calls keeps the checkpoint before giving the cosignature away.
    """
    new = open_checkpoint(request.note, Trust(log_keys)).checkpoint
    size = last.size if last else 0
    if last is not None and last.origin != new.origin:
        raise Refused(f"this witness follows the log {last.origin}; the checkpoint is of {new.origin}")
    if request.old != size:
        raise Refused(
            f"this witness cosigned {size} entries last, the request goes on from {request.old}: ask for old {size}"
        )
    if new.size < size:
        raise Refused(
            f"this witness has seen {size} entries; the checkpoint has {new.size}: an old one, or the log was cut"
        )
    if last is not None and size:
        verify_consistency(size, new.size, last.root, new.root, request.proof)
    elif request.proof:
        raise Refused("from 0 entries the proof is empty")
    return cosign(request.note, witness, time).signatures[-1]
