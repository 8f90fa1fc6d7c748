"""Checkpoints (C2SP tlog-checkpoint): the size and the root of a log at a moment, as a signed note."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from bonafides.kernel.merkle.cosignatures import Seen, seen_by
from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.hashing import HASH_BYTES
from bonafides.kernel.merkle.notes import Note, Signer, Verifier, unbase64

_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")


def number(text: str, what: str) -> int:
    """A decimal without leading zeros. Raises Refused otherwise."""
    if not _NUMBER.fullmatch(text):
        raise Refused(f"{what} is a number without leading zeros, not {text!r}")
    return int(text)


@dataclass(frozen=True)
class Checkpoint:
    """What a log says of itself: its origin, how many leaves, under which root; extension lines, if any."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "".join(
            f"{line}\n" for line in (self.origin, self.size, b64encode(self.root).decode(), *self.extensions)
        )

    def signed(self, *signers: Signer) -> Note:
        return Note(self.text).signed(*signers)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the text of a note. Raises Refused for another form."""
        lines = text.split("\n")
        if len(lines) < 4 or lines.pop() or not all(lines):
            raise Refused("a checkpoint has an origin, a size and a root, each a line, and no empty line")
        root = unbase64(lines[2], "the root of the checkpoint")
        if len(root) != HASH_BYTES:
            raise Refused(f"the root of a checkpoint has {HASH_BYTES} bytes; {len(root)} came")
        return cls(lines[0], number(lines[1], "the size of the checkpoint"), root, tuple(lines[3:]))


@dataclass(frozen=True)
class Trust:
    """Whom a reader trusts: keys of the log (several while one is rotated), witnesses, and how many of these must agree."""

    log_keys: Sequence[Verifier]
    witnesses: Sequence[Verifier] = ()
    quorum: int = 0
    origin: str | None = None
    """The origin expected; by default the name of the key that signed."""


@dataclass(frozen=True)
class Opened:
    """A checkpoint that holds for a reader: who signed it, and which witnesses saw it when."""

    checkpoint: Checkpoint
    signed_by: tuple[Verifier, ...]
    seen: tuple[Seen, ...]

    @property
    def known_at(self) -> int | None:
        """The time (seconds since 1970) at which the first witness had it; None where none did."""
        return min((one.time for one in self.seen), default=None)


def open_checkpoint(note: Note | str, trust: Trust) -> Opened:
    """Check a checkpoint against a reader's trust. Raises Refused, saying what is missing or false."""
    note = Note.parse(note) if isinstance(note, str) else note
    checkpoint = Checkpoint.parse(note.text)
    signed = note.verified_by(trust.log_keys)
    if not signed:
        raise Refused(f"no key of the log that you trust signed the checkpoint; it names {_names(note)}")
    expected = {trust.origin} if trust.origin else {key.name for key in signed}
    if checkpoint.origin not in expected:
        raise Refused(f"the checkpoint is of the log {checkpoint.origin}, not {' or '.join(sorted(expected))}")
    seen = seen_by(note, trust.witnesses)
    # A witness counts once, however many of its keys or names were given.
    if len({one.witness.public for one in seen}) < trust.quorum:
        raise Refused(f"{trust.quorum} witnesses must have seen the checkpoint; {len(seen)} of yours did")
    return Opened(checkpoint, tuple(signed), tuple(seen))


def _names(note: Note) -> str:
    return ", ".join(f"{line.name} ({line.key_id.hex()})" for line in note.signatures)


def fork(one: Checkpoint, other: Checkpoint) -> bool:
    """Whether two checkpoints of one log contradict each other outright: one size, two roots."""
    return one.origin == other.origin and one.size == other.size and one.root != other.root
