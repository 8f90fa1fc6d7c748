"""Signatures by RFC 9421 for httpx: over the whole request, fresh, with a number that is never used again."""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Generator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from http_message_signatures import HTTPMessageSigner, algorithms
from http_message_signatures.resolvers import HTTPSignatureKeyResolver

TAG = "bonafides-submission"
COVERED = ("@method", "@authority", "@path", "@query", "content-type", "content-digest")


class Key(HTTPSignatureKeyResolver):
    """A private key (Ed25519) and the name under which its public half is registered."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        raw = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        members = {"crv": "Ed25519", "kty": "OKP", "x": _text(raw)}
        self.keyid = _text(sha256(json.dumps(members, separators=(",", ":")).encode()).digest())

    @classmethod
    def read(cls, path: Path) -> Key:
        """The key of a PEM file, as `openssl genpkey -algorithm ed25519` writes it."""
        found = load_pem_private_key(path.read_bytes(), password=None)
        if not isinstance(found, Ed25519PrivateKey):
            raise ValueError(
                f"{path}: expected an Ed25519 key, came another; openssl genpkey -algorithm ed25519 makes one"
            )
        return cls(found)

    @classmethod
    def make(cls) -> Key:
        """A new one."""
        return cls(Ed25519PrivateKey.generate())

    @property
    def public_pem(self) -> str:
        """What the register is given."""
        return self._private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def resolve_private_key(self, key_id: str) -> Ed25519PrivateKey:
        return self._private


class Signed(httpx.Auth):
    """The client's token on every request, and its signature on each that carries content."""

    requires_request_body = True

    def __init__(self, token: str, key: Key | None = None) -> None:
        self._token, self._key = token, key
        self._signer = (
            None if key is None else HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=key)
        )

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        if request.content and self._key is not None and self._signer is not None:
            beside = ("idempotency-key",) if "idempotency-key" in request.headers else ()
            self._signer.sign(
                request, key_id=self._key.keyid, created=datetime.now(UTC), nonce=secrets.token_urlsafe(18), tag=TAG,
                covered_component_ids=(*COVERED, *beside), body=request.content,
            )  # fmt: skip
        yield request


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
