"""The keys of status tokens: Ed25519 as JSON Web Keys (RFC 8037), named by their thumbprint (RFC 7638), in sets (RFC 7517)."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bonafides.kernel.tokens.errors import Refused
from bonafides.kernel.tokens.strict import read_object

ALGORITHM = "EdDSA"


@dataclass(frozen=True)
class PublicKey:
    """A key that tokens are checked with."""

    x: bytes

    def __post_init__(self) -> None:
        if len(self.x) != 32:
            raise Refused(f"an Ed25519 key has 32 bytes; {len(self.x)} came")

    @cached_property
    def kid(self) -> str:
        """The SHA-256 thumbprint of the key: nobody chooses the name of a key."""
        return encoded(sha256(b'{"crv":"Ed25519","kty":"OKP","x":"%s"}' % encoded(self.x).encode()).digest())

    @cached_property
    def key(self) -> Ed25519PublicKey:
        return Ed25519PublicKey.from_public_bytes(self.x)

    def as_json(self) -> dict[str, str]:
        return {
            "kty": "OKP", "crv": "Ed25519", "x": encoded(self.x), "kid": self.kid, "alg": ALGORITHM, "use": "sig",
        }  # fmt: skip


@dataclass(frozen=True)
class SigningKey:
    """A key that signs tokens: its seed of 32 bytes."""

    seed: bytes

    def __post_init__(self) -> None:
        if len(self.seed) != 32:
            raise Refused(f"the seed of an Ed25519 key has 32 bytes; {len(self.seed)} came")

    def __repr__(self) -> str:
        return f"SigningKey({self.public.kid})"  # no log shows the seed

    @cached_property
    def key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @cached_property
    def public(self) -> PublicKey:
        return PublicKey(self.key.public_key().public_bytes_raw())

    def secret_json(self) -> dict[str, str]:
        """The private key; for a file of mode 600."""
        return {**self.public.as_json(), "d": encoded(self.seed)}


@dataclass(frozen=True)
class KeySet:
    """The keys that a reader trusts, as it was published under /.well-known/jwks.json."""

    keys: tuple[PublicKey, ...]

    def __iter__(self) -> Iterator[PublicKey]:
        return iter(self.keys)

    def find(self, kid: str) -> PublicKey:
        """The key of a name. Raises Refused where the set has none."""
        for one in self.keys:
            if one.kid == kid:
                return one
        raise Refused(
            f"the token is signed with the key {kid!r}, which is not among the {len(self.keys)} that you trust; where the "
            "register has changed its key, fetch /.well-known/jwks.json anew"
        )

    def as_json(self) -> dict[str, list[dict[str, str]]]:
        return {"keys": [one.as_json() for one in self.keys]}

    @classmethod
    def parse(cls, text: str | bytes) -> Self:
        """Read a key set. Raises Refused for another form, a private key, or a key under a name that is not its own."""
        found = []
        for one in members(text):
            if not isinstance(one, PublicKey):
                raise Refused("the key set holds a private key: whoever has it can sign; give the public set")
            found.append(one)
        return cls(tuple(found))


def members(text: str | bytes) -> list[PublicKey | SigningKey]:
    """The keys of a set, public and private. Raises Refused."""
    listed = read_object(text, "the key set").get("keys")
    if not isinstance(listed, list) or not listed:
        raise Refused('the key set: expected {"keys": [...]} with at least one key')
    return [_member(one, f"key {place} of the set") for place, one in enumerate(listed, start=1)]


def _member(one: Any, where: str) -> PublicKey | SigningKey:
    if not isinstance(one, dict) or (one.get("kty"), one.get("crv")) != ("OKP", "Ed25519"):
        raise Refused(f"{where}: expected an Ed25519 key (kty OKP, crv Ed25519)")
    if one.get("alg", ALGORITHM) != ALGORITHM or one.get("use", "sig") != "sig":
        raise Refused(f"{where}: expected a key for signatures of {ALGORITHM}")
    public = PublicKey(decoded(one.get("x"), f"{where}, x"))
    if one.get("kid", public.kid) != public.kid:
        raise Refused(f"{where}: its name is its thumbprint {public.kid}, not {one['kid']!r}")
    if "d" not in one:
        return public
    private = SigningKey(decoded(one["d"], f"{where}, d"))
    if private.public != public:
        raise Refused(f"{where}: its private part is not that of its public one")
    return private


def encoded(content: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def decoded(text: Any, what: str) -> bytes:
    """Strict base64url: one text for one content. Raises Refused, which does not repeat it."""
    try:
        content = base64.b64decode(str(text) + "=" * (-len(str(text)) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused(f"{what}: expected base64url") from error
    if not isinstance(text, str) or encoded(content) != text:
        raise Refused(f"{what}: expected base64url without padding, in its one form")
    return content


def lines(keys: list[PublicKey | SigningKey]) -> str:
    """A set with its private parts, as it lies in a file."""
    told = [one.secret_json() if isinstance(one, SigningKey) else one.as_json() for one in keys]
    return json.dumps({"keys": told}, indent=1) + "\n"
