"""HTTP Message Signatures (RFC 9421): a submission is the client's own, whole, fresh, and not one that came before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from http_message_signatures import HTTPMessageSignaturesException, HTTPMessageVerifier, algorithms
from http_message_signatures.resolvers import HTTPSignatureKeyResolver
from http_sf import parse

from bonafides.submissions.client import Client, SubmissionRefusedError
from bonafides.submissions.keys import key_of
from bonafides.submissions.models import SigningKey
from bonafides.submissions.nonces import use

TAG = "bonafides-submission"
FRESH = timedelta(minutes=5)
"""How old a signature may be; as long each of its numbers is remembered."""
COVERED = ("@method", "@authority", "@path", "@query", "content-type", "content-digest")
LONGEST_NONCE = 64
_ALGORITHMS = {"ed25519": algorithms.ED25519, "ecdsa-p256-sha256": algorithms.ECDSA_P256_SHA256}


class NotSignedError(SubmissionRefusedError):
    """A request whose signature is not accepted."""

    def __init__(self, why: str) -> None:
        super().__init__(401, f"expected a signature by RFC 9421 with a key registered for this client: {why}")


@dataclass(frozen=True)
class Message:
    """A request as a signature sees it."""

    method: str
    url: str
    headers: Mapping[str, str]


class _OneKey(HTTPSignatureKeyResolver):
    """The key that was found already."""

    def __init__(self, key: SigningKey) -> None:
        self._public = key.public.encode()

    def resolve_public_key(self, key_id: str) -> bytes:
        return self._public


class _Verifier(HTTPMessageVerifier):
    max_clock_skew = timedelta(seconds=60)


def must_be_signed(client: Client, message: Message, body: bytes, *, beside: tuple[str, ...] = ()) -> None:
    """Refuse a request that the client did not sign, or that came before. `beside`: headers that must be covered too.

    Raises NotSignedError. The signature's number is used up, whatever becomes of the request.
    """
    key = key_of(client, _keyid(message.headers.get("Signature-Input", "")))
    if key is None:
        raise NotSignedError("none came with the `keyid` of such a key; bonafides submission keys lists them")
    verifier = _Verifier(signature_algorithm=_ALGORITHMS[key.algorithm], key_resolver=_OneKey(key))
    try:
        [found] = verifier.verify(
            message, max_age=FRESH, expect_tag=TAG, require_components=(*COVERED, *beside), body=body
        )
    except (HTTPMessageSignaturesException, ValueError) as error:
        raise NotSignedError(_why(error)) from error
    if not found.nonce or len(found.nonce) > LONGEST_NONCE or not found.nonce.isprintable():
        raise NotSignedError(
            f"it has no `nonce` of 1 to {LONGEST_NONCE} characters; draw one at random for each request"
        )
    if not use(key, found.nonce, FRESH):
        raise NotSignedError("its `nonce` came before; sign anew with another one, under the same idempotency key")


def _keyid(text: str) -> str:
    """The key that the signature under our tag names, before anything of it is believed."""
    try:
        members: Any = parse(text.encode("ascii"), tltype="dictionary")
        params = [dict(member[1]) for member in members.values()]
    except (ValueError, TypeError, AttributeError, IndexError):
        return ""
    return next((str(one.get("keyid", "")) for one in params if one.get("tag") == TAG), "")


def _why(error: Exception) -> str:
    """What is wrong, in the words of the library, without what came."""
    told = str(error).strip() or "it is not by this key over this request"
    return f"{told[:1].lower()}{told[1:200]}"
