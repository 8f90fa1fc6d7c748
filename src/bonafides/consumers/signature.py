"""Standard Webhooks (standardwebhooks.com): a consumer knows that a message is ours, and we that an acknowledgement is its own.

`webhook-signature: v1,BASE64` where BASE64 is of HMAC-SHA256(secret, id + "." + timestamp + "." + body). The secret is derived
from this installation's own key and a salt, and is shown once, as `whsec_BASE64`: no table holds it.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from datetime import datetime

TOLERANCE = 300
"""Seconds by which the clocks of both may differ; the standard's own figure."""
PREFIX = "whsec_"
_CONTEXT = b"bonafides consumer secret v1\0"


def secret_of(key: str, salt: bytes) -> bytes:
    """The secret that a salt stands for, 32 bytes."""
    return hmac.digest(key.encode(), _CONTEXT + salt, hashlib.sha256)


def shown(secret: bytes) -> str:
    """A secret as consumers' libraries take it."""
    return PREFIX + b64encode(secret).decode()


def read(text: str) -> bytes:
    """A secret from its text."""
    return b64decode(text.removeprefix(PREFIX), validate=True)


def signed(secrets: Iterable[bytes], message: str, moment: datetime, body: bytes) -> dict[str, str]:
    """The three headers; one signature for each secret that is valid now, so that a new one can be taken up in peace."""
    stamp = str(int(moment.timestamp()))
    marks = " ".join(f"v1,{b64encode(_mark(secret, message, stamp, body)).decode()}" for secret in secrets)
    return {"webhook-id": message, "webhook-timestamp": stamp, "webhook-signature": marks}


def why_not(secrets: Iterable[bytes], headers: Mapping[str, str], moment: datetime, body: bytes) -> str | None:
    """Why a message is not accepted as signed by the holder of one of these secrets; none where it is."""
    message, stamp, marks = (headers.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature"))
    if not (message and stamp and marks):
        return "expected the headers webhook-id, webhook-timestamp and webhook-signature, came not all of them"
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12):
        return "webhook-timestamp: expected whole seconds since 1970, came something else"
    if abs(moment.timestamp() - int(stamp)) > TOLERANCE:
        return f"webhook-timestamp: expected a moment within {TOLERANCE} seconds of now, came another; set the clock"
    wanted = [_mark(secret, message, stamp, body) for secret in secrets]
    for mark in marks.split(" ")[:10]:
        version, _, text = mark.partition(",")
        if version == "v1" and any(hmac.compare_digest(one, _decoded(text)) for one in wanted):
            return None
    return "webhook-signature: expected one by the secret of this consumer, came another"


def _mark(secret: bytes, message: str, stamp: str, body: bytes) -> bytes:
    return hmac.digest(secret, f"{message}.{stamp}.".encode() + body, hashlib.sha256)


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except ValueError:
        return b""
