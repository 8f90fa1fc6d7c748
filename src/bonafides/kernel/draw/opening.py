"""A business's own opening: its row, salt and place, with which it checks its own ticket against the published threshold."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from bonafides.kernel.draw.commitment import Commitment
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.selection import ticket_of
from bonafides.kernel.draw.subjects import Frozen, Subject, leaf_of
from bonafides.kernel.draw.tickets import ticket_key
from bonafides.kernel.merkle.errors import Refused as ProofRefused
from bonafides.kernel.merkle.notes import unbase64
from bonafides.kernel.merkle.proofs import verify_inclusion

FORM = "bonafides-draw-opening-v1"


@dataclass(frozen=True)
class Opening:
    """What one business is given, and nobody else."""

    draw: str
    subject: Subject
    index: int
    proof: Sequence[bytes]

    def to_json(self) -> dict[str, Any]:
        proof = [b64encode(one).decode() for one in self.proof]
        return {"form": FORM, "draw": self.draw, "subject": self.subject.to_json(), "index": self.index, "proof": proof}

    @classmethod
    def of_json(cls, value: Any) -> Self:
        """Read an opening. Raises Refused for another form."""
        if not isinstance(value, dict) or value.get("form") != FORM:
            raise Refused(f"expected an opening of the form {FORM}")
        try:
            index, proof = value["index"], [unbase64(one, "a hash of the opening") for one in value["proof"]]
            if type(index) is not int:
                raise Refused(f"the index of an opening is a whole number, not {index!r}")
            return cls(value["draw"], Subject.of_json(value["subject"]), index, proof)
        except (KeyError, TypeError, ProofRefused) as error:
            raise Refused(f"an opening has draw, subject, index and proof ({error})") from error

    def ticket(self, commitment: Commitment, seed: bytes) -> bytes:
        """The business's ticket. Raises Refused unless its row is the one that was frozen."""
        if self.draw != commitment.draw:
            raise Refused(f"the opening is of the draw {self.draw}, not {commitment.draw}")
        try:
            leaf = leaf_of(self.subject)
            verify_inclusion(leaf, self.index, commitment.subjects, self.proof, commitment.root)
        except ProofRefused as error:
            raise Refused(f"{self.subject.code}: this row was not frozen ({error})") from error
        return ticket_of(ticket_key(commitment.draw, seed), self.subject, blinded=commitment.blinded)


def opening(commitment: Commitment, frozen: Frozen, code: str) -> Opening:
    """The opening of one business of the frozen list."""
    place = frozen.place(code)
    return Opening(commitment.draw, frozen.subjects[place], place, frozen.tree.inclusion(place))
