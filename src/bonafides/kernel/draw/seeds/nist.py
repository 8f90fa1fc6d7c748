"""A pulse of the NIST randomness beacon, version 2.0 (NISTIR 8213), verified by its RSA signature.

The commitment names the certificate by the SHA-512 of its DER form, as pulses do, and the time of the pulse; the
evidence holds the pulse as the beacon gives it, and the certificate in PEM.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256, sha512
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.serialization import Encoding

from bonafides.kernel.draw.errors import Refused

_LISTED = ("previous", "hour", "day", "month", "year")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z")


def earliest(source: Mapping[str, Any]) -> datetime:
    """When the pulse that was committed to comes to be. Raises Refused for another form."""
    moment, certificate = source.get("time"), source.get("certificate")
    if not isinstance(moment, str) or not _TIME.fullmatch(moment):
        raise Refused(f"the time of a pulse is like 2026-01-31T09:30:00.000Z, not {moment!r}")
    if not isinstance(certificate, str) or not re.fullmatch("[0-9a-f]{128}", certificate):
        raise Refused("the certificate of the beacon is named by its SHA-512 in small hexadecimal letters")
    try:
        return datetime.strptime(moment, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise Refused(f"{moment} is no time") from error


def seed(source: Mapping[str, Any], evidence: Mapping[str, Any]) -> bytes:
    """The seed: SHA-256 of the pulse's output value. Raises Refused unless the pulse is the one named, and holds."""
    earliest(source)
    pulse = evidence.get("pulse")
    try:
        certificate = x509.load_pem_x509_certificate(str(evidence["certificate"]).encode())
        assert isinstance(pulse, dict)  # noqa: S101  # told below, with every other fault of form
        message = signed_message(pulse)
        signature, output = bytes.fromhex(pulse["signatureValue"]), bytes.fromhex(pulse["outputValue"])
    except (KeyError, TypeError, ValueError, AssertionError, OverflowError, AttributeError) as error:
        raise Refused("the evidence is a pulse of version 2.0 with its certificate in PEM") from error
    fingerprint = sha512(certificate.public_bytes(Encoding.DER)).hexdigest()
    if not fingerprint == str(pulse["certificateId"]).lower() == source["certificate"]:
        raise Refused(f"the certificate {source['certificate'][:16]}… was committed to; {fingerprint[:16]}… came")
    if pulse["timeStamp"] != source["time"] or pulse["statusCode"] != 0:
        raise Refused(f"the sound pulse of {source['time']} was committed to; one of {pulse['timeStamp']} came")
    key = certificate.public_key()
    if not isinstance(key, RSAPublicKey):
        raise Refused("the beacon signs with RSA")
    try:
        key.verify(signature, message, PKCS1v15(), SHA512())
    except InvalidSignature as error:
        raise Refused(f"the signature of the pulse of {source['time']} is false") from error
    if output != sha512(message + signature).digest():
        raise Refused(f"the output value of the pulse of {source['time']} is not the hash of the pulse")
    return sha256(output).digest()


def signed_message(pulse: Mapping[str, Any]) -> bytes:
    """What the beacon signs: each text and value behind its length in four bytes, numbers in four or eight."""

    def sized(content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + content

    def value(text: str) -> bytes:
        return sized(bytes.fromhex(text))

    listed, outside = {one["type"]: one["value"] for one in pulse["listValues"]}, pulse["external"]
    return b"".join(
        (
            sized(pulse["uri"].encode()),
            sized(pulse["version"].encode()),
            pulse["cipherSuite"].to_bytes(4, "big"),
            pulse["period"].to_bytes(4, "big"),
            value(pulse["certificateId"]),
            pulse["chainIndex"].to_bytes(8, "big"),
            pulse["pulseIndex"].to_bytes(8, "big"),
            sized(pulse["timeStamp"].encode()),
            value(pulse["localRandomValue"]),
            value(outside["sourceId"]),
            outside["statusCode"].to_bytes(4, "big"),
            value(outside["value"]),
            *(value(listed[name]) for name in _LISTED),
            value(pulse["precommitmentValue"]),
            pulse["statusCode"].to_bytes(4, "big"),
        )
    )
