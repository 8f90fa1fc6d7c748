"""Signatures: forged, replayed, stale or partial ones are refused, and so is another's key."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
from http_message_signatures import HTTPMessageSigner, algorithms
from http_message_signatures.digests import ContentDigest
from tests import registry
from tests.agencies.conftest import Enrol
from tests.registry import row
from tests.submissions.conftest import SITE, transport

from bonafides.agencies import queries
from bonafides.records.models import Record
from bonafides.submissions.acts.end_key import end_key
from bonafides.submissions.acts.register_key import register_key
from bonafides.submissions.models import UsedNonce
from bonafides.submissions.nonces import forget
from bonafides_client import Client, Key
from bonafides_client.signing import COVERED, TAG

BODY = json.dumps(row("A", "r1")).encode()


def made(token: str, key: Key, **how: object) -> httpx.Request:
    """A request as the client would sign it, but for what is given."""
    request = httpx.Request(
        "POST", f"{SITE}/api/v1/records?mapping=a-fines", content=BODY,
        headers={
            "Authorization": f"Bearer {token}", "Content-Type": "application/x-ndjson", "Idempotency-Key": "k",
        },
    )  # fmt: skip
    options = {
        "key_id": key.keyid, "created": datetime.now(UTC), "nonce": "n1", "tag": TAG,
        "covered_component_ids": (*COVERED, "idempotency-key"),
    } | how  # fmt: skip
    digest = {"Content-Digest": ContentDigest.create(BODY)}
    covered = "content-digest" in str(options["covered_component_ids"])
    request.headers.update(digest if covered else {})
    HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=key).sign(
        request, use_existing_digest=covered, **options
    )  # type: ignore[arg-type]
    request.headers.update(digest)
    return request


def sent(request: httpx.Request) -> httpx.Response:
    with httpx.Client(transport=transport()) as plain:
        return plain.send(request)


def refused(request: httpx.Request, told: str) -> None:
    answer = sent(request)
    assert answer.status_code == 401
    assert told in answer.json()["detail"], answer.json()["detail"]
    assert answer.headers["content-type"] == "application/problem+json"
    assert not Record.objects.exists()


def test_a_good_one_is_taken_once(token: str, key: Key) -> None:
    request = made(token, key)
    assert sent(request).status_code == 200
    again = sent(request)
    assert again.status_code == 401
    assert "its `nonce` came before" in again.json()["detail"]
    assert sent(made(token, key, nonce="n2")).json()["repeated"] is True
    assert forget(timedelta(minutes=5)) == 0
    assert forget(timedelta(0)) == 2
    assert not UsedNonce.objects.exists()


ALL = (*COVERED, "idempotency-key")
PARTIAL: list[tuple[dict[str, object], str]] = [
    ({"nonce": None}, "it has no `nonce`"),
    ({"nonce": "x" * 65}, "it has no `nonce`"),
    ({"tag": "another"}, "none came with the `keyid`"),
    ({"key_id": "nobody"}, "none came with the `keyid`"),
    ({"created": datetime.now(UTC) - timedelta(hours=1)}, "age exceeds"),
    ({"created": datetime.now(UTC) + timedelta(hours=1)}, "in the future"),
    *(({"covered_component_ids": tuple(one for one in ALL if one != left)}, "ontent-" if "digest" in left else "not covered")
      for left in ALL),
]  # fmt: skip


def test_a_partial_or_stale_one_is_refused(token: str, key: Key) -> None:
    for how, told in PARTIAL:
        refused(made(token, key, **how), told)


def header(name: str, value: str | None) -> Callable[[httpx.Request], None]:
    def change(request: httpx.Request) -> None:
        del request.headers[name]
        if value is not None:
            request.headers[name] = value

    return change


def body(request: httpx.Request) -> None:
    request._content = BODY.replace(b"r1", b"r2")


def body_and_digest(request: httpx.Request) -> None:
    body(request)
    request.headers["Content-Digest"] = ContentDigest.create(BODY.replace(b"r1", b"r2"))


def query(request: httpx.Request) -> None:
    request.url = httpx.URL(f"{SITE}/api/v1/records?mapping=a-licences")


def host(request: httpx.Request) -> None:
    request.headers["Host"] = "127.0.0.1"


FORGED = [
    header("Signature", None), header("Signature-Input", None), header("Signature", "sig1=:AAAA:"),
    header("Signature-Input", "\x7f"), header("Idempotency-Key", "other"), header("Signature", "sig2=:AAAA:"),
    body, body_and_digest, query, host,
]  # fmt: skip


def test_a_forged_one_is_refused(token: str, key: Key) -> None:
    for change in FORGED:
        request = made(token, key)
        change(request)
        refused(request, "expected a signature by RFC 9421 with a key registered for this client: ")
    assert not UsedNonce.objects.exists()


def test_anothers_key_is_refused(token: str, key: Key, enrolled: Enrol) -> None:
    other = Key.make()
    refused(made(token, other), "none came with the `keyid` of such a key")
    enrolled({"number": "2", "roles": "entry-clerk"})
    register_key(registry.officer(), queries.agency("toy", "a"), "2", other.public_pem)
    refused(made(token, other), "none came with the `keyid` of such a key")
    refused(made(token, other, key_id=key.keyid), "not by this key")
    end_key(registry.officer(), key.keyid)
    refused(made(token, key), "none came with the `keyid` of such a key")


def test_without_a_token_no_signature_helps(register: Client, token: str, key: Key) -> None:
    assert sent(made("nobody", key)).status_code == 401
    with Client(SITE, token, transport=transport()) as unsigned:
        answer = unsigned._http.post("records?mapping=a-fines", content=BODY, headers={
            "Content-Type": "application/x-ndjson", "Idempotency-Key": "k"})  # fmt: skip
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Signature realm="bonafides"'
