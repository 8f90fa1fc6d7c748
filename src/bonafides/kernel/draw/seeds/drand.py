"""A round of drand, verified by its BLS signature over BLS12-381.

Two chains are known: `default` (chained; keys in G1, signatures in G2) and `quicknet` (unchained; keys in G2, signatures
in G1, RFC 9380). Their parameters are public constants of the League of Entropy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from py_arkworks_bls12381 import GT, G1Point, G2Point, Scalar

from bonafides.kernel.draw.errors import Refused


@dataclass(frozen=True)
class Chain:
    """A chain of drand: its public key, its first round's time and its period in seconds."""

    name: str
    public_key: bytes
    genesis: int
    period: int
    chained: bool

    def time_of(self, number: int) -> datetime:
        """When a round comes to be."""
        return datetime.fromtimestamp(self.genesis, UTC) + timedelta(seconds=(number - 1) * self.period)


CHAINS = {
    "8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce": Chain(
        "default",
        bytes.fromhex(
            "868f005eb8e6e4ca0a47c8a77ceaa5309a47978a7c71bc5cce96366b5d7a569937c529eeda66c7293784a9402801af31"
        ),
        1595431050,
        30,
        chained=True,
    ),
    "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971": Chain(
        "quicknet",
        bytes.fromhex(
            "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451"
            "0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
        ),
        1692803367,
        3,
        chained=False,
    ),
}
LAST = 10**9
"""Of rounds that can be named: centuries ahead."""
_DST_G1 = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
_DST_G2 = b"BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_"


def generators() -> tuple[G1Point, G2Point]:
    """The generators of both groups."""
    return G1Point(), G2Point()


def earliest(source: Mapping[str, Any]) -> datetime:
    """When the round that was committed to comes to be. Raises Refused for an unknown chain or no round."""
    chain, number = _named(source)
    return chain.time_of(number)


def _named(source: Mapping[str, Any]) -> tuple[Chain, int]:
    chain, number = CHAINS.get(str(source.get("chain"))), source.get("round")
    if chain is None:
        raise Refused(f"the chain {source.get('chain')!r} of drand is not known; known are {', '.join(CHAINS)}")
    if type(number) is not int or not 1 <= number <= LAST:
        raise Refused(f"a round of drand is a number from 1 to {LAST}, not {number!r}")
    return chain, number


def seed(source: Mapping[str, Any], evidence: Mapping[str, Any]) -> bytes:
    """The seed: drand's randomness, SHA-256 of the round's signature. Raises Refused unless the signature holds."""
    chain, number = _named(source)
    if evidence.get("round") != number:
        raise Refused(f"round {number} was committed to; the evidence is of round {evidence.get('round')!r}")
    try:
        signature = bytes.fromhex(evidence["signature"])
        previous = bytes.fromhex(evidence["previous_signature"]) if chain.chained else b""
    except (KeyError, TypeError, ValueError) as error:
        raise Refused("the evidence has a signature in hex, and on a chained chain the previous one") from error
    if not _holds(chain, sha256(previous + number.to_bytes(8, "big")).digest(), signature):
        raise Refused(f"the signature of round {number} of drand's {chain.name} chain is false")
    return sha256(signature).digest()


def _holds(chain: Chain, message: bytes, signature: bytes) -> bool:
    """Whether e(signature, generator) = e(hash of the message, key), in the groups of the chain."""
    one, two = generators()
    minus = -one
    try:
        if chain.chained:
            given, key = G2Point.from_compressed_bytes(signature), G1Point.from_compressed_bytes(chain.public_key)
            if given == given * Scalar(0):
                return False
            return bool(GT.pairing_check([minus, key], [given, G2Point.hash_to_curve(message, _DST_G2)]))
        given_1, key_2 = G1Point.from_compressed_bytes(signature), G2Point.from_compressed_bytes(chain.public_key)
        if given_1 == given_1 * Scalar(0):
            return False
        return bool(GT.pairing_check([-given_1, G1Point.hash_to_curve(message, _DST_G1)], [two, key_2]))
    except ValueError:  # not a point, or not one of the group
        return False
