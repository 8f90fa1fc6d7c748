"""Public keys of clients: read, named by their thumbprint (RFC 7638), found by it."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from django.db import connection

from bonafides.acts.statement import Statement, columns_of
from bonafides.submissions.client import Client
from bonafides.submissions.models import SigningKey

Public = Ed25519PublicKey | EllipticCurvePublicKey


class KeyRefusedError(ValueError):
    """What is no public key that we accept signatures of: what was expected, what came, the mend."""


def read_public(pem: str) -> Public:
    """The key of a PEM text. Raises KeyRefusedError."""
    expected = "expected a public key in PEM (-----BEGIN PUBLIC KEY-----), Ed25519 or ECDSA on P-256"
    if "PRIVATE KEY" in pem:
        raise KeyRefusedError(
            f"{expected}, came a private key: keep that to yourself, and make a new one if it was sent"
        )
    try:
        key = load_pem_public_key(pem.encode("ascii", "replace"))
    except (ValueError, UnsupportedAlgorithm):
        raise KeyRefusedError(
            f"{expected}, came something else; openssl genpkey -algorithm ed25519 makes one"
        ) from None
    if isinstance(key, Ed25519PublicKey) or (
        isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1)
    ):
        return key
    raise KeyRefusedError(f"{expected}, came another kind of key; openssl genpkey -algorithm ed25519 makes one")


def pem_of(key: Public) -> str:
    """The key as it is kept."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def algorithm_of(key: Public) -> str:
    """What RFC 9421 calls a signature by the key."""
    return "ed25519" if isinstance(key, Ed25519PublicKey) else "ecdsa-p256-sha256"


def keyid_of(key: Public) -> str:
    """The thumbprint of a key (RFC 7638), by which signatures name it: nobody can take another's name."""
    if isinstance(key, Ed25519PublicKey):
        members = {"crv": "Ed25519", "kty": "OKP", "x": _text(key.public_bytes(Encoding.Raw, PublicFormat.Raw))}
    else:
        numbers = key.public_numbers()
        members = {
            "crv": "P-256",
            "kty": "EC",
            "x": _text(numbers.x.to_bytes(32, "big")),
            "y": _text(numbers.y.to_bytes(32, "big")),
        }
    return _text(sha256(json.dumps(members, sort_keys=True, separators=(",", ":")).encode()).digest())


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


_COLUMNS = columns_of(SigningKey)
_KEY = Statement(f"""
SELECT {", ".join(f"k.{name}" for name in _COLUMNS)} FROM submissions_signingkey k JOIN agencies_agency a ON a.id = k.agency_id
WHERE k.keyid = %(keyid)s::text AND k.client = %(client)s::text AND a.pack = %(pack)s::text AND a.name = %(agency)s::text
  AND NOT EXISTS (SELECT FROM submissions_signingkeyend e WHERE e.key_id = k.id)
""")


def key_of(client: Client, keyid: str) -> SigningKey | None:
    """A client's own key by its name; none where it is another's, or has ended."""
    row = _KEY.first_row({"keyid": keyid, "client": client.name, "pack": client.pack, "agency": client.agency})
    return None if row is None else SigningKey.from_db(connection.alias, _COLUMNS, row)
