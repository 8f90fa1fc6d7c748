"""Receipts (C2SP tlog-proof): that a content stands in a log, checked offline with the keys that a reader trusts.

The extra data of our receipts is canonical JSON: `content`, `salt` (hex), and for a record of a batch `batch` with its
`index`, the batch's `size` and the `proof` (base64 each) up to the batch's root. It is not trusted: a word changed in it
leads to another leaf. A receipt for anyone has only `entry` (hex): it shows that this stands in the log, and whoever has
the content and its salt can see whether that is their commitment.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from bonafides.kernel.canonical.one import canonical
from bonafides.kernel.merkle.checkpoints import Opened, Trust, number, open_checkpoint
from bonafides.kernel.merkle.entries import batch_entry, commitment, entry_of
from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.hashing import HASH_BYTES, leaf_hash
from bonafides.kernel.merkle.notes import Note, unbase64
from bonafides.kernel.merkle.proofs import root_from_inclusion, verify_inclusion

HEADER = "c2sp.org/tlog-proof@v1"
_MOST_HASHES = 63


@dataclass(frozen=True)
class InBatch:
    """Where a record stands in its batch, and the hashes up to the batch's root."""

    index: int
    size: int
    proof: Sequence[bytes]


@dataclass(frozen=True)
class Disclosed:
    """What a receipt discloses: a content, its salt, and its place in a batch."""

    content: Any
    salt: bytes
    batch: InBatch | None = None

    def entry(self) -> bytes:
        """The entry of the log that this leads to."""
        committed = commitment(self.salt, self.content)
        if self.batch is None:
            return entry_of(committed)
        place = self.batch
        return batch_entry(root_from_inclusion(leaf_hash(committed), place.index, place.size, place.proof))

    def to_bytes(self) -> bytes:
        value: dict[str, Any] = {"content": self.content, "salt": self.salt.hex()}
        if self.batch:
            proof = [b64encode(one).decode() for one in self.batch.proof]
            value["batch"] = {"index": self.batch.index, "size": self.batch.size, "proof": proof}
        return canonical(value)

    @classmethod
    def parse(cls, extra: bytes) -> Self:
        """Read the extra data of a receipt of ours. Raises Refused for another form."""
        try:
            value = json.loads(extra)
            batch = value.get("batch")
            place = batch and InBatch(
                _count(batch["index"]),
                _count(batch["size"]),
                [unbase64(one, "a hash of the batch") for one in batch["proof"]],
            )
            return cls(value["content"], bytes.fromhex(value["salt"]), place)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            if isinstance(error, Refused):
                raise
            raise Refused("the receipt's extra data is not JSON with content, salt and, if any, batch") from error


@dataclass(frozen=True)
class Undisclosed:
    """What a receipt for anyone shows: the entry alone, which tells nothing of the content to who does not have it."""

    shown: bytes

    def entry(self) -> bytes:
        """The entry of the log."""
        return self.shown

    def to_bytes(self) -> bytes:
        return canonical({"entry": self.shown.hex()})


def parse_extra(extra: bytes) -> Disclosed | Undisclosed:
    """Read the extra data of a receipt of ours. Raises Refused for another form."""
    try:
        value = json.loads(extra)
        if set(value) == {"entry"}:
            return Undisclosed(bytes.fromhex(value["entry"]))
    except (ValueError, TypeError):
        pass
    return Disclosed.parse(extra)


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refused(f"expected a whole number, found {value!r}")
    return value


@dataclass(frozen=True)
class Receipt:
    """A proof of inclusion with the checkpoint it leads to, verbatim."""

    index: int
    proof: Sequence[bytes]
    note: Note
    extra: bytes = field(default=b"")

    def __str__(self) -> str:
        lines = [HEADER]
        if self.extra:
            lines.append(f"extra {b64encode(self.extra).decode()}")
        lines.append(f"index {self.index}")
        lines += [b64encode(one).decode() for one in self.proof]
        return "\n".join(lines) + f"\n\n{self.note}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a `.tlog-proof` file. Raises Refused, naming the line."""
        head, found, note = text.partition("\n\n")
        lines = head.split("\n")
        if not found or lines.pop(0) != HEADER:
            raise Refused(f"line 1: expected {HEADER}, and after the proof an empty line and a checkpoint")
        extra = b""
        if lines and lines[0].startswith("extra "):
            extra = unbase64(lines.pop(0).removeprefix("extra "), "the receipt's extra data")
        if not lines or not lines[0].startswith("index "):
            raise Refused("expected the line: index NUMBER")
        index = number(lines.pop(0).removeprefix("index "), "the index of a receipt")
        if len(lines) > _MOST_HASHES:
            raise Refused(f"a proof has at most {_MOST_HASHES} hashes; {len(lines)} came")
        proof = [unbase64(line, "a hash of the proof") for line in lines]
        if any(len(one) != HASH_BYTES for one in proof):
            raise Refused(f"a hash of the proof has {HASH_BYTES} bytes")
        return cls(index, proof, Note.parse(note), extra)

    def verify(self, entry: bytes, trust: Trust) -> Opened:
        """The checkpoint under which the entry stands. Raises Refused unless it does, for this reader's trust."""
        opened = open_checkpoint(self.note, trust)
        verify_inclusion(leaf_hash(entry), self.index, opened.checkpoint.size, self.proof, opened.checkpoint.root)
        return opened
