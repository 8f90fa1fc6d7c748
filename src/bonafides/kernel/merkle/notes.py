"""C2SP signed notes: a text and the Ed25519 signatures under it; keys by their name and the hash of what they are.

    example.com/log             the text, each line ended
    ...
                                an empty line
    — example.com/log Az3g...   em dash, name of the key, base64 of four bytes of key id and the signature

Keys are written as Go's `note` package writes them: `name+id+base64`, a private one behind `PRIVATE+KEY+`.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bonafides.kernel.merkle.errors import Refused

ED25519 = 0x01
COSIGNATURE_V1 = 0x04
"""The type of a witness's key; its signatures are in `cosignatures`."""
MOST_SIGNATURES = 64


@dataclass(frozen=True)
class Verifier:
    """A public key under its name, for one type of signature."""

    name: str
    public: bytes
    kind: int = ED25519

    def __post_init__(self) -> None:
        if not self.name or "+" in self.name or any(mark.isspace() for mark in self.name):
            raise Refused(f"the name of a key has neither spaces nor +, and is not empty: {self.name!r}")
        if len(self.public) != 32:
            raise Refused(f"the Ed25519 key of {self.name} has 32 bytes; {len(self.public)} came")

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell keys apart; no proof of anything."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{b64encode(bytes([self.kind]) + self.public).decode()}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `name+id+base64`. Raises Refused for another form, or where the id is not that of the key."""
        parts = text.strip().split("+", 2)
        content = unbase64(parts[2], "the key") if len(parts) == 3 else b""
        if not content or content[0] not in (ED25519, COSIGNATURE_V1):
            raise Refused("a verifier key is name+id+base64, of an Ed25519 key (type 1) or a witness's (type 4)")
        found = cls(parts[0], content[1:], content[0])
        if found.key_id.hex() != parts[1].lower():
            raise Refused(f"the key of {found.name} has the id {found.key_id.hex()}, not {parts[1]}")
        return found

    def verifies(self, message: bytes, signature: bytes) -> bool:
        """Whether the 64 bytes are this key's Ed25519 signature of the message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class Signer:
    """A private key (its seed of 32 bytes) under its name."""

    name: str
    seed: bytes
    kind: int = ED25519

    def __repr__(self) -> str:
        return f"Signer({self.name!r})"  # no log shows the seed

    @property
    def verifier(self) -> Verifier:
        return Verifier(self.name, self._key.public_key().public_bytes_raw(), self.kind)

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)

    def secret_text(self) -> str:
        """The private key as Go's `note` package writes it; for a file of mode 600."""
        verifier = self.verifier
        content = b64encode(bytes([self.kind]) + self.seed).decode()
        return f"PRIVATE+KEY+{self.name}+{verifier.key_id.hex()}+{content}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `secret_text` wrote. The text itself never stands in a refusal."""
        parts = text.strip().split("+", 4)
        content = unbase64(parts[4], "the private key") if parts[:2] == ["PRIVATE", "KEY"] and len(parts) == 5 else b""
        if len(content) != 33 or content[0] not in (ED25519, COSIGNATURE_V1):
            raise Refused("a private key is PRIVATE+KEY+name+id+base64, of an Ed25519 seed")
        found = cls(parts[2], content[1:], content[0])
        if found.verifier.key_id.hex() != parts[3].lower():
            raise Refused(f"the private key of {found.name} has the id {found.verifier.key_id.hex()}, not {parts[3]}")
        return found


@dataclass(frozen=True)
class Signature:
    """One signature line: the name and id of its key, and the bytes that the key's type gives meaning."""

    name: str
    key_id: bytes
    content: bytes

    def line(self) -> str:
        return f"— {self.name} {b64encode(self.key_id + self.content).decode()}\n"

    def by(self, key: Verifier) -> bool:
        """Whether it says to be of this key; not yet whether it is."""
        return self.name == key.name and self.key_id == key.key_id


@dataclass(frozen=True)
class Note:
    """A text that ends with a newline, and its signatures."""

    text: str
    signatures: tuple[Signature, ...] = ()

    def __str__(self) -> str:
        return self.text + "\n" + "".join(signature.line() for signature in self.signatures)

    def signed(self, *signers: Signer) -> Note:
        """The note with more signatures of type Ed25519."""
        message = self.text.encode()
        new = tuple(Signature(one.name, one.verifier.key_id, one.sign(message)) for one in signers)
        return replace(self, signatures=self.signatures + new)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a note. Raises Refused for anything that C2SP signed-note forbids."""
        if any((mark < " " and mark != "\n") or "\ud800" <= mark < "\ue000" for mark in text):
            raise Refused("a signed note is UTF-8 and has no control characters other than newlines")
        body, found, under = text.rpartition("\n\n")
        if not found or not under.endswith("\n"):
            raise Refused("a signed note is a text, an empty line, and signature lines, each ended by a newline")
        lines = under[:-1].split("\n")
        if len(lines) > MOST_SIGNATURES:
            raise Refused(f"a note may carry {MOST_SIGNATURES} signatures; {len(lines)} came")
        return cls(body + "\n", tuple(_signature(line) for line in lines))

    def verified_by(self, keys: Iterable[Verifier]) -> list[Verifier]:
        """The keys of type Ed25519 that signed. Raises Refused where a line of one of them is false."""
        signed = []
        for key in keys:
            for signature in self.signatures:
                if signature.by(key):
                    if len(signature.content) != 64 or not key.verifies(self.text.encode(), signature.content):
                        raise Refused(f"the signature of {key.name} ({key.key_id.hex()}) is false")
                    if key not in signed:
                        signed.append(key)
        return signed


def _signature(line: str) -> Signature:
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != "—" or not parts[1]:
        raise Refused(f"expected a signature line (— name base64), found {line!r}")
    content = unbase64(parts[2], f"the signature of {parts[1]}")
    if len(content) < 5:
        raise Refused(f"the signature of {parts[1]} is too short")
    return Signature(parts[1], content[:4], content[4:])


def unbase64(text: str, what: str) -> bytes:
    """Strict base64: one text for one content. Raises Refused otherwise."""
    try:
        content = b64decode(text, validate=True)
    except (NotBase64, ValueError) as error:
        raise Refused(f"{what} is not base64") from error
    if b64encode(content).decode() != text:
        raise Refused(f"{what} is not base64 in its one form")
    return content
